"""Backup and restore of everything that matters: kept editions, the pointer, the database, the documents' folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.admin.archive import Writer, unpack, writing
from bot.admin.errors import admin_error
from bot.admin.tables_copy import copy_rows, snapshot
from bot.storage import Database, open_database
from retrieval.editions.edition import DIGESTED, DamagedEditionError, Edition
from retrieval.editions.library import EDITIONS, POINTER, Library, NoEditionError
from retrieval.editions.manifest import file_digests
from retrieval.editions.server_store import StoreDownError

DATABASE, SEEDS = "people.sqlite", "seeds"


@dataclass(frozen=True, slots=True)
class Backup:
    """What an archive holds: how many editions and files of the documents' folder, and its own size."""

    editions: int
    seeds: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Place:
    """What is backed up and restored."""

    library: Library
    database: Database
    seeds: Path


def back_up(place: Place, target: Path) -> Backup:
    """Writes the archive ``target``, replacing one that is there only when the new one is whole and read back."""
    library = place.library
    if not target.parent.is_dir():
        raise admin_error("backup_folder", folder=target.parent)
    with library.switching():
        editions, pointer = library.list(), (library.data_dir / POINTER).read_bytes()
    seeds = _files(place.seeds)
    try:
        with writing(target) as archive, tempfile.TemporaryDirectory(dir=target.parent) as beside:
            spare = Path(beside) / "spare"
            for edition in editions:
                add_edition(archive, edition, spare)
            for path in seeds:
                archive.add(f"{SEEDS}/{path.relative_to(place.seeds).as_posix()}", path)
            snapshot(place.database, spare)
            archive.add(DATABASE, spare)
            spare.write_bytes(pointer)
            archive.add(POINTER, spare)
    except FileNotFoundError as error:
        raise admin_error("backup_changed") from error
    return Backup(len(editions), len(seeds), target.stat().st_size)


def add_edition(archive: Writer, edition: Edition, spare: Path) -> None:
    """The files of an edition. ``spare``: a path to write to meanwhile.

    Chroma writes into its database when it opens it, so that one is copied by SQLite itself.
    """
    for path in sorted(edition.path.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        name = f"{EDITIONS}/{edition.id}/{path.relative_to(edition.path).as_posix()}"
        if path.suffix == ".sqlite3":
            snapshot(path, spare)
            archive.add(name, spare)
        elif not path.name.endswith(("-wal", "-shm", "-journal")):
            archive.add(name, path)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []


def restore(place: Place, source: Path, before: Callable[[], None] = lambda: None) -> Edition:
    """Puts back what ``source`` holds; it is checked whole before anything is changed, and the pointer moves last.

    ``before`` is called between the two: the archive is whole, nothing is changed yet.
    """
    place.library.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=place.library.data_dir) as beside:
        unpacked = Path(beside)
        unpack(source, unpacked)
        held = Library(unpacked, place.library.spec)
        served, _ = held.served()
        for edition in held.list():
            if file_digests(edition.path, DIGESTED) != edition.manifest.digests:
                raise admin_error("backup_wrong", name=edition.id)
        if not served or held.current_id() not in {edition.id for edition in held.list()}:
            raise admin_error("backup_wrong", name=POINTER)
        with _old_rows(unpacked) as rows:
            before()
            return _put_back(held, rows, place)


def _put_back(held: Library, rows: Database, place: Place) -> Edition:
    served, seeds = held.served()
    with place.library.building(), place.library.switching():
        for edition in held.list():
            _take_edition(edition, place.library)
        copy_rows(rows, place.database)
        _take_seeds(held.data_dir / SEEDS, place.seeds)
        return place.library.adopt(served, seeds)


@contextmanager
def _old_rows(unpacked: Path) -> Iterator[Database]:
    """The database of the archive, brought to the newest tables. Raises ``AdminError`` for one from the future."""
    from alembic.util import CommandError

    try:
        database = open_database(unpacked, f"sqlite:///{unpacked / DATABASE}")
    except CommandError as error:
        raise admin_error("backup_version") from error
    try:
        yield database
    finally:
        database.close()


def _take_edition(edition: Edition, library: Library) -> None:
    """An edition of the same id is the same edition, unless it was damaged since."""
    try:
        library.open(edition.id).verify()
    except NoEditionError:
        library.admit(edition.path, edition.id)
    except (DamagedEditionError, StoreDownError):
        shutil.rmtree(library.editions_dir / edition.id)
        library.admit(edition.path, edition.id)


def _take_seeds(source: Path, folder: Path) -> None:
    """``folder`` holds exactly the files of ``source`` in the end; each is replaced in one step."""
    wanted = {path.relative_to(source) for path in _files(source)}
    for name in wanted:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name}.part")
        shutil.copy2(source / name, beside)
        beside.replace(target)
    for path in _files(folder):
        if path.relative_to(folder) not in wanted:
            path.unlink()
