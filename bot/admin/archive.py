"""The file of a backup: a compressed archive whose last member lists the digest of every other one."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from bot.admin.errors import admin_error
from retrieval.editions.disk import sync

_LIST = "backup.json"
_PIECE = 1 << 20


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """A writer whose archive is at ``target`` in the end, whole, flushed and read back; before that nothing is."""
    beside = target.with_name(f".{target.name}.part")
    try:
        with tarfile.open(beside, "w:gz", compresslevel=1) as archive:
            writer = Writer(archive)
            yield writer
            writer.finish()
        sync(beside)
        _read(beside, target.name, lambda _, pieces: deque(pieces, maxlen=0))
        beside.replace(target)
        sync(target.parent)
    finally:
        beside.unlink(missing_ok=True)


class Writer:
    """Adds files to an archive and remembers their digests."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive, self._digests = archive, dict[str, str]()

    def add(self, name: str, path: Path) -> None:
        """The file at ``path`` as the member ``name``."""
        with path.open("rb") as file:
            hashed = _Hashed(file)
            member = tarfile.TarInfo(name)
            member.size, member.mtime = os.fstat(file.fileno()).st_size, int(path.stat().st_mtime)
            self._archive.addfile(member, hashed)
        self._digests[name] = hashed.total.hexdigest()

    def finish(self) -> None:
        body = json.dumps({"files": self._digests}, ensure_ascii=False).encode()
        member = tarfile.TarInfo(_LIST)
        member.size = len(body)
        self._archive.addfile(member, io.BytesIO(body))


def unpack(source: Path, folder: Path) -> None:
    """Every member of the archive ``source`` as a file under ``folder``. Raises ``AdminError`` unless all are whole."""

    def write(name: str, pieces: Iterable[bytes]) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.writelines(pieces)

    _read(source, source.name, write)


def _read(source: Path, called: str, take: Callable[[str, Iterable[bytes]], object]) -> None:
    """Hands each member's name and bytes to ``take`` and compares the digests with the list."""
    listed: dict[str, str] = {}
    found: dict[str, str] = {}
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                file = archive.extractfile(member) if _is_safe(member) else None
                if file is None:
                    raise admin_error("backup_unreadable", file=called)
                if member.name == _LIST:
                    listed = json.loads(file.read())["files"]
                    continue
                hashed = _Hashed(file)
                take(member.name, iter(partial(hashed.read, _PIECE), b""))
                found[member.name] = hashed.total.hexdigest()
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, ValueError, KeyError) as error:
        raise admin_error("backup_unreadable", file=called) from error
    if not listed:
        raise admin_error("backup_unreadable", file=called)
    if wrong := sorted(name for name in listed | found if listed.get(name) != found.get(name)):
        raise admin_error("backup_wrong", name=wrong[0])


def _is_safe(member: tarfile.TarInfo) -> bool:
    """A plain file that stays inside the folder it is unpacked into."""
    path = PurePosixPath(member.name)
    return member.isreg() and not path.is_absolute() and ".." not in path.parts


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.total = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.total.update(piece)
        return piece
