"""A table's row as evidence: which of its clauses tell how it stands, and which cells an answer shows. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.evidence.gathering import Evidence
from bot.answering.question.terms import Term, matches, plain
from retrieval.document import Clause
from retrieval.figures.table_rows import Cell, is_unit, row_cells, row_name
from retrieval.row_stamps import result_cells, task_cells, tells_time

_NUMBERED = re.compile("(?:序号|编号):")
_WHOLE = 120  # characters of a cell of results that is shown whole
_HELD = 0.8  # share of a word of the question that makes a cell worth showing


def result_clauses(evidence: Evidence) -> tuple[Clause, ...]:
    """The clauses of the cell that tells what came of a row's task."""
    results = result_cells(row_cells(evidence.text))
    clauses = _inside(evidence, results[-1]) if results else ()
    return clauses if clauses and clauses[-1].end - clauses[0].start <= _WHOLE else clauses[:1]


def about_row(evidence: Evidence) -> str:
    """What a row's cells tell of all of its figures: its name and its task."""
    row, cells = evidence.text, row_cells(evidence.text)
    tasks = (row[cell.start : cell.end] for cell in task_cells(row, cells))
    return "/".join((row_name(row, cells), *tasks))


def row_to_show(evidence: Evidence, focus: Sequence[Clause], terms: Sequence[Term]) -> tuple[Clause, ...]:
    """The cells in focus, the one that names the row, its unit and those that hold a word of the question.

    Without headers a cell is told by its place: then all before it.
    """
    cells = row_cells(evidence.text)
    if not all(cell.header for cell in cells):
        last = max(evidence.sentence.clauses.index(clause) for clause in focus)
        return evidence.sentence.clauses[: last + 1]
    named = row_name(evidence.text, cells)
    one_time = any(tells_time(cell) and set(_inside(evidence, cell)) & set(focus) for cell in cells)
    shown: list[Clause] = []
    for cell in cells:
        clauses, value = _inside(evidence, cell), evidence.text[cell.start : cell.end]
        asked = not (one_time and tells_time(cell)) and any(share > _HELD for share in matches(terms, plain(value)))
        if asked or value.strip() == named or is_unit(cell.header) or any(clause in focus for clause in clauses):
            shown += clauses
    return tuple(shown)


def without_number(evidence: Evidence, shown: Sequence[Clause]) -> list[Clause]:
    """The clauses without the cell that only numbers the row."""
    return [clause for clause in shown if not _NUMBERED.match(evidence.read(clause))] or list(shown)


def _inside(evidence: Evidence, cell: Cell) -> tuple[Clause, ...]:
    start = evidence.sentence.start
    return tuple(c for c in evidence.sentence.clauses if cell.start < c.end - start <= cell.end + 1)
