from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from retrieval.fusion import fuse, z_scores

SCORES = arrays(np.float32, st.integers(0, 20), elements=st.floats(-1000, 1000, width=32))


@given(SCORES)
def test_z_scores_are_finite_and_keep_the_order(scores: np.ndarray) -> None:
    standard = z_scores(scores)
    assert np.isfinite(standard).all()
    assert (np.diff(standard[np.argsort(scores)]) >= 0).all()


def test_constant_scores_say_nothing() -> None:
    assert z_scores(np.full(3, 0.8, np.float32)).tolist() == [0, 0, 0]
    assert fuse(np.array([1, 2], np.float32), np.zeros(2, np.float32)).argmax() == 1


def test_one_candidate_and_none() -> None:
    assert fuse(np.ones(1, np.float32), np.ones(1, np.float32)).tolist() == [0]
    assert fuse(np.ones(0, np.float32), np.ones(0, np.float32)).size == 0


def test_the_semantic_share() -> None:
    lexical, semantic = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
    assert fuse(lexical, semantic, 0.9).argmax() == 1
    assert fuse(lexical, semantic, 0.1).argmax() == 0
    assert fuse(lexical, semantic, 0.5) == pytest.approx(0)
