"""A table to lines: one a row, each cell with its header: 社区:西二村;老年人口:1200人。

A reader gives rows of one width. A cell merged downwards stands in each of its rows; of one merged sideways the first
column has the text and the others None. A unit that is told for the whole table (单位:万元) is told with each number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from retrieval.chinese import half_width
from retrieval.figures.table_rows import has_unit, is_number, unit_of_all, wants_unit

Row = Sequence[str | None]

_SPACE = re.compile(r"\s+")
_AMOUNT = re.compile(r"[\d\uff10-\uff19.,%\uff05+-]+\s*[^\W\d]{0,3}")
_HEADING = re.compile(  # heads a column though it begins with a number: a period, an age
    r"(?:19|20)\d\d(?:\s*年.{0,8})?|\d{1,2}(?:[-\u2014\uff0d~]\d{1,2})?月.{0,8}|\d{1,3}(?:[-\u2014\uff0d~]\d{1,3})?周?岁.{0,4}"
)
_HEADER_LIMIT = 30  # characters: a longer cell is text, no header
_HEADER_ROWS = 3


def table_lines(rows: Iterable[Row], caption: str = "") -> Iterator[str]:
    """The lines of a table: its title (rows of one cell), then its rows. Rows are taken one at a time.

    ``caption``: what stands above the table; a unit may be told there.
    """
    remaining, unit = iter(rows), unit_of_all(half_width(caption))
    for row in remaining:
        if title := _title(row):
            unit = unit_of_all(half_width(title)) or unit
            yield title
        elif any(map(_tidy, row)):
            headers, body = _headers(row, remaining)
            lines = filter(None, (_line(headers, below, unit) for below in body))
            yield next(lines, "") or _line([""] * len(row), row)  # a header alone is a row
            yield from lines


def _is_title(row: Row) -> bool:
    """One cell that was merged over all columns: a table's title, or a heading between its rows."""
    return len(row) > 1 and bool(_tidy(row[0])) and all(cell is None for cell in row[1:])


def _title(row: Row) -> str:
    """The text of a row above the header that holds one cell alone, at its beginning or with the table's unit."""
    told = [_tidy(cell) for cell in row if _tidy(cell)]
    alone = len(row) > 1 and len(told) == 1
    return told[0] if alone and (_tidy(row[0]) or unit_of_all(half_width(told[0]))) else ""


def _line(headers: Sequence[str], row: Row, unit: str = "") -> str:
    """One row as a sentence; an empty cell is left out. ``unit``: of the numbers whose header tells none."""
    if _is_title(row):
        headers = [""] * len(row)
    cells = [_tidy(cell) for cell in row]
    own = has_unit(half_width(next(filter(None, cells), "")))
    pairs = [(_with_unit(header, cell, "" if own else unit), cell) for header, cell in zip(headers, cells, strict=True)]
    told = [f"{header}:{cell}" if header else cell for header, cell in pairs if cell]
    return ";".join(told).rstrip("。") + "。" if told else ""


def _with_unit(header: str, cell: str, unit: str) -> str:
    bare = unit and header and is_number(half_width(cell)) and wants_unit(half_width(header))
    return f"{header}({unit})" if bare else header


def _headers(first: Row, rows: Iterator[Row]) -> tuple[Sequence[str], Iterator[Row]]:
    """The header of every column, and the rows below. A header that was merged sideways has another row under it."""
    if len(first) == 1 or not _is_header(first):
        return [""] * len(first), chain([first], rows)
    headers = _filled(first)
    row, count = first, 1
    while None in row and count < _HEADER_ROWS and (below := next(rows, None)) is not None:
        if not _is_header(below):
            return headers, chain([below], rows)
        row, count = below, count + 1
        headers = [top if top.endswith(own) else top + own for top, own in zip(headers, _filled(below), strict=True)]
    return headers, rows


def _is_header(row: Row) -> bool:
    """A row without amounts; a period or an age is none."""
    told = [_tidy(cell) for cell in row if _tidy(cell)]
    return all(
        len(cell) <= _HEADER_LIMIT and (not _AMOUNT.fullmatch(cell) or _HEADING.fullmatch(cell)) for cell in told
    )


def _filled(row: Row) -> list[str]:
    """A header row with the text of each merged cell in all of its columns."""
    filled: list[str] = []
    for cell in row:
        filled.append(filled[-1] if cell is None and filled else _tidy(cell))
    return filled


def _tidy(cell: str | None) -> str:
    return _SPACE.sub(" ", cell).strip() if cell else ""
