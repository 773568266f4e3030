"""The ledger for staff: find rows by words, hand them out as JSON, CSV or an Excel sheet."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from bot.texts import Texts
from retrieval.chinese import normalise
from retrieval.editions.ledger import LedgerRow

Save = Callable[[Path, Iterable[LedgerRow], Texts], None]
Cell = str | float | int | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run as a formula
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def find(rows: Iterable[LedgerRow], words: str) -> tuple[LedgerRow, ...]:
    """The rows that hold every one of the words (white space between them) in indicator, sentence, section or period."""
    wanted = [normalise(word) for word in words.split()]
    return tuple(row for row in rows if all(word in _searched(row) for word in wanted))


def _searched(row: LedgerRow) -> str:
    figure = row.figure
    told = (figure.indicator, figure.value, figure.unit, figure.period or "", row.quote, row.document, *row.section)
    return normalise("\n".join(told))


def as_json(row: LedgerRow) -> dict[str, Any]:
    """A row as the contract has it: ``quote`` is the document's text between ``start`` and ``end``."""
    figure = row.figure
    return {
        "indicator": figure.indicator,
        "value": figure.value,
        "unit": figure.unit,
        "number": figure.number,
        "period": figure.period,
        "comparison": figure.comparison,
        "progress": figure.progress,
        "document": row.document,
        "section": list(row.section),
        "quote": row.quote,
        "start": figure.sentence[0],
        "end": figure.sentence[1],
    }


def write_csv(file: IO[str], rows: Iterable[LedgerRow], texts: Texts) -> None:
    """Rows as CSV into a text file opened with ``newline=""`` (and ``utf-8-sig``, so that Excel reads Chinese)."""
    writer = csv.writer(file)
    writer.writerow(texts.items("columns"))
    writer.writerows(map(_harmless, cells) for cells in _cells(rows, texts))


def save_csv(path: Path, rows: Iterable[LedgerRow], texts: Texts) -> None:
    """Rows as a CSV file that Excel opens with the right characters. Raises ``OSError``."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(file, rows, texts)


def save_xlsx(path: Path, rows: Iterable[LedgerRow], texts: Texts) -> None:
    """Rows as an Excel sheet; every text is a text, no formula. Raises ``OSError``."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    with path.open("wb") as file:  # first: a book that was begun and is never saved complains on its own
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.freeze_panes = "A2"
        sheet.append(list(texts.items("columns")))
        for cells in _cells(rows, texts):
            line = [WriteOnlyCell(sheet, _CONTROL.sub("", cell) if isinstance(cell, str) else cell) for cell in cells]
            for cell, value in zip(line, cells, strict=True):
                if isinstance(value, str):
                    cell.data_type = "s"
            sheet.append(line)
        book.save(file)


def saved_bytes(save: Save, rows: Iterable[LedgerRow], texts: Texts) -> bytes:
    """What ``save`` writes into a file, to be sent."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figures"
        save(path, rows, texts)
        return path.read_bytes()


def _cells(rows: Iterable[LedgerRow], texts: Texts) -> Iterator[list[Cell]]:
    for row in rows:
        told = as_json(row)
        progress = told["progress"] and texts.say(f"progress.{told['progress']}")
        yield list((told | {"section": " > ".join(row.section), "progress": progress}).values())


def _harmless(cell: Cell) -> Cell:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
