"""The watched folder: a change is rehearsed, never switched to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.admin.errors import AdminError
from bot.admin.watch import Watch, changes_in
from retrieval.editions.library import Library


@dataclass(frozen=True)
class Rehearsed:
    edition: str
    unchanged: bool = False


@dataclass
class FakeOffice:
    """Rehearses in no time; it can't switch."""

    fails: bool = False
    rehearsals: int = 0
    withdrawn: list[str] = field(default_factory=list)

    async def rehearse(self) -> Rehearsed:
        self.rehearsals += 1
        if self.fails:
            raise AdminError("读不了")
        return Rehearsed(f"edition {self.rehearsals}")

    async def withdraw(self, edition: str, person: str) -> None:
        self.withdrawn.append(edition)


@dataclass
class Told:
    """The rehearsals that an admin hears of."""

    editions: list[str] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, rehearsal: Rehearsed) -> None:
        self.editions.append(rehearsal.edition)
        self.heard.set()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "甲.txt").write_text("一", "utf-8")
    return tmp_path / "seeds"


async def _changes(*happen: object) -> AsyncIterator[object]:
    for one in happen:
        yield one


async def test_a_change_in_the_folder_is_rehearsed_and_a_later_one_replaces_it(seeds: Path, tmp_path: Path) -> None:
    office, told = FakeOffice(), Told()
    watch = Watch(office, Library(tmp_path), seeds, told)
    watching = asyncio.create_task(watch.run(changes_in(seeds, quiet_ms=50)))
    for text in ("二", "三"):
        await asyncio.wait_for(told.heard.wait(), 30)
        told.heard.clear()
        (seeds / "甲.txt").write_text(text, "utf-8")
    await asyncio.wait_for(told.heard.wait(), 30)
    watching.cancel()
    assert told.editions == ["edition 1", "edition 2", "edition 3"]
    assert office.withdrawn == ["edition 1", "edition 2"]


async def test_what_was_rehearsed_is_not_rehearsed_again(seeds: Path, tmp_path: Path) -> None:
    office, told = FakeOffice(), Told()
    await Watch(office, Library(tmp_path), seeds, told).run(_changes("touched", "golden questions"))
    assert (office.rehearsals, told.editions) == (1, ["edition 1"])


async def test_a_failed_rehearsal_is_logged_and_the_watch_goes_on(
    seeds: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    office, told = FakeOffice(fails=True), Told()
    await Watch(office, Library(tmp_path), seeds, told).run(_changes("a", "b"))
    assert (office.rehearsals, told.editions) == (3, [])
    assert "读不了" in caplog.text
