"""A table's row as evidence: which of its clauses tell how it stands, and how it is shown. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.evidence.gathering import Evidence
from retrieval.chinese import half_width
from retrieval.document import Clause
from retrieval.figures.table_rows import Cell, row_cells
from retrieval.row_stamps import result_cells

_NUMBERED = re.compile("序号|编号")
_WHOLE = 120  # characters of a cell of results that is shown whole


def cells_of(evidence: Evidence) -> tuple[Cell, ...]:
    """The cells of a row, counted from the sentence's start; nothing where the sentence is none."""
    return row_cells(evidence.text)


def result_clauses(evidence: Evidence) -> tuple[Clause, ...]:
    """The clauses of the cell that tells what came of a row's task."""
    results = result_cells(cells_of(evidence))
    if not results:
        return ()
    start, cell = evidence.sentence.start, results[-1]
    clauses = tuple(c for c in evidence.sentence.clauses if cell.start < c.end - start <= cell.end + 1)
    return clauses if clauses and clauses[-1].end - clauses[0].start <= _WHOLE else clauses[:1]


def row_text(row: str, shown: Sequence[tuple[int, int]]) -> str:
    """A row's first cells as an answer shows them, without its number.

    ``shown``: spans of the clauses, counted in ``row``.
    """
    end = shown[-1][1]
    cells = [cell for cell in row_cells(half_width(row)) if cell.start < end]
    kept = [cell for cell in cells if not _NUMBERED.fullmatch(cell.header)]
    return ";".join(row[cell.start - len(cell.header) - bool(cell.header) : min(cell.end, end)] for cell in kept)
