"""What an answer shows of a sentence: whole clauses that answer, with the one that names the subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.evidence.gathering import Evidence
from bot.answering.evidence.spans import best_clauses, clauses_to_show, quoted_span, shown_text, trimmed
from tests.bot.answering.asking import REPORT, shelf, told

REPORTED = shelf(REPORT)
LONG = "1-5月,规模以上工业产值2.35亿元,同比增长12.6%"


def saying(part: str) -> Evidence:
    return next(one for one in REPORTED.evidence("规模以上工业产值") if part in one.text)


def shown(part: str, question: str) -> str:
    evidence = saying(part)
    focus = [clause for clause in evidence.sentence.clauses if part in evidence.read(clause)]
    return shown_text(evidence, clauses_to_show(evidence, focus, REPORTED.understand(question).terms))


def test_a_growth_is_shown_with_what_grows_and_its_time() -> None:
    assert shown("同比增长12.6%", "规模以上工业产值同比增长多少") == LONG


def test_a_part_is_shown_with_the_whole_it_is_of_and_not_with_the_change_of_that_alone() -> None:
    text = "1-6月,财政总收入12.6亿元,同比下降4.3%,其中一般公共预算收入6.8亿元。" + "街道各项工作有序开展。" * 10
    where = shelf(text + "另外,二期已完成,三期正在施工,四期预计9月开工,五期尚未立项,六期有待研究" * 2 + "。")
    (evidence,) = (one for one in where.evidence("一般公共预算收入") if "6.8亿元" in one.text)
    focus = [clause for clause in evidence.sentence.clauses if "6.8亿元" in evidence.read(clause)]
    told = shown_text(evidence, clauses_to_show(evidence, focus, where.understand("一般公共预算收入多少").terms))
    assert told.startswith("1-6月,财政总收入12.6亿元,同比下降4.3%")


def test_what_is_told_of_several_is_shown_with_all_of_them() -> None:
    text = (
        "街道各项工作稳步推进" * 12 + ",生产总值60.3亿元,预算收入2亿元,同比分别-6.2%、-19.3%,二期已完成,三期正在施工。"
    )
    (evidence,) = shelf(text).evidence("预算收入下降多少")
    focus = [clause for clause in evidence.sentence.clauses if "分别" in evidence.read(clause)]
    told = shown_text(evidence, clauses_to_show(evidence, focus, shelf(text).understand("预算收入下降多少").terms))
    assert told == "生产总值60.3亿元,预算收入2亿元,同比分别-6.2%、-19.3%"


def test_a_clause_that_stands_by_itself_is_shown_alone() -> None:
    assert shown("结案4件", "结案多少件") == "结案4件"


def test_the_marks_at_the_ends_are_left_out_and_a_closing_quote_stays() -> None:
    assert trimmed(",共3场;") == "共3场"
    assert trimmed("获评“先进集体”。") == "获评“先进集体”"


@pytest.mark.parametrize("question", ["三期改造完成了吗", "桥西酒店挂牌了吗", "立案多少件", "志愿活动多少场"])
def test_what_is_shown_is_the_document_to_the_letter(question: str) -> None:
    for evidence in REPORTED.evidence(question):
        clauses = best_clauses(evidence, REPORTED.understand(question).terms)
        assert shown_text(evidence, clauses) in REPORT
        start, end = quoted_span(evidence, clauses)
        assert start <= clauses[0].start
        assert REPORT[start:end] == evidence.chunk.quote(start, end)


@given(st.data())
def test_the_clauses_asked_for_are_always_shown(data: st.DataObject) -> None:
    evidence = data.draw(st.sampled_from(REPORTED.evidence("规模以上工业产值")))
    clauses = evidence.sentence.clauses
    first = data.draw(st.integers(0, len(clauses) - 1))
    last = data.draw(st.integers(first, len(clauses) - 1))
    shown = clauses_to_show(evidence, clauses[first : last + 1], REPORTED.understand("工业产值").terms)
    assert set(clauses[first : last + 1]) <= set(shown)
    assert shown == clauses[clauses.index(shown[0]) : clauses.index(shown[-1]) + 1]


def test_of_a_list_in_one_sentence_the_item_is_shown() -> None:
    report = shelf("一、存在的问题\n一是财源单一;二是尚无一家老年食堂;三是停车困难;四是人手不足。\n")
    assert told(report.proved("有没有老年食堂")).endswith("二是尚无一家老年食堂。")
