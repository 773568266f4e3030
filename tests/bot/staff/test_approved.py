"""Approved answers hold from release to their last day, and answer the same question only."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.answering.answer import Question
from bot.answering.question.lexicon import Lexicon
from bot.people.allowance import HERE
from bot.staff.approved import ApprovedAnswers
from bot.staff.approved_first import ApprovedFirst
from bot.storage import Database
from bot.texts import Texts
from tests.clock import Clock
from tests.telegram_server.fakes import FakeAssistant


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def approved(database: Database, clock: Clock) -> ApprovedAnswers:
    return ApprovedAnswers(database, clock)


async def test_a_draft_answers_nobody_and_a_release_holds_to_its_last_day(
    approved: ApprovedAnswers, clock: Clock
) -> None:
    draft = await approved.draft("食堂几点开门", "十点半", 2001)
    assert await approved.valid() == []
    await approved.release(draft.id, 3001, date(2026, 11, 30))
    assert [one.answer for one in await approved.valid()] == ["十点半"]
    clock.now = datetime(2026, 11, 30, 23, tzinfo=HERE)
    assert len(await approved.valid()) == 1
    clock.now = datetime(2026, 12, 1, 0, tzinfo=HERE)
    assert await approved.valid() == []


async def test_only_a_draft_is_released_and_only_a_released_one_withdrawn(approved: ApprovedAnswers) -> None:
    draft = await approved.draft("问", "答", 2001)
    assert await approved.withdraw(draft.id) is None
    await approved.release(draft.id, 3001, None)
    assert await approved.release(draft.id, 3001, None) is None
    assert await approved.withdraw(draft.id) is not None
    assert await approved.valid() == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("请问老年食堂几点开门呢?", True),
        ("长者餐厅几点开门", True),  # the lexicon's word for it
        ("老年食堂几点关门", False),
        ("老年食堂在哪里", False),
        ("二期老年食堂几点开门", False),
        ("请问", False),
    ],
)
async def test_the_same_question_in_other_words_and_no_other(
    approved: ApprovedAnswers, asked: str, found: bool
) -> None:
    draft = await approved.draft("老年食堂几点开门?", "十点半", 2001)
    await approved.release(draft.id, 3001, None)
    lexicon = Lexicon({"老年食堂": ("长者餐厅",), "长者餐厅": ("老年食堂",)}, {})
    assistant = ApprovedFirst(FakeAssistant(), approved, lexicon, Texts.load("approved"))
    answer = await assistant.ask(Question(asked))
    assert (answer.sentences[0].text == "十点半") == found


async def test_an_approved_answer_is_quoted_to_the_letter_and_dated(approved: ApprovedAnswers) -> None:
    draft = await approved.draft("食堂几点开门", "十点半。周日休息。", 2001)
    await approved.release(draft.id, 3001, None)
    assistant = ApprovedFirst(FakeAssistant(), approved, Lexicon({}, {}), Texts.load("approved"))
    answer = await assistant.ask(Question("食堂几点开门"))
    (citation,) = answer.citations
    assert "2026-11-24" in citation.title
    text, start, end = assistant.paragraph(citation, answer.edition)
    assert text[start:end] == citation.quote == "十点半。周日休息。"
