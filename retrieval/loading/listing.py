"""Which files are to be loaded, what people call each, and what a manifest says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.loading.errors import LoadingError
from retrieval.loading.manifest import Entry, read_manifest
from retrieval.loading.walk import FoundFile, files_under, plain_name

Fail = Callable[[LoadingError], None]


@dataclass(frozen=True, slots=True)
class ListedFile:
    """``name``: what people call it, from its documents' folder on; ``entry``: None where no manifest has one."""

    path: Path
    name: str
    entry: Entry | None


def listed(path: Path, described: Path | None, fail: Fail) -> Iterator[ListedFile]:
    """The files that ``path``, a file or a folder, stands for.

    ``described``: a folder whose manifest tells of files from elsewhere too, by their names. ``fail`` hears of folders
    that can't be read, links that lead out of the folder, and entries of the folder's manifest without a file.
    """
    path = path.absolute()
    base = _base(path, described.absolute() if described else None)
    own = read_manifest(base)
    entries = {**(read_manifest(described) if described else {}), **own}
    named: set[str] = set()
    for found in _found(path, base, fail):
        named.add(found.name)
        if found.outside:
            fail(LoadingError(found.name, "outside"))
        else:
            yield ListedFile(found.path, found.name, entries.get(found.name))
    for name in own if path == base else ():
        if name not in named:
            outside = not (path / name).resolve().is_relative_to(path.resolve())
            fail(LoadingError(name, "outside" if outside else "manifest_missing"))


def _base(path: Path, described: Path | None) -> Path:
    """The folder whose manifest is nearest, and from which on files are named."""
    if described and path.is_relative_to(described):
        return described
    return path if path.is_dir() else path.parent


def _found(path: Path, base: Path, fail: Fail) -> Iterator[FoundFile]:
    if not path.is_dir():
        yield FoundFile(path, plain_name(path.relative_to(base).as_posix()), outside=False)
        return

    def closed(name: str, error: OSError) -> None:
        fail(LoadingError(name, "unreadable", reason=error.strerror))

    for found in files_under(path, closed):
        yield FoundFile(found.path, plain_name(found.path.relative_to(base).as_posix()), found.outside)
