"""The lexical index: BM25 over words and character bigrams, mapped from disk when it is opened."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.chinese import terms, words

Scores = NDArray[np.float32]


class LexicalIndex:
    """BM25 scores of every chunk of one edition, in the order of ``ids``."""

    def __init__(self, directory: Path) -> None:
        from bm25s import BM25

        self._directory = directory
        self._bm25: Any = BM25.load(directory, mmap=True)
        about = json.loads((directory / "chunks.json").read_text("utf-8"))
        self.ids: Sequence[str] = about["ids"]
        self._audiences = np.array(about["audiences"], dtype=object)
        self._rows = {id_: row for row, id_ in enumerate(self.ids)}

    def scores(self, query: Iterable[str]) -> Scores:
        """The score of every chunk for the terms ``query``; a term counts once."""
        known = [term for term in dict.fromkeys(query) if term in self._bm25.vocab_dict]
        if not known:
            return np.zeros(len(self.ids), np.float32)
        found: Scores = self._bm25.get_scores(known)
        return found

    def rows(self, ids: Iterable[str]) -> list[int]:
        return [self._rows[id_] for id_ in ids]

    def allowed(self, audiences: frozenset[str]) -> NDArray[np.bool_]:
        """Which chunks may be shown to ``audiences``."""
        return np.isin(self._audiences, sorted(audiences))

    def document_frequency(self, term: str) -> int:
        """In how many chunks ``term`` stands."""
        column = self._bm25.vocab_dict.get(term)
        indptr = self._bm25.scores["indptr"]
        return 0 if column is None or column + 1 >= len(indptr) else int(indptr[column + 1] - indptr[column])

    def vocabulary(self) -> Mapping[str, int]:
        """Every word (not the bigrams) and in how many chunks it stands."""
        known: dict[str, int] = json.loads((self._directory / "words.json").read_text("utf-8"))
        return known


def build_lexical(directory: Path, texts: Mapping[str, str], audiences: Sequence[str]) -> None:
    """Writes the index of ``texts`` (by chunk id; ``audiences`` in the same order) into the new ``directory``."""
    from bm25s import BM25

    numbers: dict[str, int] = {}
    spoken: Counter[str] = Counter()
    rows: list[array[int]] = []
    for text in texts.values():
        rows.append(array("i", (numbers.setdefault(term, len(numbers)) for term in terms(text) or [""])))
        spoken.update(set(words(text)))
    index = BM25()
    index.index((rows, numbers or {"": 0}), show_progress=False)
    index.save(directory, show_progress=False)
    _write(directory / "words.json", spoken)
    _write(directory / "chunks.json", {"ids": list(texts), "audiences": list(audiences)})


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8")
