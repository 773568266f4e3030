"""One database, SQLite and PostgreSQL: migrations make the tables the code knows; transactions are whole."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import tables
from bot.database_error import DatabaseDownError
from bot.storage import FILE, Database, insert_new, migrate, open_database


def test_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    migrate(database.engine)
    assert database.do(lambda c: c.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()) == [
        tables.REVISION
    ]


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    def work(connection: object) -> None:
        connection.execute(tables.facts.insert().values(name="a", value="1"))  # type: ignore[attr-defined]
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        database.do(work)
    assert database.do(lambda c: c.execute(select(func.count()).select_from(tables.facts)).scalar()) == 0


async def test_many_writers_at_once_all_succeed(database: Database) -> None:
    async def write(n: int) -> None:
        await database.run(lambda c: c.execute(tables.facts.insert().values(name=f"n{n}", value="x")))

    await asyncio.gather(*(write(n) for n in range(50)))
    count = await database.run(lambda c: c.execute(select(func.count()).select_from(tables.facts)).scalar())
    assert count == 50


def test_a_row_whose_key_is_known_is_not_inserted(database: Database) -> None:
    def insert(value: str) -> bool:
        return database.do(lambda c: insert_new(c, tables.facts, name="a", value=value))

    assert (insert("first"), insert("second")) == (True, False)
    assert database.do(lambda c: c.execute(select(tables.facts.c.value)).scalar()) == "first"


def test_a_file_that_cannot_be_opened_is_one_line_with_its_name(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(DatabaseDownError, match=FILE):
        open_database(tmp_path)
