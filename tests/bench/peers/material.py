"""What every contender is given: chunks, questions, and the vector of each, as files in one directory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

CHUNKS, QUESTIONS, VECTORS = "chunks.jsonl", "questions.jsonl", "vectors.npz"


@dataclass(frozen=True, slots=True)
class Chunk:
    """``text`` is what was embedded and is to be indexed; ``passage`` is the document it is a part of."""

    id: str
    passage: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """``passage``: where its answer stands."""

    text: str
    passage: str


@dataclass(frozen=True)
class Material:
    """``vectors`` has a row a chunk, ``asked`` a row a question; all are of unit length."""

    chunks: Sequence[Chunk]
    questions: Sequence[Question]
    vectors: Vectors
    asked: Vectors

    @classmethod
    def read(cls, directory: Path) -> Material:
        chunks = [Chunk(**row) for row in _rows(directory / CHUNKS)]
        questions = [Question(**row) for row in _rows(directory / QUESTIONS)]
        with np.load(directory / VECTORS) as arrays:
            return cls(chunks, questions, arrays["chunks"], arrays["questions"])

    def write(self, directory: Path) -> None:
        _write(directory / CHUNKS, self.chunks)
        _write(directory / QUESTIONS, self.questions)
        np.savez(directory / VECTORS, chunks=self.vectors, questions=self.asked)

    @cached_property
    def vector_of(self) -> dict[str, Vectors]:
        """The vector of each question by its text: an embedder that takes no time."""
        return {question.text: row for question, row in zip(self.questions, self.asked, strict=True)}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _write(path: Path, rows: Iterable[Any]) -> None:
    path.write_text("".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows), "utf-8")
