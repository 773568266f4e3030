"""What several machines share of a library, in PostgreSQL: which edition is current, the editions themselves, locks.

An edition is packed into one archive, which lies in pieces in a table; a machine that has none of it unpacks its own.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from bot.admin.archive import unpack, writing
from bot.admin.backup import add_edition
from bot.locks import Lock, Name, held
from bot.storage import Database, insert_new
from bot.tables import facts, pack_parts, packs
from retrieval.editions.edition import Edition
from retrieval.editions.library import EDITIONS, BuildRunningError
from retrieval.editions.sharing import State

_POINTER, _PURGED = "library_pointer", "library_purged"
_PIECE = 1 << 20
_log = logging.getLogger(__name__)


class SharedInDatabase:
    """``retrieval.editions.sharing.Shared`` on a database that several machines reach."""

    def __init__(self, open_database: Callable[[], Database]) -> None:
        self._open_database = open_database

    @cached_property
    def _database(self) -> Database:
        return self._open_database()

    @cached_property
    def _leader(self) -> Lock:
        return Lock(self._database.engine, Name.LEAD)

    @contextmanager
    def building(self) -> Iterator[None]:
        with held(Lock(self._database.engine, Name.BUILD)) as taken:
            if not taken:
                raise BuildRunningError
            yield

    @contextmanager
    def switching(self) -> Iterator[None]:
        lock = Lock(self._database.engine, Name.SWITCH)
        lock.wait()
        try:
            yield
        finally:
            lock.drop()

    def lead(self) -> bool:
        try:
            return self._leader.take()
        except SQLAlchemyError as error:
            _log.warning("it is not known who leads: %s", type(error).__name__)
            return False

    def state(self) -> State:
        def read(connection: Connection) -> State:
            wanted = select(facts.c.name, facts.c.value).where(facts.c.name.in_((_POINTER, _PURGED)))
            known = {row.name: row.value for row in connection.execute(wanted)}
            editions = frozenset(connection.execute(select(packs.c.edition)).scalars())
            return State(known.get(_POINTER), editions, known.get(_PURGED))

        return self._database.do(read)

    def point(self, text: str) -> None:
        self._database.do(lambda connection: _set_fact(connection, _POINTER, text))

    def purged(self, mark: str) -> None:
        self._database.do(lambda connection: _set_fact(connection, _PURGED, mark))

    def put(self, edition: Edition) -> None:
        with tempfile.TemporaryDirectory(prefix="hewen-") as folder:
            archive = Path(folder) / "edition.tar.gz"
            with writing(archive) as writer:
                add_edition(writer, edition, Path(folder) / "spare")
            self._database.do(lambda connection: _put(connection, edition.id, archive))

    def fetch(self, id_: str, folder: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="hewen-") as beside:
            archive, unpacked = Path(beside) / "edition.tar.gz", Path(beside) / "unpacked"
            self._database.do(lambda connection: _get(connection, id_, archive))
            unpack(archive, unpacked)
            shutil.copytree(unpacked / EDITIONS / id_, folder)

    def remove(self, id_: str) -> None:
        def work(connection: Connection) -> None:
            for table in (packs, pack_parts):
                connection.execute(delete(table).where(table.c.edition == id_))

        self._database.do(work)


def _set_fact(connection: Connection, name: str, value: str) -> None:
    if not insert_new(connection, facts, name=name, value=value):
        connection.execute(update(facts).where(facts.c.name == name).values(value=value))


def _put(connection: Connection, id_: str, archive: Path) -> None:
    """The whole archive or nothing; what is there already is the same."""
    if not insert_new(connection, packs, edition=id_, packed_at=datetime.now(UTC)):
        return
    with archive.open("rb") as file:
        for part, body in enumerate(iter(lambda: file.read(_PIECE), b"")):
            connection.execute(insert(pack_parts).values(edition=id_, part=part, body=body))


def _get(connection: Connection, id_: str, archive: Path) -> None:
    wanted = select(pack_parts.c.body).where(pack_parts.c.edition == id_).order_by(pack_parts.c.part)
    found = 0
    with archive.open("wb") as file:
        for (body,) in connection.execution_options(stream_results=True, yield_per=4).execute(wanted):
            found += file.write(body)
    if not found:
        raise KeyError(id_)
