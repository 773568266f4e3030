"""Planned is never told as done, and done is told as done: the state by the clause that speaks of the thing."""

import pytest

from tests.bot.answering.asking import REPORT, shelf, told

REPORTED = shelf(REPORT)
DONE = ("是的", "报告写明")


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("街道调解中心建成了吗", "是的"),
        ("二期改造完成了吗", "是的"),
        ("柳荫酒店挂牌营业了吗", "是的"),
        ("三期改造完成了吗", "还在推进"),
        ("外墙粉刷完成了吗", "还在推进"),
        ("青石公园健身步道修好了吗", "还在推进"),
        ("桥西酒店挂牌了吗", "报告列为计划,没有写已经完成"),
        ("康乐养老综合服务中心建成了吗", "报告列为计划,没有写已经完成"),
        ("养老院建成了吗?", "报告列为计划,没有写已经完成"),
        ("时间银行项目落地了吗", "报告列为计划,没有写已经完成"),
        ("青石农贸市场改造完成了吗", "报告列为计划,没有写已经完成"),
    ],
)
def test_the_state_comes_first(question: str, opening: str) -> None:
    draft = REPORTED.proved(question)
    assert draft.status == "answered"
    assert told(draft).startswith(opening)


@pytest.mark.parametrize(
    "thing", ["康乐养老综合服务中心", "桥西酒店", "时间银行项目", "青石农贸市场改造", "三期改造", "四期房建"]
)
@pytest.mark.parametrize("verb", ["建成了吗", "完成了吗", "好了没有", "已经投入使用了吧", "开业了没", "是不是已经完成"])
def test_what_is_not_done_is_never_told_as_done(thing: str, verb: str) -> None:
    text = told(REPORTED.proved(thing + verb))
    assert not text.startswith(DONE)
    assert "已经建成" not in text
    assert "尚未" not in text  # the report knows its own date and no more


def test_a_clause_bears_its_own_stamp_beside_another() -> None:
    draft = REPORTED.proved("桥西酒店挂牌了吗")
    assert [citation.progress for citation in draft.citations] == ["planned"]
    assert "柳荫" not in told(draft)


def test_the_same_words_are_done_in_one_part_and_planned_in_the_other() -> None:
    text = "一、2023年工作总结\n建成东园停车场。\n二、2024年工作打算\n建成西园停车场。\n"
    asked = shelf(text, period="2023年")
    assert told(asked.proved("东园停车场建成了吗")).startswith("是的")
    assert told(asked.proved("西园停车场建成了吗")).startswith("报告列为计划")


def test_applying_for_a_title_is_not_the_title() -> None:
    text = "一、2023年工作总结\n民生工作扎实。青石社区“小石讲堂”申报市级品牌项目。\n"
    assert not told(shelf(text).proved("小石讲堂获得市级品牌项目了吗")).startswith("是的")


@pytest.mark.parametrize("question", ["机场建成了吗", "科技馆开放了吗", "游泳池修好了没有"])
def test_what_the_report_does_not_tell_is_not_told(question: str) -> None:
    assert REPORTED.proved(question).status in ("partial", "not_found")


PARTS = (
    "一、2023年工作总结\n"
    "建设稳步推进。环湖路东段通车,西段因征地停工,正在协调。"
    "蓝湾项目一期竣工投产,二期正在桩基施工。引进加工企业2家,其中甜园食品已投产。\n"
)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("环湖路东段通车了吗", True),
        ("环湖路西段通车了吗", False),
        ("蓝湾项目一期投产了吗", True),
        ("蓝湾项目二期投产了吗", False),
    ],
)
def test_one_part_is_not_told_for_another(question: str, right: bool) -> None:
    text = told(shelf(PARTS, period="2023年").proved(question))
    assert text.startswith(DONE) == right
    assert ("停工" in text or "桩基" in text) != right


def test_of_several_verbs_the_last_is_what_is_asked() -> None:
    assert "甜园食品已投产" in told(shelf(PARTS, period="2023年").proved("引进的加工企业投产了没"))


BESIDE = (
    "一、2023年上半年工作总结\n"
    "城市面貌改善。柳湾人行桥正在桩基施工,南桥农贸市场完成提升改造。"
    "确定竹苑小区为“安心家园”试点小区,听取居民意见。目前“安心家园”项目已完成立项,计划年底开工建设。\n"
    "兰亭充电棚因选址意见不统一,没有建成。积水点改造原想赶在汛期前完工,实际晚了一个月,6月2日才通水。\n"
    "二、2023年下半年工作打算\n"
    "柳湾人行桥力争年底前通行。\n"
)


def test_the_deed_of_the_next_clause_is_not_the_deed_of_this() -> None:
    draft = shelf(BESIDE).proved("柳湾人行桥修好没")
    assert told(draft).startswith("还在推进")
    assert "农贸市场" not in told(draft)
    assert [citation.progress for citation in draft.citations] == ["ongoing", "planned"]


def test_the_next_sentence_tells_the_state_that_the_first_leaves_open() -> None:
    text = told(shelf(BESIDE).proved("竹苑小区安心家园当时开工了吗"))
    assert text.startswith("报告列为计划")
    assert "计划年底开工建设" in text


