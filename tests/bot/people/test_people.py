"""Roles, limits, wishes, opinions, and what is deleted when, on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot import tables
from bot.answering.answer import FigureInAnswer
from bot.people.allowance import HERE, Allowance
from bot.people.conversations import Asked, Conversations
from bot.people.forgetting import expire, forget
from bot.people.opinions import Opinions
from bot.people.pause import Pause
from bot.people.preferences import Preferences, Wishes
from bot.people.pseudonyms import Pseudonyms
from bot.people.roles import Roles, reaches
from bot.people.told import ToldFigures
from bot.staff.inbox import Inbox
from bot.staff.statistics import statistics
from bot.storage import Database
from tests.clock import NOON as NOW
from tests.clock import Clock
from tests.telegram_server.fakes import answer, citation

FIGURE = FigureInAnswer("产值", "0.96亿元", "元", 96000000.0, "2022年1-5月", (1,))


@pytest.fixture
def pseudonyms(database: Database) -> Pseudonyms:
    return Pseudonyms.load(database)


def _rows(database: Database, name: str) -> int:
    return int(
        database.do(lambda c: c.execute(select(func.count()).select_from(tables.metadata.tables[name])).scalar_one())
    )


async def _everything(database: Database, pseudonyms: Pseudonyms, person: str, clock: Clock) -> None:
    """One row of each kind for a person."""
    conversations = Conversations(database, pseudonyms, mask=str, now=clock)
    told = replace(answer("产值?", "0.96亿元", citation()), figures=(FIGURE,))
    given = await conversations.keep(Asked(person, person, "resident", 1), told)
    await Opinions(database, pseudonyms, clock).give(given, person, useful=True)
    await Preferences(database, pseudonyms).set(person, elder=True)
    await ToldFigures(database, pseudonyms, clock).note(person, 1, told)
    await Inbox(database, pseudonyms, clock).put("help", given, person, 1, "产值?")


KINDS = ("answers", "feedback", "preferences", "told", "requests")


async def test_forgetting_deletes_everything_of_one_person_alone(database: Database, pseudonyms: Pseudonyms) -> None:
    for person in ("telegram:1", "telegram:2"):
        await _everything(database, pseudonyms, person, Clock())
    assert await forget(database, pseudonyms, "telegram:1") == len(KINDS)
    assert [_rows(database, name) for name in KINDS] == [1] * len(KINDS)


def test_every_table_about_persons_is_forgotten() -> None:
    about = {name for name, table in tables.metadata.tables.items() if "person" in table.c}
    own = {"grants", "sign_in_links", "desk_sessions"}  # an office's own
    assert about - set(KINDS) == own | {"allowances"}  # a bare count


@pytest.mark.parametrize(
    ("days", "age", "stays"), [(30, timedelta(29), 1), (30, timedelta(31), 0), (0, timedelta(1), 0)]
)
async def test_questions_are_kept_for_the_configured_days(
    database: Database, pseudonyms: Pseudonyms, days: int, age: timedelta, stays: int
) -> None:
    await _everything(database, pseudonyms, "telegram:1", Clock())
    await expire(database, days, NOW + age)
    assert [_rows(database, name) for name in ("answers", "feedback")] == [stays, stays]
    assert _rows(database, "requests") == 1  # still open
    inbox = Inbox(database, pseudonyms, Clock())
    await inbox.reply(1, 2001, "好的")
    await expire(database, days, NOW + min(age, timedelta(29)))
    assert _rows(database, "requests") == 1  # not seen yet
    await inbox.tell(1)
    await expire(database, days, NOW + age)
    assert _rows(database, "requests") == stays
    await inbox.tell(1)
    await expire(database, days, NOW + timedelta(31))
    assert _rows(database, "requests") == 0  # waited long enough


async def test_no_person_is_named_where_no_message_has_to_find_them(database: Database, pseudonyms: Pseudonyms) -> None:
    await _everything(database, pseudonyms, "telegram:7770001234", Clock())
    for name in KINDS:
        table = tables.metadata.tables[name]
        assert "7770001234" not in str(database.do(lambda c, table=table: c.execute(select(table)).all()))


async def test_roles_of_settings_and_grants(database: Database) -> None:
    roles = Roles(database, staff=frozenset({2}), admins=frozenset({3}))
    assert [await roles.of(person) for person in (1, 2, 3)] == ["resident", "staff", "admin"]
    await roles.grant(1, "staff", by=3)
    await roles.grant(1, "admin", by=3)
    await roles.grant(3, "staff", by=3)
    assert await roles.privileged() == {1: "admin", 2: "staff", 3: "admin"}
    assert await roles.revoke(1)
    assert not await roles.revoke(1)
    assert await Roles(database).privileged() == {3: "staff"}


def test_a_role_reaches_those_below_it() -> None:
    assert reaches("admin", "staff")
    assert reaches("staff", "staff")
    assert not reaches("resident", "staff")


async def test_the_limit_is_a_persons_and_a_days_at_the_office(database: Database, pseudonyms: Pseudonyms) -> None:
    clock = Clock(datetime(2026, 11, 24, 23, 59, tzinfo=HERE))
    allowance = Allowance(database, pseudonyms, 2, clock)
    assert [await allowance.take("telegram:1") for _ in range(4)] == [True, True, False, False]
    assert await allowance.take("telegram:2")
    clock.now += timedelta(minutes=1)
    assert await allowance.take("telegram:1")


async def test_a_clock_that_was_ahead_for_a_while_blocks_nobody(database: Database, pseudonyms: Pseudonyms) -> None:
    clock = Clock(datetime(2027, 11, 24, 9, 0, tzinfo=HERE))
    allowance = Allowance(database, pseudonyms, 1, clock)
    assert [await allowance.take("telegram:1") for _ in range(2)] == [True, False]
    clock.now -= timedelta(days=365)
    assert [await allowance.take("telegram:1") for _ in range(2)] == [True, False]


async def test_questions_at_the_same_time_are_all_counted(database: Database, pseudonyms: Pseudonyms) -> None:
    allowance = Allowance(database, pseudonyms, 5)
    assert sum(await asyncio.gather(*(allowance.take("telegram:1") for _ in range(12)))) == 5


async def test_wishes_are_kept_each_by_itself(database: Database, pseudonyms: Pseudonyms) -> None:
    preferences = Preferences(database, pseudonyms)
    await preferences.set("telegram:1", elder=True)
    assert await preferences.set("telegram:1", corrections=True) == Wishes(elder=True, corrections=True)
    assert await preferences.of("telegram:2") == Wishes()


async def test_the_pause_is_kept(database: Database) -> None:
    await Pause(database).set(True)
    await Pause(database).set(True)
    assert await Pause(database).is_on()
    await Pause(database).set(False)
    assert not await Pause(database).is_on()


async def test_a_figure_told_again_is_kept_once(database: Database, pseudonyms: Pseudonyms) -> None:
    told = ToldFigures(database, pseudonyms)
    for value in ("0.96亿元", "0.97亿元"):
        figure = replace(FIGURE, value=value)
        computed = replace(FIGURE, indicator="差额", computed="1 - 2")
        await told.note("telegram:1", 1, replace(answer("问", "答", citation()), figures=(figure, computed)))
    assert [(row.indicator, row.value) for row in await told.all()] == [("产值", "0.97亿元")]


async def test_statistics_count_what_was_asked(database: Database, pseudonyms: Pseudonyms) -> None:
    conversations = Conversations(database, pseudonyms, mask=str, now=Clock(NOW - timedelta(days=1)))
    cry = [(3, "我不想活了", "emergency")] * 3
    for person, text, status in ((1, "甲", "answered"), (2, "甲", "not_found"), (2, "乙", "not_found"), *cry):
        asked = Asked(f"telegram:{person}", f"telegram:{person}", "resident")
        await conversations.keep(asked, replace(answer(text), status=status))  # type: ignore[arg-type]
    told = await statistics(database, 30, Clock())
    assert (told.questions, told.persons, told.refused) == (6, 3, 2)
    assert told.most_asked == (("甲", 2), ("乙", 1))
    assert told.never_answered == (("乙", 1),)
    assert len(told.by_day) == 30
    assert told.by_day[(NOW - timedelta(days=1)).date()] == (6, 2)
    assert (await statistics(database, 30, Clock(NOW + timedelta(days=60)))).questions == 0
