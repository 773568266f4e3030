"""Which figure a question means: by words and meaning, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.figures.against import speaks_against
from bot.answering.figures.meant import answers, is_meant
from bot.answering.figures.rows import FoundFigure, rank
from bot.answering.question.understanding import Understanding
from bot.answering.writing.figure import write_figure
from tests.bot.answering.asking import TEXTS, Shelf, shelf, told

TOWN = shelf(
    """一、2023年工作总结
全镇完成改厕860户,建成污水处理设施9座。镇卫生院新院区启用,建筑面积7200平方米,设床位88张。实验小学扩建工程完工,新增学位480个。
发放低保金365万元,惠及298户471人。固定资产投资9.4亿元,下降2.6%;规上工业企业38家,净增4家。图书分馆搬到文化路,上半年借书1.2万册次。
在杏园、梅园、桃园各建充电棚1处,共3处,预算7.5万元。柳巷宿舍交付后接着启动北门新村改造,涉及640户。
二、2024年工作打算
计划投资8600万元建设水厂二期。新增规上企业3家以上。
""",
    period="2023年",
)


def best(question: Understanding, place: Shelf = TOWN) -> FoundFigure:
    return rank(question, place.evidence(question.text))[0]


def meaning(question: str, likeness: float | None) -> Understanding:
    return replace(TOWN.understand(question), likeness=lambda _one, _other: likeness)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("小学扩建增加了多少学位", "480个"),
        ("卫生院有多少张床", "88张"),
        ("图书馆借出多少册", "1.2万册次"),
        ("固投下滑多少", "2.6%"),
    ],
)
def test_words_written_otherwise_find_the_figure(question: str, value: str) -> None:
    assert best(TOWN.understand(question)).figure.value == value


def test_meaning_speaks_for_a_figure_that_words_leave_in_doubt() -> None:
    doubtful = "厕所弄了多少户"
    assert not is_meant(meaning(doubtful, 0.87), best(meaning(doubtful, 0.87)))
    assert is_meant(meaning(doubtful, 0.96), best(meaning(doubtful, 0.96)))


def test_meaning_can_not_make_up_for_words_that_stand_nowhere() -> None:
    strange = meaning("地铁三号线客流多少户", 0.95)
    assert not any(answers(strange, one) for one in rank(strange, TOWN.evidence(strange.text)))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("水厂二期已经投了多少钱", "8600万元"),  # a plan is no deed
        ("杏园充电棚预算多少钱", "7.5万元"),  # of three places together
        ("低保金有多少", "298户"),  # another measure
    ],
)
def test_what_speaks_against_a_figure_however_like_it_is(question: str, value: str) -> None:
    asked = meaning(question, 0.99)
    rows = [one for one in rank(asked, TOWN.evidence(question)) if one.figure.value == value]
    assert all(speaks_against(asked, one) for one in rows)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("低保发了多少钱,多少户享受", ["365万元", "298户"]),
        ("固定资产投资多少、增还是降", ["9.4亿元", "下降2.6%"]),
        ("改厕多少户,污水设施几座", ["860户", "9座"]),
    ],
)
def test_parts_of_a_question_are_answered_from_one_sentence(question: str, values: list[str]) -> None:
    draft = write_figure(TOWN.understand(question), TOWN.evidence(question), TEXTS)
    assert draft.status == "answered"
    assert all(value in told(draft) for value in values)


SCHOOLS = shelf(
    """一、2023年工作总结
招聘教师312名,乡村学校音乐教师缺额45名。高考本科上线率61.2%。中考680分以上考生96人。发放学生资助资金1980万元。
近视率降至50.3%,同比下降1.1个百分点。公办园占比60.1%,普惠园覆盖率90.4%,分别比上年提高2.8个和0.7个百分点。
""",
    period="2023年",
)


@pytest.mark.parametrize(
    "question",
    [
        "女教师招聘了多少名",  # some of all
        "每个学生资助多少钱",  # a total is no amount for each
        "音乐教师招了多少名",  # who is lacking was not taken on
        "初中近视率多少",  # a change is no level, all pupils are not some
    ],
)
def test_no_number_of_something_else_is_told(question: str) -> None:
    meant = replace(SCHOOLS.understand(question), likeness=lambda _one, _other: 0.92)
    draft = write_figure(meant, SCHOOLS.evidence(question), TEXTS)
    assert draft.status == "partial"


def test_a_change_told_in_a_list_passes_the_checks() -> None:
    assert "0.7个百分点" in told(SCHOOLS.proved("普惠园覆盖率提高了多少"))


CARE = shelf(
    "一、2023年上半年工作总结\n"
    "养老服务提质。为2300名80周岁以上老人发放津贴。江湾护理院二期6月开工,总投资8600万元,设计床位180张。\n"
)


@pytest.mark.parametrize("question", ["百岁老人有几个", "江湾护理院住一个月多少钱"])
def test_neither_all_of_the_old_nor_an_investment_answers(question: str) -> None:
    assert CARE.proved(question.replace("百岁", "100岁")).status == "partial"


def test_people_of_the_age_asked_for_are_counted() -> None:
    assert "2300" in told(CARE.proved("80岁老人有几个"))
