"""Which figure of the passages fits a question: unit, subject, period."""

import pytest

from bot.answering.figures.rows import rank, timely
from bot.answering.figures.units import unit_fit
from retrieval.document import Figure
from tests.bot.answering.asking import REPORT, shelf, told
from tests.retrieval.sentences import figures

REPORTED = shelf(REPORT)


def figure(text: str) -> Figure:
    return figures(text)[0]


@pytest.mark.parametrize(
    ("asked", "text", "fits"),
    [
        ("家", "引进企业18家。", True),
        ("元", "引进企业18家。", False),
        ("元", "完成投资3.2亿元。", True),
        ("%", "办结率99%。", True),
        ("%", "完成投资3.2亿元。", False),
        ("人", "培训干部35名。", True),
        ("人", "服务群众300人次。", True),
        ("人", "完成投资3.2亿元。", False),
        ("名次", "考核排名全区第二。", True),
        ("名次", "引进企业18家。", False),
        ("平方米", "绿化面积300亩。", True),
        ("平方米", "引进企业18家。", False),
        ("岁", "引进企业18家。", False),
        (None, "引进企业18家。", True),
    ],
)
def test_units(asked: str | None, text: str, fits: bool) -> None:
    assert (unit_fit(asked, figure(text)) > 0) is fits


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("规模以上工业产值是多少", "2.35亿元"),
        ("规模以上工业产值同比增长多少", "12.6%"),
        ("南门超市销售额多少", "315万元"),
        ("东门商场销售额多少", "860万元"),
        ("受理举报线索多少件", "9件"),
        ("立案多少件", "6件"),
        ("结案多少件", "4件"),
        ("新申报高企几家", "5家"),
    ],
)
def test_the_best_row_is_the_one_asked_for(question: str, best: str) -> None:
    asked = REPORTED.understand(question)
    assert rank(asked, REPORTED.evidence(question))[0].figure.value == best


def test_a_row_of_another_period_is_not_timely() -> None:
    asked = REPORTED.understand("2021年规模以上工业产值是多少")
    rows = rank(asked, REPORTED.evidence("2021年规模以上工业产值是多少"))
    assert rows
    assert not timely(asked, rows)


def test_rows_come_in_the_same_order_each_time() -> None:
    asked = REPORTED.understand("立案多少件")
    orders = {tuple(one.figure for one in rank(asked, REPORTED.evidence("立案多少件"))) for _ in range(10)}
    assert len(orders) == 1


def test_of_two_indicators_the_one_that_says_no_more_is_meant() -> None:
    where = shelf("全镇工农业总产值290.3亿元,其中工业总产值281.9亿元,农业总产值8.4亿元。")
    for question, best in (
        ("农业总产值多少", "8.4亿元"),
        ("工业总产值多少", "281.9亿元"),
        ("工农业总产值多少", "290.3亿元"),
    ):
        asked = where.understand(question)
        assert rank(asked, where.evidence(question))[0].figure.value == best


def test_prices_by_age_share_the_thing_they_are_of() -> None:
    report = shelf(
        "一、2023年上半年工作总结\n养老服务。建成幸福食堂9个,60周岁以上老人午餐每顿5元,80周岁以上每顿3元。\n"
    )
    assert "3元" in told(report.proved("82岁在幸福食堂吃午餐几块钱"))


def test_an_age_is_no_object_of_a_verb() -> None:
    where = shelf("失能老人护理补贴每人每月110元。")
    question = where.understand("护理补贴每月多少,81岁")
    (row,) = rank(question, where.evidence(question.text))
    assert all(share < 0.5 for term, share in zip(question.terms, row.found, strict=True) if term.age)
