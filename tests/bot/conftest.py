"""The database of people's state, as SQLite and, where its server can be started, as PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bot.storage import Database, open_database
from tests.databases import postgres


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str | None]:
    with postgres() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    address = None
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres_address")
        if address is None:
            pytest.skip("no PostgreSQL server can be started here")
        empty(address)
    database = open_database(tmp_path, address)
    yield database
    database.close()


def empty(address: str) -> None:
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    engine.dispose()
