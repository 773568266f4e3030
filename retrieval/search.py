"""A question to passages: words and meaning both look, and their scores are fused."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from retrieval.chinese import terms
from retrieval.document import Passage, Source
from retrieval.editions.server_store import Store, StoreDownError
from retrieval.embedding.embeddings import EmbedderDownError, Vectors, clean
from retrieval.fusion import Scores, fuse
from retrieval.lexical import LexicalIndex

PUBLIC = frozenset({"public"})
CANDIDATES = 30  # each of the two looks up as many, more where more are asked for
REMEMBERED = 512  # questions whose vectors are kept
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """``extra_terms``: further words to look for (synonyms, what a follow-up refers to); ``limit``: passages kept."""

    text: str
    extra_terms: tuple[str, ...] = ()
    audiences: frozenset[str] = PUBLIC
    limit: int = 12


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Passages best first. ``rejected`` came behind the limit; ``timings`` are milliseconds by part."""

    kept: tuple[Passage, ...]
    rejected: tuple[Passage, ...]
    timings: Mapping[str, float]


class Search:
    """Search over one edition. Safe to call from several threads."""

    def __init__(
        self,
        store: Store,
        lexical: LexicalIndex,
        embed: Callable[[str], list[float]],
        sources: Mapping[str, Source],
    ) -> None:
        self._store, self._lexical, self._sources = store, lexical, sources
        self._everyone = frozenset(source.audience for source in sources.values())
        self._vector = lru_cache(REMEMBERED)(lambda text: np.asarray(embed(text), np.float32))

    def __call__(self, query: SearchQuery) -> SearchResult:
        watch = _Watch()
        vector = self._vector_of(query.text)
        watch.lap("embed")
        lexical = self._lexical_scores(query)
        watch.lap("lexical")
        cosines = self._cosines(vector, lexical, query)
        watch.lap("vector")
        passages = self._passages(cosines, lexical, 2 * query.limit)
        watch.lap("fetch")
        return SearchResult(passages[: query.limit], passages[query.limit :], watch.laps)

    def likeness(self, one: str, other: str) -> float | None:
        """The cosine of what two texts mean; None where there is no vector now."""
        a, b = self._vector_of(one), self._vector_of(other)
        if a is None or b is None:
            return None
        return float(a @ b / ((np.linalg.norm(a) * np.linalg.norm(b)) or 1.0))

    def _vector_of(self, text: str) -> Vectors | None:
        """The question's vector; without one (an endpoint is down) words alone are looked for."""
        try:
            return self._vector(clean(text))
        except EmbedderDownError as fault:
            _log.warning("searching by words alone: %s", fault)
            return None

    def _lexical_scores(self, query: SearchQuery) -> Scores:
        """BM25 of every chunk, zero where the audience may not see it."""
        looked_for = [term for text in (query.text, *query.extra_terms) for term in terms(clean(text))]
        scores = self._lexical.scores(looked_for)
        if not query.audiences >= self._everyone:
            scores[~self._lexical.allowed(query.audiences)] = 0
        return scores

    def _cosines(self, vector: Vectors | None, lexical: Scores, query: SearchQuery) -> dict[str, float]:
        """The candidates of both looks, each with its cosine to the question."""
        restricted = None if query.audiences >= self._everyone else query.audiences
        many = max(CANDIDATES, 2 * query.limit)
        best = np.argsort(-lexical, kind="stable")[:many]
        by_words = [self._lexical.ids[row] for row in best if lexical[row] > 0]
        if vector is None:
            return dict.fromkeys(by_words, 0.0)
        try:
            near = self._store.query(vector, many, restricted)
            others = self._store.vectors([id_ for id_ in by_words if id_ not in near])
        except StoreDownError as fault:
            _log.warning("searching by words alone: %s", fault)
            return dict.fromkeys(by_words, 0.0)
        return near | dict(zip(others, _cosines_of(list(others.values()), vector), strict=True))

    def _passages(self, cosines: Mapping[str, float], lexical: Scores, limit: int) -> tuple[Passage, ...]:
        ids = list(cosines)
        by_words = lexical[self._lexical.rows(ids)]
        by_meaning = np.array([cosines[id_] for id_ in ids], np.float32)
        fused = fuse(by_words, by_meaning)
        best = np.argsort(-fused, kind="stable")[:limit]
        chunks = self._store.get([ids[row] for row in best])
        return tuple(
            Passage(
                chunk, self._sources[chunk.document], float(fused[row]), float(by_words[row]), float(by_meaning[row])
            )
            for row in best
            for chunk in [chunks[ids[row]]]
        )


def _cosines_of(rows: list[Vectors], vector: Vectors) -> list[float]:
    if not rows:
        return []
    together = np.stack(rows)
    lengths = np.linalg.norm(together, axis=1) * (float(np.linalg.norm(vector)) or 1.0)
    cosines: list[float] = (together @ vector / lengths).tolist()
    return cosines


class _Watch:
    """Milliseconds between laps."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, part: str) -> None:
        now = time.perf_counter()
        self.laps[part] = (now - self._last) * 1000
        self._last = now
