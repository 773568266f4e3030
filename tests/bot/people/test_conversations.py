"""What is kept of a conversation, for how long, and that nobody's name is in it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.people.conversations import Asked, Conversations
from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from tests.clock import Clock
from tests.telegram_server.fakes import answer, citation

ANNA = Asked("telegram:1", "telegram:1", "resident", message=7)
BERT = Asked("telegram:2", "telegram:2", "staff", message=7)


@pytest.fixture
def clock() -> Clock:
    return Clock(tick=timedelta(seconds=1))


@pytest.fixture
def conversations(database: Database, clock: Clock) -> Conversations:
    return Conversations(
        database, Pseudonyms.load(database), mask=lambda text: text.replace("13800000000", "***"), now=clock
    )


async def test_history_is_the_last_three_questions_of_one_conversation(conversations: Conversations) -> None:
    for text in ("一", "二", "三", "四"):
        await conversations.keep(ANNA, answer(text))
        await conversations.keep(BERT, answer(f"别人{text}"))
    assert await conversations.history("telegram:1") == ("二", "三", "四")


async def test_after_a_long_silence_history_starts_afresh(conversations: Conversations, clock: Clock) -> None:
    await conversations.keep(ANNA, answer("一"))
    clock.now += timedelta(hours=2)
    assert await conversations.history("telegram:1") == ()


async def test_an_answer_comes_back_whole(conversations: Conversations, database: Database) -> None:
    original = answer("问", "答", citation(1), citation(2), choices=("甲?", "乙?"))
    answer_id = await conversations.keep(ANNA, original)
    await database.run(lambda c: conversations.arrived(c, answer_id, (8, 9)))
    given = await conversations.given_to("telegram:1", 7)
    assert given is not None
    assert (given.id, given.answer, given.messages) == (answer_id, original, (8, 9))
    assert await conversations.given(answer_id, "telegram:2") is None


async def test_personal_numbers_are_covered_and_names_are_pseudonyms(
    conversations: Conversations, database: Database
) -> None:
    await conversations.keep(ANNA, answer("我的电话13800000000"))
    (row,) = database.do(lambda c: c.exec_driver_sql("SELECT * FROM answers").all())
    assert "telegram:1" not in str(row)
    assert "13800000000" not in str(row)


async def test_pseudonyms_stay_the_same_in_one_database(database: Database) -> None:
    assert Pseudonyms.load(database).of("telegram:1") == Pseudonyms.load(database).of("telegram:1")
    assert Pseudonyms(b"other").of("telegram:1") != Pseudonyms.load(database).of("telegram:1")


async def test_a_dropped_answer_leaves_the_history(conversations: Conversations) -> None:
    await conversations.drop(await conversations.keep(ANNA, answer("写错了")))
    assert await conversations.history("telegram:1") == ()
