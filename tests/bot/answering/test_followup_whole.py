"""A question that leans on the one before it is completed; one that stands alone is left as it is."""

from collections.abc import Sequence

import pytest

from bot.answering.question.followup import complete
from bot.answering.question.terms import Term, terms_of
from tests.bot.answering.asking import Words


def content(text: str) -> Sequence[Term]:
    return terms_of(text, lambda word: 3, 50, Words())


def completed(text: str, *history: str) -> str:
    return complete(text, history, content).text


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        ("三期改造完成了吗", "四期呢", "四期改造完成了吗"),
        ("养老床位新增多少", "托位呢", "托位新增多少"),
        ("东门商场销售额多少", "金店呢", "金店销售额多少"),
        ("小学作业本费多少", "那初中作业本费呢", "初中作业本费多少"),
        ("学苑线下课程多少人次", "线上的呢", "学苑线上课程多少人次"),
        ("80岁老人每月津贴多少", "那90岁呢", "90岁老人每月津贴多少"),
        ("红枫食堂几点开门", "在哪儿", "红枫食堂在哪儿"),
    ],
)
def test_what_is_named_anew_stands_in_for_its_like(earlier: str, question: str, whole: str) -> None:
    assert completed(question, earlier) == whole


@pytest.mark.parametrize(
    ("earlier", "question", "subject", "asked"),
    [
        ("悦康养老中心有多少床位", "它什么时候建好", "悦康养老中心", "什么时候建好"),
        ("社区图书馆在哪里", "电话呢", "社区图书馆", "电话"),
        ("高龄津贴每月多少", "要带什么", "高龄津贴", "要带什么"),
        ("环镇公路什么时候通车", "为什么", "环镇公路", "为什么"),
    ],
)
def test_the_subject_comes_from_the_conversation(earlier: str, question: str, subject: str, asked: str) -> None:
    text = completed(question, earlier)
    assert subject in text
    assert asked in text


@pytest.mark.parametrize("question", ["断头路打通了几条", "换个问题,断头路打通了几条"])
def test_a_new_subject_starts_afresh(question: str) -> None:
    assert completed(question, "一般公共预算收入是多少") == "断头路打通了几条"


@pytest.mark.parametrize("question", ["那增幅呢", "它什么时候建好", "标准是多少"])
def test_without_a_conversation_there_is_nothing_to_look_up(question: str) -> None:
    assert complete(question, (), content).leans


@pytest.mark.parametrize("question", ["2021年那个旧标准每月是多少钱", "报名要带什么材料", "高龄津贴怎么申请"])
def test_what_names_something_is_looked_up(question: str) -> None:
    assert not complete(question, (), content).leans
