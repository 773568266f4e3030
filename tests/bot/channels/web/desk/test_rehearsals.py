"""The one rehearsal: everybody sees it, one at a time, ended by a decision, a stop or a fault, and never lost sight of."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.web.desk.rehearsals import Rehearsals, Rehearsing, Task
from tests.telegram_server.office import FakeAdministration

FOLDER = Task("folder")


@pytest.fixture
def office() -> FakeAdministration:
    return FakeAdministration()


@pytest.fixture
def rehearsals(office: FakeAdministration) -> Rehearsals:
    return Rehearsals(office, "a fault of ours")


async def _ended(rehearsals: Rehearsals) -> Rehearsing | None:
    async for now in rehearsals.watch():
        if now is None or not now.under_way:
            return now
    return None


async def test_it_is_followed_to_its_end_and_closed_by_the_decision(
    office: FakeAdministration, rehearsals: Rehearsals
) -> None:
    ends: list[str] = []
    office.held = asyncio.Event()
    assert rehearsals.begin(FOLDER, "telegram:1", lambda: ends.append("end"))
    async for now in rehearsals.watch():
        if now and now.progress and now.progress.chunks == 49:
            break
    assert not rehearsals.begin(FOLDER, "telegram:2")
    assert rehearsals.now
    assert rehearsals.now.person == "telegram:1"
    office.held.set()
    waiting = await _ended(rehearsals)
    assert waiting
    assert waiting.waits
    assert waiting.outcome
    assert not rehearsals.begin(FOLDER, "telegram:2")
    rehearsals.close("another edition")
    assert rehearsals.now == waiting
    rehearsals.close(waiting.outcome.edition)
    assert rehearsals.now is None
    assert ends == ["end"]


async def test_nothing_new_and_trouble_hold_nobody_up(office: FakeAdministration, rehearsals: Rehearsals) -> None:
    office.unchanged = True
    assert rehearsals.begin(FOLDER, "telegram:1")
    assert (await _ended(rehearsals) or pytest.fail("lost")).waits is False
    office.trouble = "磁盘空间不够。"
    assert rehearsals.begin(FOLDER, "telegram:1")
    assert (await _ended(rehearsals) or pytest.fail("lost")).trouble == "磁盘空间不够。"
    assert rehearsals.begin(FOLDER, "telegram:1")
    await _ended(rehearsals)


async def test_a_stopped_one_leaves_nothing(office: FakeAdministration, rehearsals: Rehearsals) -> None:
    ends: list[str] = []
    office.held = asyncio.Event()
    rehearsals.begin(FOLDER, "telegram:1", lambda: ends.append("end"))
    rehearsals.close()  # not while it is under way
    assert rehearsals.now
    await rehearsals.stop()
    assert rehearsals.now is None
    assert ends == ["end"]


async def test_what_the_watched_folder_brought_is_shown_until_somebody_else_is_at_work(
    office: FakeAdministration, rehearsals: Rehearsals
) -> None:
    first, second = await office.rehearse(), await office.rehearse()
    assert rehearsals.take(first, "watch")
    assert rehearsals.take(second, "watch")  # the newest counts
    assert rehearsals.now
    assert rehearsals.now.outcome is second
    assert not rehearsals.begin(FOLDER, "telegram:1")
    rehearsals.close(second.edition)
    office.held = asyncio.Event()
    assert rehearsals.begin(FOLDER, "telegram:1")
    assert not rehearsals.take(first, "watch")
    await rehearsals.stop()


async def test_a_fault_of_ours_is_told(rehearsals: Rehearsals, office: FakeAdministration) -> None:
    office.taken = None  # type: ignore[assignment]  # so that it breaks
    rehearsals.begin(FOLDER, "telegram:1")
    assert (await _ended(rehearsals) or pytest.fail("lost")).trouble == "a fault of ours"
