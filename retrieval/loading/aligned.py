"""Tables without ruling lines: lines whose pieces, parted by wide gaps, stand under one another. Pure geometry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.chinese import half_width
from retrieval.figures.table_rows import is_number
from retrieval.loading.printed import Line, PrintedTable

_FEWEST = 3  # rows, with the header

Part = Line | PrintedTable


def with_aligned_tables(parts: Sequence[Part]) -> Iterator[Part]:
    """``parts`` with every run of aligned lines as a table."""
    run: list[Line] = []
    for part in parts:
        if run and isinstance(part, Line) and _aligned(run[-1], part):
            run.append(part)
            continue
        yield from _told(run)
        run = [part] if isinstance(part, Line) else []
        if not isinstance(part, Line):
            yield part
    yield from _told(run)


def _aligned(line: Line, below: Line) -> bool:
    """Whether the pieces of two lines that follow each other stand in the same columns, and in no other's."""
    if len(line.pieces) != len(below.pieces) or len(line.pieces) < 2 or below.middle >= line.middle:
        return False
    columns = [
        (min(one.left, other.left), max(one.right, other.right))
        for one, other in zip(line.pieces, below.pieces, strict=True)
    ]
    apart = all(end < start for (_, end), (start, _) in pairwise(columns))
    same = all(
        one.left < other.right and other.left < one.right for one, other in zip(line.pieces, below.pieces, strict=True)
    )
    return apart and same


def _told(run: Sequence[Line]) -> Iterator[Part]:
    """A list of two columns is a table only where its second holds numbers: it may be anything else."""
    rows = [[piece.text for piece in line.pieces] for line in run]
    listed = rows and len(rows[0]) == 2 and not all(is_number(half_width(row[1])) for row in rows[1:])
    if len(rows) < _FEWEST or listed:
        yield from run
    else:
        yield PrintedTable(tuple([*row] for row in rows))
