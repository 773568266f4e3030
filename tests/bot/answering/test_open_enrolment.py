"""Who, when, where, how, which, may I: a sentence that holds what was asked, or a plain word that none does."""

import pytest

from tests.bot.answering.asking import shelf, told

ENROLMENT = shelf(
    """关于做好学校招生入学工作的通知
一、报名办法
(一)报名时间。小学网上报名时间为6月15日至6月20日;初中报名时间为7月1日至7月3日。
(二)报名方式。登录微信公众号填报信息;不会使用智能手机的,可到施教区学校现场填报。
二、收费
公办学校不收学费、杂费和课本费。课后服务费每生每月不超过150元,经济困难学生免收。
三、优待政策
烈士子女、现役军人子女、消防救援人员子女按规定优先安排。每周六上午可以办理转学手续。
四、试点
探索“午休躺睡”试点,首批试点学校不少于5所。
各校咨询电话:
东湖小学:6630101;西湖小学:6630202;城南中学:6630404。
地址:文昌路66号县教育局三楼305室。工作日上午8:30至11:30、下午2:00至5:00接待来访。
""",
    period="2024年",
    title="关于做好学校招生入学工作的通知",
)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("初中什么时候报名", "7月1日"),
        ("西湖小学电话是多少", "6630202"),
        ("教育局在哪里", "文昌路66号"),
        ("教育局几点下班", "5:00"),
        ("要交学费吗", "不收学费"),
        ("哪些孩子可以优先安排", "烈士子女"),
        ("周六能办转学吗", "周六上午可以办理转学手续"),
    ],
)
def test_what_was_asked_is_held_by_the_answer(question: str, held: str) -> None:
    draft = ENROLMENT.proved(question)
    assert draft.status == "answered"
    assert held in told(draft)


@pytest.mark.parametrize(
    "question",
    [
        "北湖小学电话是多少",
        "高中什么时候报名",
        "午休躺睡都有哪几所学校",
        "午休躺睡试点从哪天开始",
        "东湖小学在哪条路上",
        "现役军人子女优先安排找谁",
        "校服多少钱一套",
    ],
)
def test_what_the_document_does_not_say_is_not_answered(question: str) -> None:
    assert ENROLMENT.proved(question).status in ("partial", "not_found")


def test_the_date_of_a_neighbour_is_not_the_date_of_this() -> None:
    works = shelf(
        "一、2024年工作打算\n推进老旧小区改造。确保北仓小区改造11月底前竣工,启动南塘新村改造方案设计。\n",
        period="2024年",
    )
    assert works.proved("北仓小区改造哪个月竣工").status == "answered"
    assert works.proved("南塘新村改造哪个月竣工").status == "partial"


def test_a_year_that_no_document_tells_is_not_answered_with_another() -> None:
    plan = shelf("一、2024年主要目标\n地区生产总值增长6%以上,粮食总产量稳定。\n", period="2024年")
    assert plan.proved("2030年地区生产总值目标").status != "answered"


def test_what_was_won_may_be_said_with_another_verb() -> None:
    towns = shelf(
        "一、2023年工作总结\n社会治理有序。禾田村获评省级示范村荣誉,上塘村获评市级文明村荣誉。\n", period="2023年"
    )
    assert "文明村" in told(towns.proved("上塘村获得了什么荣誉"))
    assert towns.proved("上塘村获得了什么荣誉").status == "answered"
