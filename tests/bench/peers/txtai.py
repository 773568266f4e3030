"""txtai's hybrid search: faiss and its own BM25. Its torch is never used here, but has to be installed and is imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from txtai import Embeddings

from tests.bench.peers.harness import FOUND, Ask, Contender, main
from tests.bench.peers.material import Material, Vectors

# By default a Chinese character is a token (segmentation by Unicode's rules) and scores are added once BM25's is divided
# by its greatest; with Bayesian normalisation, an option, odds are added instead.
PAIRS = {"tokenizer": {"ngrams": 2}, "normalize": "bayes"}


def _given(material: Material) -> Callable[[list[str]], Vectors]:
    """The vectors that everybody is given, as an external method."""
    known = {chunk.text: row for chunk, row in zip(material.chunks, material.vectors, strict=True)}
    known |= material.vector_of
    return lambda texts: np.stack([known[text] for text in texts])


def _contender(scoring: Mapping[str, Any]) -> Contender:
    def build(material: Material, index: Path) -> None:
        words = {"method": "bm25", "terms": True, "normalize": True} | scoring  # what hybrid=True stands for
        embeddings = Embeddings(method="external", transform=_given(material), content=False, dense=True, scoring=words)
        embeddings.index((chunk.id, chunk.text) for chunk in material.chunks)
        embeddings.save(str(index / "store"))

    def open_(material: Material, index: Path) -> Ask:
        embeddings = Embeddings()
        embeddings.load(str(index / "store"), config={"transform": _given(material)})
        passages = {chunk.id: chunk.passage for chunk in material.chunks}
        return lambda text, vector: [passages[id_] for id_, _ in embeddings.search(text, FOUND)]

    return Contender(build, open_)


CONTENDERS = {
    "txtai: hybrid, single characters (its default)": _contender({}),
    "txtai: hybrid, pairs, Bayesian": _contender(PAIRS),
}

if __name__ == "__main__":
    main(CONTENDERS)
