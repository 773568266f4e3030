"""What is looked at before a question is answered."""

from __future__ import annotations

import asyncio

from bot.people.admission import Admission, Admissions, Standing
from bot.people.allowance import Allowance
from bot.people.conversations import Asked, Conversations
from bot.people.pause import Pause
from bot.people.pseudonyms import Pseudonyms
from bot.people.roles import Roles
from bot.storage import Database
from tests.telegram_server.fakes import answer

ANNA = "web:anna"


def _admissions(database: Database, a_day: int) -> Admissions:
    pseudonyms = Pseudonyms.load(database)
    conversations = Conversations(database, pseudonyms, mask=str)
    roles = Roles(database, staff=frozenset({2}))
    return Admissions(database, roles, Pause(database), Allowance(database, pseudonyms, a_day), conversations)


async def test_who_is_let_in_brings_their_conversation_until_the_day_is_used_up(database: Database) -> None:
    admissions = _admissions(database, 2)
    await admissions.conversations.keep(Asked(ANNA, ANNA, "resident"), answer("产值?"))
    assert await admissions.of(ANNA, ANNA) == Admission(history=("产值?",))
    assert await admissions.of(ANNA) == Admission()
    assert await admissions.of(ANNA, ANNA) == Admission("enough")
    assert await admissions.of("web:bert", "web:bert") == Admission()


async def test_while_paused_nothing_is_counted(database: Database) -> None:
    admissions = _admissions(database, 1)
    await admissions.pause.set(True)
    assert [await admissions.of(ANNA) for _ in range(3)] == [Admission("paused")] * 3
    await admissions.pause.set(False)
    assert await admissions.of(ANNA) == Admission()


async def test_first_questions_at_the_same_time_are_all_counted(database: Database) -> None:
    admissions = _admissions(database, 3)
    admitted = await asyncio.gather(*(admissions.of(ANNA) for _ in range(8)))
    assert admitted.count(Admission()) == 3


async def test_a_message_is_answered_once_and_staff_are_not_counted(database: Database) -> None:
    admissions = _admissions(database, 1)
    asked, staff = Asked(ANNA, ANNA, "resident", 7), Asked("telegram:2", "telegram:2", "staff", 8)
    row = admissions.conversations.row(asked, answer("产值?"))
    for _ in range(2):  # as where the database went away before it said that it was kept
        await database.run(lambda c: admissions.conversations.add(c, row))
    assert await admissions.of_message(asked, once=True) == Admission(history=("产值?",))  # it did not arrive
    await database.run(lambda c: admissions.conversations.arrived(c, row["id"], (9,)))
    assert await admissions.of_message(asked, once=True) == Admission("answered")
    assert await admissions.of_message(asked) == Admission("enough")
    assert [await admissions.of_message(staff, once=True) for _ in range(2)] == [Admission()] * 2


async def test_what_a_person_is_and_whether_the_bot_is_paused(database: Database) -> None:
    admissions = _admissions(database, 1)
    assert await admissions.standing(1) == Standing("resident", paused=False)
    await admissions.pause.set(True)
    assert await admissions.standing(2) == Standing("staff", paused=True)
