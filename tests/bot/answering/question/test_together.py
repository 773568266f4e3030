"""Several questions in one message."""

import pytest

from bot.answering.answer import AnswerSentence, Citation
from bot.answering.draft import Draft
from bot.answering.question.together import questions_in, together


def citation(n: int, quote: str) -> Citation:
    return Citation(n, "d", "t", (), quote, 0, len(quote), None, None, None)


FIRST = Draft("answered", (AnswerSentence("建成3个。", "document", (1,)),), (citation(1, "建成3个"),))
SECOND = Draft(
    "answered",
    (AnswerSentence("在人民路。", "document", (1,)), AnswerSentence("建成3个。", "document", (2,))),
    (citation(1, "在人民路"), citation(2, "建成3个")),
)
REFUSED = Draft("not_found", (AnswerSentence("没有写到。", "fixed"), AnswerSentence("可以问热线。", "fixed")))


@pytest.mark.parametrize(
    ("message", "pieces"),
    [
        ("球场修了几个,什么时候开放", ("球场修了几个", "什么时候开放")),
        ("图书室在哪?几点关门?", ("图书室在哪", "几点关门")),
        ("我妈八十了,能领多少", ("我妈八十了,能领多少",)),
        ("改造了几个小区,惠及几户", ("改造了几个小区,惠及几户",)),
        ("是不是,球场在哪", ("是不是,球场在哪",)),
        ("球场在哪", ("球场在哪",)),
    ],
)
def test_a_message_is_taken_apart_where_it_asks_twice(message: str, pieces: tuple[str, ...]) -> None:
    assert questions_in(message) == pieces


def test_citations_are_numbered_through_and_nothing_is_said_twice() -> None:
    draft = together([FIRST, SECOND])
    assert [(one.text, one.citations) for one in draft.sentences] == [("建成3个。", (1,)), ("在人民路。", (2,))]
    assert [one.quote for one in draft.citations] == ["建成3个", "在人民路"]
    assert draft.status == "answered"


def test_half_an_answer_is_partial() -> None:
    assert together([FIRST, REFUSED]).status == "partial"
    assert together([REFUSED, REFUSED]).sentences == REFUSED.sentences
    assert together([REFUSED]) is REFUSED


def test_three_questions_are_three() -> None:
    asked = "球场开了吗?球场修了几个?食堂建成了吗?"
    assert questions_in(asked) == ("球场开了吗", "球场修了几个", "食堂建成了吗")
