from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding.cache import BATCH, EmbeddingCache


class Counting:
    """Embeds a text as its length and remembers what it was asked."""

    def __init__(self, fails_after: int = 10**9) -> None:
        self.asked: list[str] = []
        self.fails_after = fails_after

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if len(self.asked) >= self.fails_after:
            raise ConnectionError
        self.asked += texts
        return [[float(len(text)), 1.0] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def test_only_what_is_new_is_embedded(tmp_path: Path) -> None:
    embedder, heard = Counting(), []
    with EmbeddingCache(tmp_path / "c") as cache:
        cache.fill(["一", "一二", "一"], embedder, "m", heard.append)
        cache.fill(["一二", "一二三"], embedder, "m", heard.append)
        assert embedder.asked == ["一", "一二", "一二三"]
        assert heard == [2, 1]
        assert np.array_equal(cache.vectors(["一二三", "一", "一"], "m"), [[3, 1], [1, 1], [1, 1]])


def test_models_are_kept_apart(tmp_path: Path) -> None:
    embedder = Counting()
    with EmbeddingCache(tmp_path / "c") as cache:
        cache.fill(["一"], embedder, "m")
        assert cache.missing(["一"], "other") == ["一"]
        with pytest.raises(KeyError):
            cache.vectors(["一"], "other")


def test_what_was_embedded_before_a_failure_is_kept(tmp_path: Path) -> None:
    texts = [str(n) for n in range(3 * BATCH)]
    with EmbeddingCache(tmp_path / "c") as cache, pytest.raises(ConnectionError):
        cache.fill(texts, Counting(fails_after=2 * BATCH), "m")
    again = Counting()
    with EmbeddingCache(tmp_path / "c") as cache:
        cache.fill(texts, again, "m")
    assert again.asked == texts[2 * BATCH :]


def test_what_is_not_retained_leaves_no_bytes(tmp_path: Path) -> None:
    with EmbeddingCache(tmp_path / "c") as cache:
        cache.fill(["一" * 7, "二"], Counting(), "m")
        vector = cache.vectors(["一" * 7], "m").tobytes()
        assert cache.retain(["二", "没有"]) == 1
        assert cache.missing(["一" * 7, "二"], "m") == ["一" * 7]
    assert all(vector not in path.read_bytes() for path in tmp_path.iterdir())
