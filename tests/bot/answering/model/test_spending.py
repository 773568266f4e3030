"""The day's tokens outlive a restart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.answering.model.budget import Spent
from bot.answering.model.spending import SpendingFile


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = SpendingFile(tmp_path / "spent.json")
    assert file.read() is None
    file.write(Spent(date(2026, 3, 1), 120))
    file.write(Spent(date(2026, 3, 1), 250))
    assert SpendingFile(tmp_path / "spent.json").read() == Spent(date(2026, 3, 1), 250)


def test_a_broken_file_counts_from_zero(tmp_path: Path) -> None:
    path = tmp_path / "spent.json"
    for content in ("", "[]", '{"day": "heute", "tokens": 1}', '{"day": null}'):
        path.write_text(content, "utf-8")
        assert SpendingFile(path).read() is None


def test_a_file_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    SpendingFile(tmp_path / "missing" / "spent.json").write(Spent(date(2026, 3, 1), 1))
