"""The database of people's state: SQLite in the data directory, or any address SQLAlchemy knows with psycopg."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Literal, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from bot import tables

Result = TypeVar("Result")
State = Literal["empty", "old", "newest", "unknown"]  # unknown: made by a newer program
FILE = "people.sqlite"
_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30  # another process may be writing


class Database:
    """Transactions on one database. SQLite gets one thread, so that writers never wait for each other's locks."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        workers = 1 if engine.dialect.name == "sqlite" else 4
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="database")

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """``work`` in one transaction, outside the event loop; rolled back when it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.do, work)

    def do(self, work: Callable[[Connection], Result]) -> Result:
        """The same, for code that is not asynchronous."""
        with self.engine.begin() as connection:
            return work(connection)

    def close(self) -> None:
        self._threads.shutdown()
        self.engine.dispose()


def open_database(data_dir: Path, address: str | None = None) -> Database:
    """The database at ``address``, else the SQLite file in ``data_dir``, brought to the newest tables."""
    data_dir.mkdir(parents=True, exist_ok=True)
    engine = _engine(address or f"sqlite:///{data_dir / FILE}")
    migrate(engine)
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
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)
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
