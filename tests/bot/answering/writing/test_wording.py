"""A refusal names what was looked for in a few words and never echoes a whole question."""

import pytest

from bot.answering.writing.wording import not_found
from tests.bot.answering.asking import REPORT, TEXTS, shelf, told

REPORTED = shelf(REPORT)


def refusal(question: str) -> str:
    draft = not_found(REPORTED.understand(question), TEXTS)
    assert draft.status == "not_found"
    assert not draft.citations
    return draft.sentences[0].text


def test_a_short_subject_is_echoed_as_it_was_asked() -> None:
    assert refusal("游泳馆在哪里") == "报告里没有写到“游泳馆”。"


@pytest.mark.parametrize(
    "question",
    ["我家楼下那个卖豆浆油条的早餐摊子还让不让摆了呀", "孩子放暑假没有人带爷爷奶奶身体又都不好应该送到哪里去才好"],
)
def test_a_long_question_is_not_echoed_as_one_run_of_characters(question: str) -> None:
    text = refusal(question)
    named = text.partition("“")[2].partition("”")[0]
    assert len(named) <= 24
    assert all(len(word) <= 8 for word in named.split("、"))


def test_without_a_name_the_refusal_is_plain() -> None:
    assert refusal("那么做了又不行吗") == TEXTS.say("not_found.plain")


@pytest.mark.parametrize("question", ["邻里中心建好了吗", "长者驿站设在哪", "有多少代表参加", "理发去哪申请"])
def test_what_no_document_names_is_plainly_not_found(question: str) -> None:
    draft = shelf(REPORT).ask(question)
    assert draft.status == "not_found"
    assert not draft.citations


def test_a_sentence_about_the_thing_asked_about_is_shown_though_it_does_not_answer() -> None:
    draft = shelf(REPORT).ask("青石公园晚上几点关门")
    assert draft.status == "partial"
    assert "青石公园" in told(draft)


def test_whom_it_is_for_does_not_make_a_sentence_near() -> None:
    report = shelf("一、2023年上半年工作总结\n卫生健康。加大60岁以上老年人疫苗接种宣传力度。\n")
    assert report.proved("80岁的老人有多少补贴").status == "not_found"


def test_a_street_is_named_in_whole() -> None:
    report = shelf("一、2023年上半年工作总结\n旧城更新。石家弄周边地块解困按时序推进。\n")
    assert "石家弄" in told(report.proved("石家弄的地块还要等几年")).split("但没有写")[0]
