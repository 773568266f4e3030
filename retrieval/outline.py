"""A document's outline: every sentence with the heading path it stands under and the part it belongs to.

Headings are whole lines (一、 (一) 1. #) or sentences that lead a paragraph (the four-character opener, the topic).
Pure functions; offsets count in ``Document.text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from retrieval.chinese import Span, clause_spans, half_width, sentence_spans
from retrieval.document import Clause, Document, Progress, Sentence
from retrieval.figures.table_rows import row_cells
from retrieval.headings import (
    PART_LINE,
    PLAIN_LINE,
    Rank,
    heading_rank,
    heading_text,
    is_caption,
    is_opener,
    is_plain_heading,
    is_topic,
    numbered_rank,
)
from retrieval.periods import period_end
from retrieval.progress import Part, announces, parallels, part_of, part_of_title, stamps, turn
from retrieval.row_stamps import row_stamps

Path = tuple[str, ...]
_YEAR = re.compile(r"20\d\d年度?")
_LONG_ROW = 800  # characters
_IN_CELL = re.compile(r"[^。!?]+(?:[。!?]+;?)?")  # a cell may hold sentences


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence under its heading path. ``heading``: a whole line that only names what follows."""

    sentence: Sentence
    section: Path
    heading: bool = False


@dataclass(slots=True)
class _Headings:
    """The headings that are open while the lines are read, outermost first."""

    title: str
    end: date | None  # of the period that the document tells about
    open: list[tuple[Rank, str]] = field(default_factory=list)
    part: Part | None = None  # what an announcing paragraph said of what follows under the headings open then
    announced: int = 0  # how many those were
    caption: str = ""  # of the table that is being read

    def enter(self, rank: Rank, text: str) -> None:
        ended = next((at for at, (other, _) in enumerate(self.open) if rank.ends(other)), len(self.open))
        self.open = [*self.open[:ended], (rank, text)]
        if ended < self.announced:
            self.part = None

    def announce(self, part: Part | None) -> None:
        self.part, self.announced = part, len(self.open)

    @property
    def last_month(self) -> int:
        return self.end.month if self.end else 12

    @property
    def path(self) -> Path:
        names = (*(name for _, name in self.open), self.caption)
        return tuple(name for name in names if name)


def outline(document: Document) -> Iterator[Unit]:
    """The document's sentences in order. Everything is read in half-width marks, which moves no offset."""
    text, headings = half_width(document.text), _Headings(document.source.title, _end(document.source.period))
    lines = list(_lines(text))
    for at, (start, end) in enumerate(lines):
        line = text[start:end]
        following = text[slice(*lines[at + 1])] if at + 1 < len(lines) else ""
        if _in_table(document, start):
            yield from _row(text, (start, end), headings)
            continue
        headings.caption = ""
        if rank := heading_rank(line) or _plain_rank(line, following, first=at == 0):
            headings.enter(rank, heading_text(line))
            yield _heading(text, (start, end), headings)
        elif is_caption(line) and at + 1 < len(lines) and _in_table(document, lines[at + 1][0]):
            headings.caption = line
            yield _heading(text, (start, end), headings)
        else:
            yield from _paragraph(text, (start, end), headings)


def _heading(text: str, span: Span, headings: _Headings) -> Unit:
    told = _sentence(text, span, _part(headings), headings.last_month, lead=True)
    return Unit(told, headings.path, heading=True)


def _plain_rank(line: str, following: str, first: bool) -> Rank | None:
    """The rank of a line without a number that heads what follows. One of a year (2024年工作安排) that is no title heads a
    part of the report, above all that is numbered."""
    bare = _YEAR.sub("", line)
    if bare == line or not is_plain_heading(bare, following):
        return PLAIN_LINE if is_plain_heading(line, following) else None
    return PART_LINE if not first and part_of((line,)) else None


def _end(period: str | None) -> date | None:
    return period_end(period) if period else None


def _lines(text: str) -> Iterator[Span]:
    """Spans of the lines that hold something, white space at their ends left out."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line)


def _in_table(document: Document, offset: int) -> bool:
    return any(table.start <= offset < table.end for table in document.tables)


def _part(headings: _Headings, section: Path = (), opening: str = "") -> Part | None:
    own = part_of(section or headings.path, opening, headings.end.year if headings.end else None)
    return own or headings.part or part_of_title(headings.title)


def _row(text: str, span: Span, headings: _Headings) -> Iterator[Unit]:
    """A line of a table: one sentence, since its cells belong together; another line or a very long one as it is cut."""
    line, part = text[slice(*span)], _part(headings)
    cells = row_cells(line)
    if not cells or len(line) > _LONG_ROW:
        for start, end in sentence_spans(text, *span):
            yield Unit(_sentence(text, (start, end), part, headings.last_month, lead=False), headings.path)
        return
    spans = [one.span() for clause in clause_spans(text, *span) for one in _IN_CELL.finditer(text, *clause)]
    inner = [(start - span[0], end - span[0]) for start, end in spans]
    yield Unit(
        Sentence(*span, _clauses(spans, row_stamps(line, cells, inner, part, headings.last_month))), headings.path
    )


def _paragraph(text: str, span: Span, headings: _Headings) -> Iterator[Unit]:
    """The sentences of one paragraph."""
    spans = list(sentence_spans(text, *span))
    sentences = [text[start:end] for start, end in spans]
    lead = _open_paragraph(sentences, headings)
    section = headings.path + ((heading_text(sentences[0]),) if lead == 1 else ())
    part = _part(headings, section, sentences[0])
    topic: Path = ()
    for at, sentence in enumerate(sentences):
        following = sentences[at + 1] if at + 1 < len(sentences) else ""
        heads = at >= bool(lead) and is_topic(sentence, following)
        topic = (heading_text(sentence),) if heads else topic
        leads = heads or (at == 0 and lead > 0)
        part = turn(sentence) or part
        told = _sentence(text, spans[at], part, headings.last_month, leads)
        yield Unit(told, section + topic)
    if announces(sentences[-1]):
        last = told.clauses[-1]
        headings.announce("plan" if last.progress == "planned" else part or part_of((text[last.start : last.end],)))


def _open_paragraph(sentences: list[str], headings: _Headings) -> int:
    """0: no opener; 1: an opener for this paragraph alone; 2: a numbered lead-in that stays open."""
    if not is_opener(sentences[0], len(sentences) - 1):
        return 0
    if rank := numbered_rank(sentences[0]):
        headings.enter(rank, heading_text(sentences[0]))
        return 2
    return 1


def _sentence(text: str, span: Span, part: Part | None, last_month: int, lead: bool) -> Sentence:
    spans = [part_span for one in clause_spans(text, *span) for part_span in parallels(text, one, part)]
    found = stamps([text[start:end] for start, end in spans], part, last_month)
    return Sentence(*span, _clauses(spans, found), lead)


def _clauses(spans: Sequence[Span], found: Sequence[Progress | None]) -> tuple[Clause, ...]:
    return tuple(Clause(start, end, stamp) for (start, end), stamp in zip(spans, found, strict=True))
