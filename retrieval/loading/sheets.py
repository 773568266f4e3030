""".xlsx with openpyxl: every visible sheet, its tables (parted by empty rows) told row by row."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from retrieval.loading.archive import check_archive
from retrieval.loading.cells import cell_text
from retrieval.loading.content import Content, ContentBuilder
from retrieval.loading.errors import LoadingError
from retrieval.loading.limits import Limits

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_UNNAMED = re.compile(r"sheet\d*|工作表\d*", re.IGNORECASE)
_ROWS_OF_A_SHEET = 1_048_576
_COLUMNS = 1_000
_MERGED_LIMIT = 200_000  # cells that merging fills in

Merged = Mapping[tuple[int, int], tuple[int, int]]  # a cell inside a merged area → the area's first cell
Row = list[str | None]


def read_sheets(name: str, data: bytes, limits: Limits) -> Content:
    """Formulas count with the value they had when the file was saved. Hidden sheets are named, not read."""
    import openpyxl

    check_archive(name, data, "xl/workbook.xml", ".xlsx", limits)
    builder, left, hidden = ContentBuilder(), limits.rows, list[str]()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that we don't use
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                hidden.append(sheet.title)
            else:
                left -= _add_sheet(name, sheet, _merged(data, sheet), builder, left, limits)
    except (LoadingError, MemoryError):
        raise
    except Exception as error:  # the library lets many kinds through for a damaged file
        raise LoadingError(name, "broken") from error
    return builder.content(hidden)


def _add_sheet(name: str, sheet: Any, merged: Merged, builder: ContentBuilder, left: int, limits: Limits) -> int:
    """Adds one sheet and returns how many rows it had."""
    count = 0
    for table in _tables(_rows(sheet, merged)):
        count += len(table)
        if count > left:
            raise LoadingError(name, "too_many_rows", limit=limits.rows)
        if count == len(table) and not _UNNAMED.fullmatch(sheet.title):
            builder.paragraph(sheet.title)
        builder.rows(table)
    return count


def _rows(sheet: Any, merged: Merged) -> Iterator[Row]:
    """The rows with merged cells filled in: from above where they go down, None where they go sideways."""
    firsts: dict[tuple[int, int], str] = {}
    areas = set(merged.values())
    reach: dict[int, int] = {}  # row → its last merged column; a row may be written without the cells that hold nothing
    for y, x in merged:
        reach[y] = max(x, reach.get(y, 0))
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > _ROWS_OF_A_SHEET:
            raise ValueError
        row: Row = [cell_text(cell) for cell in cells[:_COLUMNS]]
        row += [""] * (reach.get(number, 0) - len(row))
        firsts |= {(number, at): text or "" for at, text in enumerate(row, 1) if (number, at) in areas}
        for at in range(1, len(row) + 1):
            if first := merged.get((number, at)):
                row[at - 1] = firsts.get(first, "") if first[1] == at else None
        yield row


def _tables(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Runs of rows that hold something, all of the width of the widest, without empty columns at the sides."""
    table: list[Row] = []
    for row in rows:
        if any(row):
            table.append(row)
        elif table:
            yield _trimmed(table)
            table = []
    if table:
        yield _trimmed(table)


def _trimmed(table: list[Row]) -> list[Row]:
    used = {at for row in table for at, cell in enumerate(row) if cell}
    start, end = min(used), max(used) + 1
    return [(row + [""] * end)[start:end] for row in table]


def _merged(data: bytes, sheet: Any) -> Merged:
    """Cells inside merged areas; openpyxl does not tell them while it reads row by row."""
    from openpyxl.utils import column_index_from_string

    found: dict[tuple[int, int], tuple[int, int]] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read(sheet._worksheet_path)  # noqa: SLF001  (no public name says it)
    for left, top, right, bottom in _MERGED.findall(xml):
        first = (int(top), column_index_from_string(left.decode()))
        last = (int(bottom), min(column_index_from_string(right.decode()), _COLUMNS))
        if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) + len(found) > _MERGED_LIMIT:
            raise ValueError
        cells = ((y, x) for y in range(first[0], last[0] + 1) for x in range(first[1], last[1] + 1))
        found |= {cell: first for cell in cells if cell != first}
    return found
