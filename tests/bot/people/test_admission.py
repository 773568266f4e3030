"""What is looked at before a question is answered."""

from __future__ import annotations

import asyncio

from bot.people.admission import Admission, Admissions
from bot.people.allowance import Allowance
from bot.people.conversations import Asked, Conversations
from bot.people.pause import Pause
from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from tests.telegram_server.fakes import answer

ANNA = "web:anna"


def _admissions(database: Database, a_day: int) -> Admissions:
    pseudonyms = Pseudonyms.load(database)
    conversations = Conversations(database, pseudonyms, mask=str)
    return Admissions(database, Pause(database), Allowance(database, pseudonyms, a_day), conversations)


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
