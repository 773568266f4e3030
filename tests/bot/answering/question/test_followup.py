"""Questions that lean on the one before: what was asked of what is kept, what is exchanged is exchanged."""

import pytest

from bot.answering.question.followup import Completed, complete
from bot.answering.question.terms import Term, terms_of
from tests.bot.answering.asking import REPORT, WORDS, shelf

SHELF = shelf(
    REPORT + "枫林食堂上午开门。图书分馆每天开放。养老中心有床位96张,收费标准另定。电梯已装好13部。加装电梯。"
    "固定资产投资和工业投资都有增长,新增养老床位和托位。外地户口可以领取高龄津贴、护理补贴,申请材料见附件。"
)


def completed(text: str, *history: str) -> Completed:
    def content(one: str) -> tuple[Term, ...]:
        return SHELF.understand(one).terms

    return complete(text, history, content)


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        (["三期改造完成了吗"], "四期呢", "四期改造完成了吗"),
        (["2022年调解多少件"], "2023年呢", "2023年调解多少件"),
        (["2023年就业多少人"], "前一年呢", "2022年就业多少人"),
        (["83岁每个月多少钱"], "那95的呢", "95岁每个月多少钱"),
        (["西二村得了什么奖"], "西一村呢", "西一村得了什么奖"),
        (["高龄津贴要什么材料"], "护理补贴呢", "护理补贴要什么材料"),
        (["固定资产投资完成多少"], "那工业投资呢", "工业投资完成多少"),
        (["养老床位新增多少"], "托位呢", "托位新增多少"),
        (["东门商场销售额多少"], "书店呢", "书店销售额多少"),
        (["梧桐苑的充电棚建好了吗"], "兰亭小区的呢", "兰亭小区的充电棚建好了吗"),
        (["电梯装好几部了"], "正在装的呢", "电梯正在装几部了"),
        (["食堂建设预算是多少"], "实际花了呢", "食堂建设实际花多少"),
        (["线下课程多少人次"], "线上的呢", "线上课程多少人次"),
        (["枫林食堂座位多少个"], "二期呢", "枫林食堂座位二期多少个"),
    ],
)
def test_one_thing_is_exchanged_and_the_rest_of_the_question_kept(
    history: list[str], question: str, whole: str
) -> None:
    assert completed(question, *history).text == whole


@pytest.mark.parametrize(
    ("history", "question", "whole"),
    [
        (["枫林食堂几点开门"], "在哪儿", "枫林食堂在哪儿"),
        (["图书分馆在哪"], "几点关门", "图书分馆几点关门"),
        (["养老中心有多少床位"], "收费多少", "养老中心收费多少"),
        (["规模以上工业产值是多少"], "增幅呢", "规模以上工业产值增幅"),
        (["康乐养老综合服务中心建了吗"], "它什么时候开业", "康乐养老综合服务中心什么时候开业"),
        (["上门服务包括哪些内容"], "那不包括啥", "上门服务不包括啥"),
        (["2023年PM2.5是多少"], "2024年的目标呢", "2024年pm2.5目标"),
        (["今年加装了多少部电梯"], "下半年还要装几部", "加装电梯下半年还要装几部"),
        (["养老中心新建几家"], "一共几家了", "养老中心一共几家了"),
    ],
)
def test_a_question_without_a_subject_takes_the_earlier_one(history: list[str], question: str, whole: str) -> None:
    assert completed(question, *history).text == whole


def test_it_leans_on_what_itself_was_completed() -> None:
    assert completed("结案呢", "受理了几件举报线索", "立案呢").text.startswith("结案")


@pytest.mark.parametrize("question", ["枫林食堂收费多少", "举报线索立案几件", "康乐养老综合服务中心在哪"])
def test_a_new_subject_starts_afresh(question: str) -> None:
    assert completed(question, "三期改造完成了吗").text == question


@pytest.mark.parametrize("opening", ["换个问题,", "再问个别的,", "另外一个问题:"])
def test_another_question_said_to_be_one_keeps_nothing(opening: str) -> None:
    assert completed(f"{opening}床位有几张", "三期改造完成了吗") == Completed("床位有几张")


def test_without_a_conversation_only_what_points_to_one_leans() -> None:
    assert completed("它什么时候建好").points
    assert completed("电话呢").points
    assert not completed("康乐养老综合服务中心建好了吗").leans


def test_another_way_to_read_it_is_kept_for_where_the_first_has_no_answer() -> None:
    assert completed("护理补贴呢", "养老中心建了几家").otherwise == ("护理补贴多少",)
    assert completed("申请材料要几份", "高龄津贴多少钱").otherwise == ("高龄津贴申请材料要几份",)
    assert completed("二期呢", "养老中心建了几家").otherwise == ()
    assert [term.text for term in completed("护理补贴呢", "养老中心建了几家").fresh] == ["护理", "补贴"]


def test_a_thing_the_documents_know_stands_alone() -> None:
    assert not complete("电梯呢", (), lambda text: terms_of(text, lambda _: 1, 10, WORDS)).leans
    assert complete("增幅呢", (), lambda text: terms_of(text, lambda _: 1, 10, WORDS)).leans
