"""Office files are zip archives of XML: looked at before any library opens them. Nothing is unpacked to disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from retrieval.loading.errors import LoadingError
from retrieval.loading.limits import Limits

_BLOCK = 1 << 20
_OVERLAP = 64  # bytes: a declaration cut by the border of two blocks is seen in the next
_TREES = ("word/document", "word/styles", "word/numbering", "ppt/slides/", "xl/styles")  # sheets are read row by row
_DTD = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")  # in UTF-8 and UTF-16


def check_archive(name: str, data: bytes, needed: str, wanted: str, limits: Limits) -> None:
    """Refuse what is no ``wanted`` file (lacks the member ``needed``), is damaged, unpacks too large or has a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(name, archive, needed, wanted, limits)
            if any(_DTD.search(block) for block in _xml_blocks(archive)):
                raise LoadingError(name, "entities")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise LoadingError(name, "broken") from error


def _check_members(name: str, archive: zipfile.ZipFile, needed: str, wanted: str, limits: Limits) -> None:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise LoadingError(name, "password")
    if needed not in archive.namelist():
        raise LoadingError(name, "wrong_extension", actual=_kind(archive), wanted=wanted)
    # A member is never read beyond the size it declares, so the declared sizes bound the work.
    if sum(member.file_size for member in members) > limits.unpacked_bytes or len(members) > limits.members:
        raise LoadingError(name, "unpacks_too_large", limit=limits.unpacked_bytes >> 20)
    trees = (member.file_size for member in members if member.filename.startswith(_TREES))
    if max(trees, default=0) > limits.tree_bytes:
        raise LoadingError(name, "unpacks_too_large", limit=limits.tree_bytes >> 20)


def _kind(archive: zipfile.ZipFile) -> str:
    kinds = {"word/": ".docx", "xl/": ".xlsx", "ppt/": ".pptx"}
    names = archive.namelist()
    return next((kind for folder, kind in kinds.items() if any(n.startswith(folder) for n in names)), "zip 压缩包")


def _xml_blocks(archive: zipfile.ZipFile) -> Iterator[bytes]:
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            tail = b""
            with archive.open(member) as stream:
                while block := stream.read(_BLOCK):
                    yield tail + block
                    tail = block[-_OVERLAP:]
