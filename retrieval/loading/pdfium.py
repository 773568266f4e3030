"""pdfium, with a Chinese font of its own for PDFs that hold none: without one it drops characters that stand alone."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

_PASSWORD = 4  # FPDF_ERR_PASSWORD


class PasswordError(Exception):
    """The file needs a password."""


class BrokenError(Exception):
    """The file can't be opened."""


@contextmanager
def reading() -> Iterator[None]:
    """Inside, what the library can't read raises ``BrokenError``."""
    import pypdfium2

    try:
        yield
    except pypdfium2.PdfiumError as error:
        raise BrokenError from error


def open_pdf(data: bytes) -> Any:
    """A ``pypdfium2.PdfDocument``; close it. Raises ``PasswordError`` or ``BrokenError``."""
    import pypdfium2

    _with_font()
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (PasswordError if error.err_code == _PASSWORD else BrokenError) from error


@cache
def _with_font() -> Any:
    """Starts the library again, once, with the packaged font's folder; returns what has to stay in memory."""
    from pylopdf_fonts_zh_cn import sans_path
    from pypdfium2 import raw

    folder = ctypes.create_string_buffer(str(sans_path().parent).encode())
    character = ctypes.POINTER(ctypes.c_char)
    folders = (character * 2)()  # the second stays empty: it ends the list
    folders[0] = ctypes.cast(folder, character)
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))
    return folder, folders
