"""The files of the documents' folder: which of them are documents, and what people call them."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from retrieval.loading.clean import clean, decode

_NO_DOCUMENT = {".toml", ".jsonl"}  # the manifest and other files that are kept beside the documents
_BY_SYSTEMS = {"thumbs.db", "desktop.ini"}
_BREAKS = re.compile("[\n\t\f]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file under a folder. ``name``: where in the folder, as people read it; ``outside``: a link that leads out."""

    path: Path
    name: str
    outside: bool


def files_under(folder: Path, closed: Callable[[str, OSError], None] = lambda *_: None) -> Iterator[FoundFile]:
    """Every document under ``folder`` in the order of their names; ``closed`` hears of folders that can't be read."""
    inside = folder.resolve()
    found: list[Path] = []

    def tell(error: OSError) -> None:
        closed(plain_name(os.path.relpath(error.filename, folder)), error)

    for at, folders, names in os.walk(folder, onerror=tell):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        links = [name for name in folders if Path(at, name).is_symlink()]  # they are not gone into
        found += (Path(at, name) for name in (*names, *links) if _is_document(name))
    for path in sorted(found):
        outside = path.is_symlink() and not path.resolve().is_relative_to(inside)
        yield FoundFile(path, plain_name(path.relative_to(folder).as_posix()), outside)


def plain_name(name: str) -> str:
    """A file's name as people read it: composed, on one line, without invisible characters; GBK from old archives too."""
    raw = os.fsencode(name)
    try:
        told = decode(raw)
    except UnicodeDecodeError:
        told = raw.decode("utf-8", "replace")
    return unicodedata.normalize("NFC", _BREAKS.sub(" ", clean(told)))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _is_document(name: str) -> bool:
    suffix = PurePath(name).suffix.lower()
    return not (_is_hidden(name) or suffix in _NO_DOCUMENT or name.lower() in _BY_SYSTEMS)
