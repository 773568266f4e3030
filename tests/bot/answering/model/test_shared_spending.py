"""A day's tokens are those of all processes together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.answering.model.budget import Budget, Limits
from bot.answering.model.shared_spending import SpendingTable
from bot.storage import Database, open_database

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def _budget(database: Database) -> Budget:
    table = SpendingTable(database)
    return Budget(Limits(tokens_a_day=1000), lambda: NOW, table.read(NOW.date()), table.write)


def _wait(database: Database) -> None:
    database.submit(lambda _: None).result()  # a thread, so that whatever was handed in before is done


def test_each_process_hears_what_the_others_spent(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    one, two = _budget(database), _budget(database)
    one.spend(300)
    _wait(database)
    two.spend(100)
    _wait(database)
    two.spend(50)
    assert two.spent.tokens == 450
    one.spend(0)
    _wait(database)
    one.spend(0)
    assert one.spent.tokens == 450
    assert _budget(database).spent.tokens == 450
    database.close()
