"""The content words of a question, and how much of them stands in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.terms import Term, coverage, lacking, matches, plain, terms_of
from tests.bot.answering.asking import REPORT, WORDS, Words, shelf

REPORTED = shelf(REPORT)
QUESTIONS = st.text(alphabet="请问三期改造完成了吗多少家企业83岁钱,?我妈的A1 ", max_size=30)


def terms(question: str) -> tuple[Term, ...]:
    vocabulary = REPORTED.vocabulary
    return terms_of(question, vocabulary.frequency, vocabulary.chunks, WORDS)


def found(question: str, text: str) -> tuple[float, ...]:
    return matches(terms(question), plain(text))


def test_formulas_of_asking_are_no_content() -> None:
    assert not terms("请问一下是多少呢?")
    assert "改造" in "".join(term.text for term in terms("麻烦问下三期改造完成了吗"))


@pytest.mark.parametrize("question", ["三期改造", "请问三期改造", "三期改造?", "三期改造呢"])
def test_politeness_changes_nothing(question: str) -> None:
    assert [term.text for term in terms(question)] == [term.text for term in terms("三期改造")]


def test_a_word_counts_in_full_to_the_letter_and_less_by_another_word() -> None:
    letter, synonym, absent = (
        found("养老院", text)[0] for text in ("养老院开业", "建成养老综合服务中心", "建成停车场")
    )
    assert letter == 1.0
    assert absent < synonym < letter


def test_a_rarer_word_weighs_more() -> None:
    often, seldom = terms_of("小区", lambda _: 40, 50, WORDS), terms_of("小区", lambda _: 2, 50, WORDS)
    assert seldom[0].weight > often[0].weight


def test_the_third_phase_is_not_the_fourth() -> None:
    assert coverage(terms("三期"), found("三期", "四期房建已进场")) < 0.5


def test_an_age_is_found_in_a_condition_that_admits_it() -> None:
    assert max(found("83岁", "年满80周岁的老人")) == 1.0
    assert max(found("65岁", "年满80周岁的老人")) == 0.0


def test_a_noun_that_is_not_found_is_lacking() -> None:
    asked = terms("青石公园机场")
    assert [term.text for term in lacking(asked, matches(asked, "青石公园健身步道"))] == ["机场"]


@given(QUESTIONS, st.sampled_from(REPORT.splitlines()))
def test_shares_lie_between_none_and_all(question: str, text: str) -> None:
    asked = terms(question)
    shares = matches(asked, plain(text))
    assert len(shares) == len(asked)
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert 0.0 <= coverage(asked, shares) <= 1.0


@given(QUESTIONS)
def test_a_text_that_repeats_the_question_covers_it(question: str) -> None:
    asked = [term for term in terms(question) if term.age is None and len(term.text) > 1]
    assert coverage(asked, matches(asked, plain("".join(term.run for term in asked)))) > 0.85


def test_where_and_when_are_no_subject() -> None:
    terms = terms_of("门口夏天停水", lambda word: int(word == "停水"), 10, WORDS)
    assert [term.light for term in terms] == [True, True, False]


def test_a_spoken_noun_is_written_shorter_or_longer() -> None:
    peaches, new = (terms_of(word, lambda _: 0, 10, WORDS) for word in ("桃子", "新楼"))
    assert matches(peaches, "向桃农赔付") == (0.55,)
    assert matches(new, "新住院楼7月启用") == (0.7,)


@pytest.mark.parametrize("known", ["下澳", ""])
def test_a_side_belongs_to_a_name_that_begins_with_it_in_the_documents(known: str) -> None:
    cut = [term.text for term in terms_of("下澳村改造", lambda word: int(word == known), 50, WORDS)]
    assert ("下澳村" in cut) == bool(known)


def test_an_expression_cuts_no_longer_word() -> None:
    words = Words(alike={"停车": ("停车位",), "办结": ("办完",)})
    cut = [
        [term.text for term in terms_of(text, lambda word: {"停车楼": 1, "停车": 2}.get(word, 0), 9, words)]
        for text in ("停车楼建", "办结婚登记", "停车难")
    ]
    assert cut == [["停车楼", "建"], ["办", "结婚登记"], ["停车", "难"]]
