"""The plain values that flow through the project: document, sentence, clause, figure, chunk, passage.

All offsets are code points into ``Document.text``, half open: ``text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Progress = Literal["done", "ongoing", "planned", "problem"]
Audience = Literal["public", "internal"]


@dataclass(frozen=True, slots=True)
class Source:
    """What the manifest says of one document."""

    id: str
    title: str
    issuer: str | None
    period: str | None  # what the figures are about, as people write it: 2022年上半年
    published: str | None  # ISO date
    audience: Audience
    file: str
    sha256: str
    machine_read: tuple[int, ...] = ()  # numbers (from 1) of the pages that were read by OCR


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a document: where its text stands and how many rows it gave."""

    start: int
    end: int
    rows: int


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded document: its source and the one text that every offset counts in."""

    source: Source
    text: str
    pages: tuple[int, ...] = ()  # start offset of each page; empty where the format has none
    tables: tuple[Table, ...] = ()
    machine_read: tuple[int, ...] = ()  # as in ``Source``

    def page_at(self, offset: int) -> int | None:
        """The page number (from 1) that holds ``offset``, or None where there are no pages."""
        return sum(start <= offset for start in self.pages) or None


@dataclass(frozen=True, slots=True)
class Clause:
    """A span inside a sentence, up to a comma or semicolon, with its own stamp."""

    start: int
    end: int
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence with its stop; its clauses cover it. ``lead``: it heads what follows (heading, opener, topic)."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the ledger; field meanings as in DESIGN's "Figures, as JSON"."""

    indicator: str
    value: str  # as written: 90余场
    unit: str
    number: float  # 万 and 亿 multiplied out
    period: str | None
    comparison: str | None  # 同比, 占计划, …
    progress: Progress | None
    start: int  # of ``value`` in the document's text
    end: int
    sentence: tuple[int, int]  # offsets of the sentence that proves it
    hedge: str | None = None  # what makes the number inexact: 突破, 余, 以上


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage of one section: what is embedded, indexed and retrieved.

    ``text`` is exactly ``document.text[start:end]``; sentences and figures keep document offsets.
    """

    id: str
    document: str  # Source.id
    section: tuple[str, ...]  # heading path, outermost first, the topic sentence last
    start: int
    end: int
    text: str
    period: str | None
    page: int | None
    sentences: tuple[Sentence, ...] = ()
    figures: tuple[Figure, ...] = ()

    def quote(self, start: int, end: int) -> str:
        """The document's text between two offsets that lie inside this chunk."""
        return self.text[start - self.start : end - self.start]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question, with its fused score and the scores that went into it."""

    chunk: Chunk
    source: Source
    score: float
    lexical: float
    semantic: float
