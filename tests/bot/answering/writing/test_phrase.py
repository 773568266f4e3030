"""The closing lines: as of when, whom to ask; quotes keep the document's letters in every script."""

from dataclasses import replace

import pytest

from bot.answering.answer import AnswerSentence
from bot.answering.draft import Draft
from bot.answering.question.language import Script
from bot.answering.writing.phrase import Contact, phrase
from tests.bot.answering.asking import REPORT, TEXTS, shelf

CONTACT = Contact("便民热线", "12345")
REPORTED = shelf(REPORT)


def phrased(question: str, script: Script = "simplified") -> list[str]:
    draft = phrase(REPORTED.ask(question), script, [REPORTED.documents[0].source], CONTACT, TEXTS)
    return [sentence.text for sentence in draft.sentences]


def test_every_answer_of_the_documents_says_as_of_when() -> None:
    assert "2023年6月" in phrased("二期改造完成了吗")[-1]


def test_quotes_from_scanned_pages_are_marked() -> None:
    draft = REPORTED.ask("二期改造完成了吗")
    draft = replace(draft, citations=tuple(replace(citation, page=2) for citation in draft.citations))
    source = replace(REPORTED.documents[0].source, machine_read=(2,))
    assert "[1]引自扫描件" in phrase(draft, "simplified", [source], CONTACT, TEXTS).sentences[-1].text


@pytest.mark.parametrize("question", ["青石公园投资多少钱", "机场建成了吗"])
def test_who_gets_no_full_answer_is_told_whom_to_ask(question: str) -> None:
    assert any("12345" in line for line in phrased(question))


def test_a_full_answer_names_no_contact() -> None:
    assert not any("12345" in line for line in phrased("二期改造完成了吗"))


def test_a_refusal_claims_no_date() -> None:
    assert not any("截至" in line for line in phrased("机场建成了吗"))


def test_traditional_readers_get_our_words_in_theirs_and_the_quote_as_it_is() -> None:
    lines = phrased("桥西酒店挂牌了吗", "traditional")
    assert "報告列為計劃" in lines[0]
    assert "桥西酒店预计11月挂牌使用" in lines[0]


def test_what_a_model_wrote_is_told_in_the_readers_script() -> None:
    drafted = REPORTED.ask("二期改造完成了吗")
    own = replace(drafted, mode="generative", sentences=(AnswerSentence("这项工程做完了。", "document", (1,)),))
    said = phrase(own, "traditional", [REPORTED.documents[0].source], CONTACT, TEXTS).sentences[0].text
    assert said == "這項工程做完了。"


def test_a_source_without_a_period_is_named_without_one() -> None:
    undated = shelf(REPORT, period=None)
    draft = Draft("answered", (AnswerSentence("好。", "fixed"),), undated.ask("二期改造完成了吗").citations)
    closing = phrase(draft, "simplified", [undated.documents[0].source], CONTACT, TEXTS).sentences[-1].text
    assert closing == "\uff08依据《青石街道工作总结》。\uff09"
