"""Two kinds of scores made one: z-scores of BM25 and of the cosine, added.

On CMRC 2018 this beats reciprocal ranks (docs/decisions/0001-embedder.md): how much better a passage is than the
crowd tells more than its rank.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


SHARE = 0.6  # of the cosine


def fuse(lexical: Scores, semantic: Scores, share: float = SHARE) -> Scores:
    """The fused score of each candidate. ``share``: of the semantic score, from 0 to 1."""
    fused: Scores = (1 - share) * z_scores(lexical) + share * z_scores(semantic)
    return fused


def z_scores(scores: Scores) -> Scores:
    """How many standard deviations each score lies above the mean; zeros where all are the same."""
    if not scores.size:
        return scores
    spread = float(scores.std())
    standard: Scores = (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)
    return standard
