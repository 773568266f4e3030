"""What residents asked in vain and what they thought, as staff read it, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.answering.answer import Answer, AnswerSentence, Status
from bot.people.conversations import Asked, Conversations
from bot.people.forgetting import expire
from bot.people.opinions import Opinions
from bot.people.pseudonyms import Pseudonyms
from bot.staff.listening import opinions, unanswered
from bot.storage import Database

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


async def _ask(database: Database, question: str, status: Status, minutes: int) -> str:
    at = NOW + timedelta(minutes=minutes)
    conversations = Conversations(database, Pseudonyms.load(database), mask=str, now=lambda: at)
    answer = Answer(question, status, (AnswerSentence("报告没有写。", "fixed"),))
    return await conversations.keep(Asked("web:1", "web:1", "resident"), answer)


async def test_what_was_never_answered_is_counted_the_latest_first(database: Database) -> None:
    for minutes, question in enumerate(("食堂几点开门", "泳池开了吗", "食堂几点开门")):
        await _ask(database, question, "not_found", minutes)
    await _ask(database, "老人有什么服务", "not_found", 5)
    await _ask(database, "老人有什么服务", "answered", 6)
    found = [(one.question, one.times, one.last) for one in await unanswered(database)]
    assert found == [
        ("食堂几点开门", 2, NOW + timedelta(minutes=2)),
        ("泳池开了吗", 1, NOW + timedelta(minutes=1)),
    ]


async def test_what_a_person_in_distress_wrote_is_not_shown(database: Database) -> None:
    given = Opinions(database, Pseudonyms.load(database), lambda: NOW)
    await given.give(await _ask(database, "我不想活了", "emergency", 0), "web:1", useful=True, reason="")
    (opinion,) = await opinions(database)
    assert (opinion.useful, opinion.question, opinion.answer) == (True, "", "")


async def test_opinions_come_with_what_they_are_about_as_long_as_it_is_kept(database: Database) -> None:
    given = Opinions(database, Pseudonyms.load(database), lambda: NOW + timedelta(days=2))
    await given.give(await _ask(database, "产值", "answered", 0), "web:1", useful=False, reason="old")
    (opinion,) = await opinions(database)
    assert (opinion.useful, opinion.reason, opinion.question, opinion.answer) == (False, "old", "产值", "报告没有写。")
    await expire(database, 1, NOW + timedelta(days=2))
    (opinion,) = await opinions(database)
    assert (opinion.reason, opinion.question, opinion.answer) == ("old", "", "")
