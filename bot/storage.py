"""The database of people's state: SQLite in the data directory, or PostgreSQL, which several machines may share.

PostgreSQL may be restarted at any time: what was interrupted is done again, whole, until it comes back.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError

from bot import tables
from bot.database_error import DatabaseDownError
from bot.locks import Lock, Name
from bot.texts import Texts

Result = TypeVar("Result")
State = Literal["empty", "old", "newest", "unknown"]  # unknown: made by a newer program
FILE = "people.sqlite"
_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30  # another process may be writing
_PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds before each new try; a restart takes a few
_AT_ONCE = 3  # tries where another process wrote the same row meanwhile
# Either side notices within a minute, instead of two hours, that the other's machine vanished; its locks are free then.
_KEEPALIVES = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
_CONNECTING = {"connect_timeout": 5, "tcp_user_timeout": 30_000, "keepalives_idle": 30, "options": _KEEPALIVES}
_log = logging.getLogger(__name__)


class Database:
    """Transactions on one database. SQLite gets one thread, so that writers never wait for each other's locks."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        workers = 1 if engine.dialect.name == "sqlite" else 4
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="database")

    @property
    def shared(self) -> bool:
        """Whether other machines may work on it too."""
        return self.engine.dialect.name == "postgresql"

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """``work`` in one transaction, outside the event loop; rolled back when it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.do, work)

    def submit(self, work: Callable[[Connection], Result]) -> Future[Result]:
        """The same, for who does not wait."""
        return self._threads.submit(self.do, work)

    def do(self, work: Callable[[Connection], Result]) -> Result:
        """The same, for code that is not asynchronous."""
        return patiently(lambda: self._once(work)) if self.shared else self._once(work)

    @asynccontextmanager
    async def alone(self, name: Name) -> AsyncIterator[bool]:
        """Whether no other process does what ``name`` says; none does while inside."""
        if not self.shared:
            yield True
            return
        lock = Lock(self.engine, name)
        taken = await asyncio.to_thread(lock.take)
        try:
            yield taken
        finally:
            await asyncio.to_thread(lock.drop)

    @asynccontextmanager
    async def turn(self, space: int, number: int) -> AsyncIterator[None]:
        """Waits until no other process is inside with the same number of the same ``space`` of locks."""
        if not self.shared:
            yield
            return
        lock = Lock(self.engine, number, space)
        await asyncio.to_thread(lock.wait)
        try:
            yield
        finally:
            await asyncio.to_thread(lock.drop)

    def _once(self, work: Callable[[Connection], Result]) -> Result:
        with self.engine.begin() as connection:
            return work(connection)

    def close(self) -> None:
        self._threads.shutdown()
        self.engine.dispose()


def open_database(data_dir: Path, address: str | None = None) -> Database:
    """The database at ``address``, else the SQLite file in ``data_dir``, brought to the newest tables.

    Raises ``DatabaseDownError`` where a server can't be reached or a file can't be written.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    engine = _engine(address or f"sqlite:///{data_dir / FILE}")
    here = engine.dialect.name == "sqlite"
    try:
        migrate(engine) if here else patiently(lambda: _migrate_alone(engine))
    except OperationalError as error:
        _log.info("the database was not opened: %s", error.orig)
        kind = ("database_full" if "full" in str(error.orig) else "database_shut") if here else "database_down"
        raise DatabaseDownError(Texts.load("settings").say(kind, file=engine.url.database)) from error
    return Database(engine)


def state_of(data_dir: Path, address: str | None = None) -> State:
    """How far the tables at ``address``, else in ``data_dir``, are; nothing is changed or made."""
    if address is None and not (data_dir / FILE).exists():
        return "empty"
    engine = _engine(address or f"sqlite:///{data_dir / FILE}")
    try:
        with engine.begin() as connection:
            applied = _current(connection)
    finally:
        engine.dispose()
    if applied in (None, tables.REVISION):
        return "newest" if applied else "empty"
    return "old" if applied in _revisions() else "unknown"


def _revisions() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


def patiently(work: Callable[[], Result]) -> Result:
    """``work``, done again while the server is away, and where somebody else wrote the same row at the same time."""
    collisions, pauses = 0, iter(_PAUSES)
    while True:
        try:
            return work()
        except IntegrityError:
            collisions += 1
            if collisions == _AT_ONCE:
                raise
        except (OperationalError, InterfaceError) as error:
            pause = next(pauses, None)
            if pause is None:
                raise
            _log.warning("the database was not reached (%s), next try in %.1f s", type(error.orig).__name__, pause)
            time.sleep(pause)


def insert_new(connection: Connection, table: Table, **row: object) -> bool:
    """Inserts a row; False, and nothing is changed, where its key is known."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(table).values(row).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(new).first() is not None


def _migrate_alone(engine: Engine) -> None:
    """Two processes that start at once don't make the tables twice."""
    lock = Lock(engine, Name.MIGRATE)
    lock.wait()
    try:
        migrate(engine)
    finally:
        lock.drop()


def migrate(engine: Engine) -> None:
    """Apply the migrations that are missing, in one transaction."""
    with engine.begin() as connection:
        if _current(connection) == tables.REVISION:
            return
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _current(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _engine(address: str) -> Engine:
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, max_overflow=30, connect_args=_CONNECTING, hide_parameters=True)
    arguments = {"timeout": _BUSY_SECONDS, "isolation_level": None}
    engine = create_engine(url, connect_args=arguments, hide_parameters=True)  # errors are logged, texts are not
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer later would fail instead of waiting."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
