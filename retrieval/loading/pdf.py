""".pdf with pypdf: each page's lines as flowing paragraphs; scanned pages are read by machine if that is installed."""

from __future__ import annotations

import io
from typing import Any

from retrieval.loading import scans
from retrieval.loading.content import Content, ContentBuilder
from retrieval.loading.errors import LoadingError
from retrieval.loading.limits import Limits
from retrieval.loading.reflow import Page, reflow


def read_pdf(name: str, data: bytes, limits: Limits) -> Content:
    """Scripts, attachments and forms are not looked at."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise LoadingError(name, "password")
        count = len(reader.pages)
        if count > limits.pages:
            raise LoadingError(name, "too_many_pages", count=count, limit=limits.pages)
        pages = [_lines(page) for page in reader.pages]
    except (LoadingError, MemoryError):
        raise
    except Exception as error:  # the library lets many kinds through for a damaged file
        raise LoadingError(name, "broken") from error
    return _content(data, pages)


def _lines(page: Any) -> list[str]:
    return [line.strip() for line in page.extract_text().split("\n") if line.strip()]


def _content(data: bytes, pages: list[list[str]]) -> Content:
    blank = [number for number, lines in enumerate(pages, 1) if not lines]
    scanned = scans.read_pages(data, blank) if blank and scans.available() else {}
    builder = ContentBuilder()
    written = [Page(number, scanned.get(number, lines)) for number, lines in enumerate(pages, 1)]
    for page, pieces in reflow(written):
        builder.page(machine_read=bool(scanned.get(page.number)))
        for piece in pieces:
            builder.write(piece)
    return builder.content()
