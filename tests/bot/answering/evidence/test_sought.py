"""A sentence about the subject answers only where it holds what was asked for."""

import pytest

from tests.bot.answering.asking import shelf

ESTATE = shelf(
    "一、2023年上半年工作总结\n"
    "民生福祉不断增进。指导槐荫花园完成物业选聘,新物业6月进驻。启动老粮站片区征收,签约120户。由江东市政公司承建滨河步道。\n"
)


@pytest.mark.parametrize("question", ["槐荫花园的新物业是哪家公司", "老粮站征收补偿标准"])
def test_what_is_not_told_is_not_answered(question: str) -> None:
    assert ESTATE.proved(question).status in ("partial", "not_found")


def test_a_firm_that_is_named_answers() -> None:
    assert ESTATE.proved("滨河步道是哪家公司承建的").status == "answered"


def test_a_name_that_lists_is_no_list() -> None:
    villages = shelf("一、2023年上半年工作总结\n乡村振兴。启动8个以“四改、三清”为主要内容的提升村建设。\n")
    assert villages.proved("8个提升村是哪几个村").status == "partial"


def test_what_was_done_is_no_way_to_apply() -> None:
    street = shelf("一、2023年上半年工作总结\n平安建设。推进志愿者进社区,办理信访案件39件。\n")
    assert street.proved("志愿者怎么报名").status == "partial"


def test_other_words_for_the_sort_are_no_names() -> None:
    street = shelf("一、2023年上半年工作总结\n助企纾困。开展重点企业、重点项目走访,深入125家企业。\n")
    assert street.proved("有哪些重点企业").status == "partial"
