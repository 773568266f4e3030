"""Figures of a sentence that stands alone, for tests."""

from retrieval.chinese import clause_spans
from retrieval.document import Clause, Figure, Progress, Sentence
from retrieval.figures.extraction import figures_of


def figures(text: str, period: str | None = "2023年", section: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    """The figures of ``text`` read as one sentence, every clause of it done."""
    done: Progress = "done"
    clauses = tuple(Clause(start, end, done) for start, end in clause_spans(text, 0, len(text)))
    return figures_of(text, Sentence(0, len(text), clauses), section, period)
