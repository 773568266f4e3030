"""The values of a question and its answer; ``Answer.as_json`` is a contract that other tools rely on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from retrieval.document import Progress

Role = Literal["resident", "staff", "admin"]
Status = Literal[
    "answered",
    "partial",
    "not_found",
    "clarify",
    "greeting",
    "out_of_scope",
    "blocked",
    "emergency",
    "error",
]
Mode = Literal["extractive", "generative"]
SentenceKind = Literal["document", "computed", "fixed"]


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked. ``history``: earlier questions of the same chat, oldest first."""

    text: str
    role: Role = "resident"
    history: tuple[str, ...] = ()
    public_only: bool = False  # a group: public documents only, whoever asks


@dataclass(frozen=True, slots=True)
class Citation:
    """A quoted span of a document: ``quote`` is its text between ``start`` and ``end``, to the letter."""

    n: int
    document: str
    title: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    page: int | None
    progress: Progress | None
    period: str | None


@dataclass(frozen=True, slots=True)
class FigureInAnswer:
    """A figure the answer tells. ``computed`` shows the sum where it does not stand in the document."""

    indicator: str
    value: str
    unit: str
    number: float
    period: str | None
    citations: tuple[int, ...]
    computed: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """One sentence of an answer: from a document (with citations), computed from cited numbers, or a fixed phrase.

    ``text`` holds no [n] marks; ``shown`` adds them.
    """

    text: str
    kind: SentenceKind
    citations: tuple[int, ...] = ()

    @property
    def shown(self) -> str:
        return self.text + "".join(f"[{n}]" for n in self.citations)


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer. Paragraphs are lines; ``choices`` are ready questions to offer as buttons."""

    question: str
    status: Status
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...] = ()
    figures: tuple[FigureInAnswer, ...] = ()
    mode: Mode = "extractive"
    edition: str = ""
    elapsed_ms: float = 0.0
    choices: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What a person reads, with [n] marks."""
        return "\n".join(sentence.shown for sentence in self.sentences)

    def as_json(self) -> dict[str, Any]:
        """The answer as the contract has it."""
        return {
            "question": self.question,
            "status": self.status,
            "answer": self.text,
            "citations": [
                {
                    "n": c.n,
                    "document": c.document,
                    "title": c.title,
                    "section": list(c.section),
                    "quote": c.quote,
                    "start": c.start,
                    "end": c.end,
                    "page": c.page,
                    "progress": c.progress,
                    "period": c.period,
                }
                for c in self.citations
            ],
            "figures": [
                {
                    "indicator": f.indicator,
                    "value": f.value,
                    "unit": f.unit,
                    "number": f.number,
                    "period": f.period,
                    "citations": list(f.citations),
                    "computed": f.computed,
                }
                for f in self.figures
            ],
            "mode": self.mode,
            "edition": self.edition,
            "elapsed_ms": self.elapsed_ms,
        }
