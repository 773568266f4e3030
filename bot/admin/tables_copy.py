"""The rows of one database in another, whatever kind the two are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, func, select, text

from bot import tables
from bot.storage import Database, open_database

_ROWS = 1_000  # at a time


def snapshot(source: Database | Path, target: Path) -> None:
    """Writes the SQLite file ``target``: a copy of one moment, also while others write to ``source``."""
    target.unlink(missing_ok=True)
    if isinstance(source, Database) and source.engine.dialect.name != "sqlite":
        copy = open_database(target.parent, f"sqlite:///{target}")
        copy_rows(source, copy)
        copy.close()
        with closing(sqlite3.connect(target)) as base:
            base.execute("PRAGMA journal_mode=DELETE")  # everything in the one file
        return
    path = source.engine.url.database if isinstance(source, Database) else source
    with closing(sqlite3.connect(str(path))) as base, closing(sqlite3.connect(target)) as copied:
        base.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE")


def copy_rows(source: Database, target: Database) -> None:
    """Replaces the rows of every table of ``target`` by those of ``source``, in one transaction."""
    with source.engine.begin() as old, target.engine.begin() as new:
        for table in reversed(_copied()):
            new.execute(table.delete())
        for table in _copied():
            for rows in old.execute(select(table)).mappings().partitions(_ROWS):
                new.execute(table.insert(), [dict(row) for row in rows])
            _count_on(new, table)


def _copied() -> list[Table]:
    """The tables but for editions on their way, which are copied as editions."""
    return [table for table in tables.metadata.sorted_tables if not table.info.get("travels")]


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL does not notice ids that were given to it: its counter goes on after the highest."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    sequence = connection.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": column.name})
    highest = connection.execute(select(func.max(column))).scalar()
    if (name := sequence.scalar()) and highest:
        connection.execute(text("SELECT setval(:name, :highest)"), {"name": name, "highest": highest})
