"""A file's bytes to its content: what it really is, whether it is too large, and the reader of its format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retrieval.loading.clean import decode, looks_binary
from retrieval.loading.content import Content
from retrieval.loading.errors import LoadingError
from retrieval.loading.foreign import refusal
from retrieval.loading.limits import Limits
from retrieval.loading.markdown import read_markdown
from retrieval.loading.pdf import read_pdf
from retrieval.loading.sheets import read_sheets
from retrieval.loading.slides import read_slides
from retrieval.loading.text import read_text
from retrieval.loading.web_page import read_web_page
from retrieval.loading.word import read_word

Reader = Callable[[str, bytes, Limits], Content]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".docx": read_word,
    ".pdf": read_pdf,
    ".xlsx": read_sheets,
    ".pptx": read_slides,
    ".html": read_web_page,
    ".htm": read_web_page,
}
PLAIN = {".txt", ".md"}  # read by code of our own, so without a sandbox
_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_NAMES = {
    "zip": "zip 压缩包或 .docx、.xlsx、.pptx",
    "ole": "旧版 Office 文件(.doc、.xls、.ppt)",
    "pdf": ".pdf",
    "rtf": ".rtf",
    "html": "网页(.html)",
    "text": "纯文字(.txt)",
}
_CONTAINERS = {".docx": "zip", ".xlsx": "zip", ".pptx": "zip", ".pdf": "pdf"}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The content of a file and the digest of its bytes."""

    content: Content
    sha256: str


def read_file(path: Path, limits: Limits) -> ReadFile:
    """Read one file within ``limits`` (time and memory are the sandbox's); raises ``LoadingError``."""
    if not path.is_file():
        raise LoadingError(path.name, "missing")
    reader = _reader(path)
    data = _bytes(path, limits)
    _check_signature(path, data)
    content = reader(path.name, data, limits)
    if len(content.text) > limits.characters:
        raise LoadingError(path.name, "too_long", limit=limits.characters)
    if not content.text.strip():
        raise LoadingError(path.name, "no_text" if content.pages else "empty")
    return ReadFile(content, hashlib.sha256(data).hexdigest())


def sha256_of(path: Path, limits: Limits) -> str:
    """The digest that ``read_file`` tells. Raises ``LoadingError`` for a file that it would not read."""
    return hashlib.sha256(_bytes(path, limits)).hexdigest()


def _reader(path: Path) -> Reader:
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise refusal(path.name, tuple(READERS))
    return READERS[suffix]


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise LoadingError(path.name, "too_large", size=size >> 20, limit=limits.file_bytes >> 20)
        data = path.read_bytes()
    except OSError as error:
        raise LoadingError(path.name, "unreadable", reason=error.strerror) from error
    if not data.strip(b"\x00 \t\r\n"):
        raise LoadingError(path.name, "empty")
    return data


def _kind_of_text(data: bytes) -> str | None:
    """Web pages and plain texts that bear another name, as some systems export them; None for anything else."""
    try:
        text = decode(data)
    except UnicodeDecodeError:
        return None
    if looks_binary(text):
        return None
    return "html" if text.lstrip().lower().startswith(("<!doctype html", "<html")) else "text"


def _check_signature(path: Path, data: bytes) -> None:
    """Refuse content that is not what the extension says."""
    suffix = path.suffix.lower()
    wanted = _CONTAINERS.get(suffix)
    actual = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    if actual == wanted or (wanted == "pdf" and b"%PDF-" in data[:1024]):
        return
    if actual == "ole" and wanted == "zip" and _ENCRYPTED in data:
        raise LoadingError(path.name, "password")
    if actual is None:
        actual = _kind_of_text(data)
    if actual is None:
        raise LoadingError(path.name, "broken")
    raise LoadingError(path.name, "wrong_extension", actual=_NAMES.get(actual, f"{actual} 文件"), wanted=suffix)
