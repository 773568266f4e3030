"""What a writer hands on: sentences with the citations that prove them, before wording and checks are final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.answering.answer import AnswerSentence, Citation, FigureInAnswer, Mode, Status
from retrieval.document import Chunk, Clause, Figure, Passage, Progress, Sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer without its edition and time."""

    status: Status
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...] = ()
    figures: tuple[FigureInAnswer, ...] = ()
    choices: tuple[str, ...] = ()
    mode: Mode = "extractive"


@dataclass(slots=True)
class Citations:
    """Numbers the quotes of one answer in the order they are first used; the same quote keeps its number."""

    found: list[Citation] = field(default_factory=list)

    def cite(self, passage: Passage, start: int, end: int, state: Progress | None = None) -> int:
        """The number of the quote ``document.text[start:end]``, which lies inside the passage's chunk.

        ``state``: its stamp; without one the least advanced of its clauses.
        """
        chunk = passage.chunk
        known = (c.n for c in self.found if (c.document, c.start, c.end) == (chunk.document, start, end))
        if (number := next(known, None)) is not None:
            return number
        citation = Citation(
            n=len(self.found) + 1,
            document=chunk.document,
            title=passage.source.title,
            section=chunk.section,
            quote=chunk.quote(start, end),
            start=start,
            end=end,
            page=chunk.page,
            progress=state or stamp(chunk, start, end),
            period=chunk.period,
        )
        self.found.append(citation)
        return citation.n


def stamp(chunk: Chunk, start: int, end: int) -> Progress | None:
    """The stamp of a span: the least advanced of its clauses, since done is not planned."""
    return least_advanced([c for s in chunk.sentences for c in s.clauses if c.start < end and start < c.end])


def least_advanced(clauses: Sequence[Clause]) -> Progress | None:
    """The stamp of some clauses together."""
    inside = {clause.progress for clause in clauses}
    order: tuple[Progress, ...] = ("problem", "planned", "ongoing", "done")
    return next((progress for progress in order if progress in inside), None)


def span_of(clauses: Sequence[Clause], sentence: Sentence) -> tuple[int, int]:
    """From the first to the last of some clauses of a sentence."""
    return min((c.start for c in clauses), default=sentence.start), max((c.end for c in clauses), default=sentence.end)


def in_answer(figure: Figure, number: int) -> FigureInAnswer:
    """A ledger row as an answer tells it."""
    return FigureInAnswer(
        indicator=figure.indicator,
        value=figure.value,
        unit=figure.unit,
        number=figure.number,
        period=figure.period,
        citations=(number,),
    )