def test_what_was_not_built_is_not_told_with_a_yes() -> None:
    assert not told(shelf(BESIDE).proved("兰亭充电棚建成了吗")).startswith("是的")


def test_what_was_once_meant_is_not_how_it_stands() -> None:
    assert told(shelf(BESIDE).proved("积水点改造完成了吗")).startswith("是的")


def test_of_a_row_the_name_and_the_state_are_told() -> None:
    rows = (
        "# 东岭镇2023年实事项目\n## 完成情况\n"
        "序号:1;项目名称:东岭幼儿园分园;预算(万元):980;完成情况:已完成,9月1日开园。\n"
        "序号:2;项目名称:西岭公墓;预算(万元):300;完成情况:正在推进,完成工程量的55%。\n"
    )
    opened = told(shelf(rows, period="2023年").proved("东岭幼儿园分园开园了吗"))
    assert "9月1日开园" in opened
    assert "980" not in opened
    assert told(shelf(rows, period="2023年").proved("西岭公墓完工没有")).startswith("还在推进")


STORIES = """一、2023年上半年工作总结
民生福祉不断增进。东岭敬老院扩建工程3月开工,总投资2600万元,目前主体施工至四层。区客运站迁建项目完成选址,正在办理用地手续。梅园旅社作为青年公寓挂牌营业,竹园滨河旅社预计10月挂牌使用。
"""


def test_how_high_it_stands_is_a_state() -> None:
    text = told(shelf(STORIES).proved("敬老院扩建盖到几层了"))
    assert "主体施工至四层" in text
    assert "报告写明" not in text


def test_a_first_step_is_told_with_what_is_still_under_way() -> None:
    draft = shelf(STORIES).proved("客运站搬了没")
    assert "正在办理用地手续" in told(draft)
    assert draft.citations[0].progress == "ongoing"


def test_what_one_house_became_is_not_told_of_another() -> None:
    text = told(shelf(STORIES).proved("竹园滨河旅社变成青年公寓了吗"))
    assert text.startswith("报告列为计划")
    assert "梅园" not in text


def test_one_of_several_is_not_told_as_all() -> None:
    report = shelf(
        "一、2023年上半年工作总结\n城市更新。柳岸口袋公园5月建成开放。竹溪、梅坞2处口袋公园正在施工,完成总工程量的七成。\n"
    )
    draft = report.proved("口袋公园修好没")
    assert not told(draft).startswith("是的")
    assert [citation.progress for citation in draft.citations] == ["done", "ongoing"]


def test_of_two_parts_behind_their_name_the_one_asked_about_is_told() -> None:
    report = shelf("一、2023年上半年工作总结\n旧房改造有序推进,五期外墙完成过半,六期脚手架已进场。\n")
    assert "六期" in told(report.proved("旧房改造六期弄完没"))


HEADED = """一、上半年工作总结
(一)城市更新
1.村庄旧改有序推进。东岗村旧改签约率达91%,拆除房屋120栋。
2.老旧小区改造压茬实施。列入计划的6个小区中,春晖苑、印刷厂宿舍2个已完工,柳园3个正在施工,其余1个正在招标。加装电梯建成4部。
3.民生实事。年初确定的9件实事已办结7件,2件正在推进。
4.荣誉。桃溪古镇获评省级夜游名镇。小学操场加装围网。
5.积案化解。市里交办的14件积案已化解12件。
二、存在的问题
部分老旧小区改造后物业管理跟不上。
三、下半年工作打算
办好9件实事,完成图书馆扩建。
"""


@pytest.mark.parametrize(
    ("question", "opening", "left_out"),
    [
        ("老旧小区改造到哪一步了", "报告写的是(有的还在推进,或列为计划):列入计划的6个小区中", "物业"),
        ("老旧小区改造完成了吗", "报告写的是(有的还在推进,或列为计划):列入计划的6个小区中", "东岗"),
        ("9件实事都办完了没", "报告写的是", "没有写已经完成"),
        ("14件积案化解了吗", "报告写明:市里交办的14件积案已化解12件", "是的"),
        ("桃溪古镇评上名镇没有", "是的,报告写明:桃溪古镇获评", "没有直接写"),
        ("小学操场围网装了没", "报告写明:小学操场加装围网", "没有直接写"),
    ],
)
def test_what_a_heading_names_is_told_as_it_stands(question: str, opening: str, left_out: str) -> None:
    text = told(shelf(HEADED).proved(question))
    assert text.startswith(opening)
    assert left_out not in text


RAISED = """一、2023年工作总结
以“焕新老街、留住邻里”为主线。保障低保家庭310户,新增低保24户。城市低保标准由每月690元提高到730元。水厂用水价格由3元降低到2元。
"""


@pytest.mark.parametrize(("question", "held"), [("低保标准涨了没有", "提高到730元"), ("用水价格降了没有", "降低到2元")])
def test_what_was_raised_or_lowered_is_told_as_such(question: str, held: str) -> None:
    text = told(shelf(RAISED, period="2023年").proved(question))
    assert held in text
    assert "没有直接写" not in text


def test_praise_that_names_half_of_the_thing_is_no_state_of_it() -> None:
    assert shelf(RAISED + "改造厕所3座。\n", period="2023年").ask("老街改造完工没").status != "answered"
