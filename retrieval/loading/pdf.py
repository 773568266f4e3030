""".pdf with pdfium: lines as flowing paragraphs, ruled tables row by row; scanned pages by machine if that is installed.

pypdf 7.1 gave wrong Chinese characters without a word for fonts that are embedded in part (docs/decisions/0007-pdf.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.loading import scans
from retrieval.loading.content import Content, ContentBuilder
from retrieval.loading.errors import LoadingError
from retrieval.loading.limits import Limits
from retrieval.loading.pdf_page import read_page
from retrieval.loading.pdfium import BrokenError, PasswordError, open_pdf, reading
from retrieval.loading.printed import PrintedTable, Row
from retrieval.loading.reflow import Part, reflow
from retrieval.loading.tables import table_lines


def read_pdf(name: str, data: bytes, limits: Limits) -> Content:
    """Scripts, attachments and forms are not looked at."""
    document = _opened(name, data)
    try:
        return _content_of(name, document, limits)
    except BrokenError as error:
        raise LoadingError(name, "broken") from error
    finally:
        document.close()


def _content_of(name: str, document: Any, limits: Limits) -> Content:
    with reading():
        count = len(document)
        if count > limits.pages:
            raise LoadingError(name, "too_many_pages", count=count, limit=limits.pages)
        pages: list[list[Part]] = [_read(document[at]) for at in range(count)]
        blank = [at for at, page in enumerate(pages) if not page]
        scanned = scans.read_pages(document, blank) if blank and scans.available() else {}
    return _content([scanned.get(at) or page for at, page in enumerate(pages)], {at for at in scanned if scanned[at]})


def _opened(name: str, data: bytes) -> Any:
    try:
        return open_pdf(data)
    except PasswordError as error:
        raise LoadingError(name, "password") from error
    except BrokenError as error:
        raise LoadingError(name, "broken") from error


def _read(page: Any) -> list[Part]:
    try:
        return read_page(page)
    finally:
        page.close()


@dataclass(frozen=True, slots=True)
class _Carried:
    """A table that may go on over the page's end: its rows so far, and what stands above it."""

    rows: tuple[Row, ...] = ()
    caption: str = ""


def _content(pages: Sequence[list[Part]], scanned: set[int]) -> Content:
    builder, carried = ContentBuilder(), _Carried()
    for at, pieces in enumerate(reflow(pages)):
        builder.page(machine_read=at in scanned)
        for number, piece in enumerate(pieces):
            if isinstance(piece, PrintedTable):
                carried = _add_table(builder, piece.rows, carried if number == 0 else _Carried())
            else:
                carried = _Carried()
                builder.write(piece)
    return builder.content()


def _add_table(builder: ContentBuilder, rows: tuple[Row, ...], carried: _Carried) -> _Carried:
    """Adds a table, or the rest of one whose header stands on the page before; returns all of it so far."""
    goes_on = bool(carried.rows) and len(carried.rows[0]) == len(rows[0])
    before = carried if goes_on else _Carried((), builder.caption)
    while goes_on and rows and rows[0] in before.rows[:3]:
        rows = rows[1:]  # the header, printed again
    lines = list(table_lines((*before.rows, *rows), before.caption))
    builder.table(lines[len(list(table_lines(before.rows, before.caption))) :])
    return _Carried((*before.rows, *rows), before.caption)
