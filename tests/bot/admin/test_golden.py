"""Golden questions: which answers changed, and which of them for the worse."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bot.admin.errors import AdminError
from bot.admin.golden import GoldenQuestion, compare, is_worse, read_golden
from bot.answering.answer import Answer, AnswerSentence, FigureInAnswer, Question, Status
from bot.paths import ROOT
from retrieval.editions.edition import Edition
from tests.telegram_server.fakes import citation


@dataclass(frozen=True)
class AnEdition:
    """As much of one as is looked at."""

    name: str
    manifest: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(sources={}), hash=False)


OLD, NEW = cast(Edition, AnEdition("old")), cast(Edition, AnEdition("new"))
DAYS = {"old report": "2022-06-30", "new report": "2023-06-30"}


def told(document: str, value: str, indicator: str = "产值") -> Answer:
    """An answer whose one figure a document tells."""
    cited = replace(citation(), document=document)
    figure = FigureInAnswer(indicator, value, "元", 0.0, None, (1,))
    return replace(answer(f"{indicator}{value}"), citations=(cited,), figures=(figure,))


def answer(text: str, status: Status = "answered", footer: str = "") -> Answer:
    fixed = (AnswerSentence(footer, "fixed"),) if footer else ()
    return Answer("?", status, (AnswerSentence(text, "document", (1,)), *fixed))


class TwoEditions:
    """Answers every question with the same text for an edition."""

    def __init__(self, old: str, new: str) -> None:
        self.texts = {OLD: old, NEW: new}

    async def ask(self, question: Question, edition: Edition | None = None) -> Answer:
        return answer(self.texts[edition])


@pytest.mark.parametrize(
    ("old", "new", "worse"),
    [
        (answer("产值0.96亿元"), answer("产值9600万元"), False),
        (answer("产值0.96亿元"), answer("产值1.2亿元"), True),
        (answer("产值0.96亿元"), answer("产值0.96亿元,增幅23.36%"), False),
        (answer("两轮疫情"), answer("三轮疫情"), True),
        (answer("建成了"), answer("没有写", "partial"), True),
        (answer("没有写", "partial"), answer("没找到", "not_found"), True),
        (answer("没找到", "not_found"), answer("建成了"), False),
        (answer("没找到", "not_found"), answer("请说清楚", "clarify"), False),
        (answer("建成了", footer="截至2022年6月"), answer("建成了", footer="截至2023年6月"), False),
        (answer("建成了"), answer("出错了", "error"), True),
    ],
)
def test_worse_is_less_answered_or_a_number_lost(old: Answer, new: Answer, worse: bool) -> None:
    assert is_worse(old, new, DAYS) is worse


@pytest.mark.parametrize(
    ("old", "new", "worse"),
    [
        (told("old report", "0.96亿元"), told("new report", "1.2亿元"), False),
        (told("old report", "0.96亿元"), told("new report", "1.2亿元", "税收"), True),
        (told("old report", "0.96亿元"), told("old report", "1.2亿元"), True),
        (told("new report", "0.96亿元"), told("old report", "1.2亿元"), True),
        (told("old report", "0.96亿元"), told("unknown", "1.2亿元"), True),
        (told("old report", "0.96亿元"), answer("产值没有写", "partial"), True),
    ],
)
def test_a_newer_documents_number_of_the_same_indicator_is_not_worse(old: Answer, new: Answer, worse: bool) -> None:
    assert is_worse(old, new, DAYS) is worse


async def test_answers_are_compared_side_by_side() -> None:
    questions = (GoldenQuestion("1", "产值", "staff"), GoldenQuestion("2", "增幅", "resident"))
    assert (await compare(questions, TwoEditions("一样", "一样"), OLD, NEW)).same == 2
    report = await compare(questions, TwoEditions("是1个", "是2个"), OLD, NEW)
    assert (report.same, len(report.changed), len(report.worse)) == (0, 2, 2)
    assert (report.changed[0].old.text, report.changed[0].new.text) == ("是1个[1]", "是2个[1]")


async def test_the_first_edition_has_nothing_to_be_compared_with() -> None:
    report = await compare((GoldenQuestion("1", "产值", "staff"),), TwoEditions("", ""), None, NEW)
    assert (report.same, report.changed) == (0, ())


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "1"}', '{"q": 5}', '{"q": "问", "role": "king"}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text('{"q": "好的"}\n' + line, "utf-8")
    with pytest.raises(AdminError, match=r"golden\.jsonl 第 2 行"):
        read_golden(path)


def test_no_file_means_no_questions(tmp_path: Path) -> None:
    assert read_golden(tmp_path / "golden.jsonl") == ()


def test_the_seeds_have_golden_questions_of_their_own() -> None:
    questions = read_golden(ROOT / "seeds" / "golden.jsonl")
    assert len(questions) >= 25
    assert len({question.id for question in questions}) == len(questions)
