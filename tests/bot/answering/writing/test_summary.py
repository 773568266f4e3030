"""What was done, what is planned, what is lacking: the sentences of that part, in order."""

import pytest

from tests.bot.answering.asking import REPORT, shelf, told

PLAN = """青石滩镇2024年工作总结及2025年工作思路

一、2024年工作完成情况
(一)经济发展稳中有进。全年签约项目12个。
(二)民生保障有力。养老服务中心改扩建完成投资的45%。新增助餐点3个。
存在问题:一是龙头企业偏少;二是农村养老设施短缺。
二、2025年工作思路
(一)聚力项目攻坚。推动新材料产业园上半年开工。
(二)聚力民生改善。9月底前完成养老服务中心改扩建,新增护理型床位80张。开通镇村公交2条线路。
(三)聚力平安建设。建设智慧消防平台。
"""
REPORTED, PLANNED = shelf(REPORT), shelf(PLAN, period="2024年", title="青石滩镇2024年工作总结及2025年工作思路")


@pytest.mark.parametrize("question", ["有哪些不足", "街道自己觉得哪些没做好", "还有什么做得不好的地方", "存在什么问题"])
def test_what_is_lacking_is_told_as_a_problem(question: str) -> None:
    draft = REPORTED.proved(question)
    assert "停车泊位不足" in told(draft)
    assert {citation.progress for citation in draft.citations} == {"problem"}


def test_a_plan_is_told_as_a_plan_and_without_what_was_done() -> None:
    draft = REPORTED.proved("下半年有什么打算")
    assert draft.status == "answered"
    assert {citation.progress for citation in draft.citations} == {"planned"}
    assert "计划" in told(draft)


def test_headings_that_tell_little_give_way_to_their_first_sentences() -> None:
    text = told(PLANNED.proved("明年准备干什么"))
    assert "新材料产业园" in text
    assert "智慧消防平台" in text
    assert "聚力项目攻坚" not in text


def test_a_topic_inside_a_part_is_found_in_the_sentences_where_no_heading_names_it() -> None:
    text = told(PLANNED.proved("明年养老方面有什么打算"))
    assert "新增护理型床位80张" in text
    assert "45%" not in text


def test_deeds_promised_are_told_from_the_plan() -> None:
    assert "新增护理型床位80张" in told(PLANNED.proved("明年准备办啥实事"))


def test_a_problem_that_is_not_solved_passes_the_checks() -> None:
    report = shelf("一、存在的主要问题\n一是无物业小区管理难,室温不达标的问题尚未根治。二是托育机构仅有1家。\n")
    draft = report.proved("哪些工作没做好")
    assert "尚未根治" in told(draft)
