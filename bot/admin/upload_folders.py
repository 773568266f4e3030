"""Folders in which sent documents lie while they are read. What a killed process left goes with the next start."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

_HELD = ".held"  # in each folder; no sent file is called so


@dataclass(frozen=True, slots=True)
class UploadFolder:
    """A folder of its own until ``delete``. The kernel frees its lock when its process dies, however it dies."""

    path: Path
    _held: TextIOWrapper

    @classmethod
    def new(cls, place: Path) -> UploadFolder:
        """A new folder in ``place``, which is made where it is missing. Raises ``OSError``."""
        place.mkdir(parents=True, exist_ok=True)
        with _alone(place):
            path = Path(tempfile.mkdtemp(dir=place))
            held = (path / _HELD).open("w")
            fcntl.flock(held, fcntl.LOCK_EX)
        return cls(path, held)

    def delete(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._held.close()

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.delete()


def sweep(place: Path) -> None:
    """Deletes the folders that no living process holds."""
    if not place.is_dir():
        return
    with _alone(place):
        for folder in place.iterdir():
            if not _is_held(folder):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Nobody sweeps between the making of a folder and its lock."""
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_held(folder: Path) -> bool:
    try:
        with (folder / _HELD).open() as held:
            fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # an earlier version made it
        return False
    return False
