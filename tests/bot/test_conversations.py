"""Whole conversations over the reports of two neighbouring offices: what is asked next, and of whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.answer import Answer, Question
from bot.app import open_assistant
from bot.assistant import Assistant
from bot.settings import Settings
from retrieval.document import Document
from tests.retrieval.making import document, library_with

STONE = """青石街道2023年工作总结
一、经济发展
建筑业总产值5.2亿元。签约企业31家,失业人员实现就业140人,送戏下乡26场。检查餐饮店90家次,发现隐患37处。
东湖公路拓宽建成通车,西湖步道正在施工。
二、民生服务
加装电梯12部。拆除违建45处、3600平方米。设摊位80个。开设手语班三期,书法班五期。
"""
WHITE = """白河街道2023年工作总结
一、经济发展
建筑业总产值2.6亿元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    content = [of_office("青石街道", STONE), of_office("白河街道", WHITE)]
    library = library_with(tmp_path_factory.mktemp("data"), content)
    return open_assistant(Settings.load({"DATA_DIR": str(library.data_dir)}), library)


def of_office(name: str, text: str) -> Document:
    one = document(name, text, period="2023年")
    return replace(one, source=replace(one.source, issuer=f"{name}办事处", title=f"{name}2023年工作总结"))


async def asked(assistant: Assistant, *questions: str) -> Answer:
    *history, last = questions
    return await assistant.ask(Question(last, history=tuple(history)))


@pytest.mark.parametrize(
    ("earlier", "question", "told"),
    [
        ("检查餐饮店多少家次", "隐患呢", "37处"),  # counted otherwise
        ("签约企业几家", "失业人员呢", "140人"),
        ("失业人员就业多少人", "送戏呢", "26场"),  # in the same sentence, not what was cited before
        ("拆了多少违建", "面积呢", "3600平方米"),  # the subject stands behind the word of asking
        ("手语班开了几期", "书法班呢", "五期"),
    ],
)
async def test_another_thing_is_told_of_and_not_the_one_before(
    assistant: Assistant, earlier: str, question: str, told: str
) -> None:
    answer = await asked(assistant, earlier, question)
    assert (answer.status, told in answer.text) == ("answered", True)


async def test_a_neighbours_report_answers_no_question_about_an_office(assistant: Assistant) -> None:
    assert "2.6亿元" in (await asked(assistant, "白河街道建筑业总产值多少")).text
    assert "2.6亿元" in (await asked(assistant, "青石街道建筑业总产值多少", "那白河街道呢")).text
    assert (await asked(assistant, "白河街道加装电梯多少部")).status in ("partial", "not_found")


async def test_an_aspect_alone_is_answered_where_one_thing_has_it(assistant: Assistant) -> None:
    assert "80个" in (await asked(assistant, "摊位多少")).text
    which = await asked(assistant, "总产值多少")
    assert which.status != "clarify" or len(which.choices) > 1


async def test_how_another_thing_is_and_not_the_one_before(assistant: Assistant) -> None:
    answer = await asked(assistant, "东湖公路通车了吗", "西湖步道呢")
    assert (answer.status, "正在施工" in answer.text) == ("answered", True)


async def test_an_answer_that_speaks_of_something_else_is_no_answer(assistant: Assistant) -> None:
    assert (await asked(assistant, "加装电梯多少部", "扶梯呢")).status in ("partial", "not_found")
