from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.answer import Answer, AnswerSentence, Citation, Question, Status
from bot.evaluation import Case, aligned, load, plain, render, run, score
from retrieval.document import Progress


def answer_json(
    text: str = "规模工业产值0.96亿元。[1]",
    status: Status = "answered",
    quote: str = "1-5月,规模工业产值0.96亿元",
    progress: Progress | None = "done",
) -> dict[str, Any]:
    return answer(text, status, quote, progress).as_json()


def answer(text: str, status: Status, quote: str = "", progress: Progress | None = None) -> Answer:
    citation = Citation(1, "seed", "", (), quote, 0, len(quote), None, progress, None)
    return Answer("", status, (AnswerSentence(text, "fixed"),), (citation,) if quote else ())


def case(kind: str = "figure", q: str = "规模工业产值多少", **fields: Any) -> Case:
    return Case("1", kind, Question(q), **fields)


def test_a_right_answer_has_no_reasons() -> None:
    asked = case(want=("answered",), must=(("0.96亿",),), never=("1.2亿",), cite=("0.96亿元",), progress=("done",))
    assert score(asked, answer_json()) == ()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"want": ("not_found", "partial")}, "status answered, wanted not_found | partial"),
        ({"must": (("0.96",), ("1.2亿", "12000万"))}, "lacks 1.2亿 | 12000万"),
        ({"never": ("0.96亿",)}, "must never hold 0.96亿"),
        ({"cite": ("23.36%",)}, "no citation holds 23.36%"),
        ({"progress": ("planned", "ongoing")}, "no citation is stamped planned | ongoing: ['done']"),
    ],
)
def test_each_thing_that_is_asked_for_can_fail(fields: dict[str, Any], reason: str) -> None:
    assert score(case(**fields), answer_json()) == (reason,)


def test_empty_lists_ask_nothing() -> None:
    assert score(case(), answer_json(status="error")) == ()


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("０.９６ 亿元。[1]", "0.96亿元。"),
        ("數字經濟企業", "数字经济企业"),
        ("“双30”項目「3個」", "双30项目3个"),
        ("**0.96**亿元 [1][12]，<b>增幅</b>", "0.96亿元,增幅"),
        ("> 引用\n# 标题", "引用标题"),
        ("1<2>1", "1<2>1"),
    ],
)
def test_comparisons_see_through_script_width_quotes_and_markup(written: str, seen: str) -> None:
    assert plain(written) == seen


@given(st.text(alphabet="街道0.96亿元%,。件"))
def test_plain_leaves_plain_text_alone(text: str) -> None:
    assert plain(text) == text


@given(st.text(alphabet="街道09件“” \n"), st.integers(1, 99))
def test_marks_quotes_and_white_space_never_count(text: str, n: int) -> None:
    assert plain(f" “{text}”[{n}]\n") == plain(text)


def test_the_report_counts_by_kind_and_names_the_two_worst_errors() -> None:
    cases = (
        case(q="产值", want=("answered",), must=(("0.96",),)),
        case(q="高企", want=("answered", "partial")),
        case("absent", q="地址", want=("not_found", "partial")),
        case("absent", q="床位", want=("not_found", "partial")),
    )
    given_answers = {
        "产值": answer("0.96亿元", "answered"),
        "高企": answer("没有找到", "not_found"),
        "地址": answer("西横街", "answered"),
        "床位": answer("没有写", "partial"),
    }
    report = run(cases, lambda question: given_answers[question.text])
    assert report.totals() == {
        "passed": 2,
        "rows": 4,
        "share": 0.5,
        "absent_answered": {"count": 1, "rows": 2, "share": 0.5},
        "wrongly_refused": {"count": 1, "rows": 2, "share": 0.5},
    }
    assert [result.case.question.text for result in report.failures] == ["高企", "地址"]
    assert json.loads(json.dumps(report.as_json()))["kinds"]["absent"]["passed"] == 1


def test_the_table_comes_first_and_every_failing_row_after_it() -> None:
    asked = case(q="规模工业产值多少", want=("answered",), must=(("0.96",),))
    lines = render(run([asked], lambda question: answer("1.2亿元", "answered", "产值", "done"))).splitlines()
    assert lines[0].split() == ["kind", "passed", "rows", "share"]
    assert lines[1].split() == ["figure", "0", "1", "0.0%"]
    assert lines[2].split() == ["all", "0", "1", "0.0%"]
    assert lines[-4:] == ["1 figure: 规模工业产值多少", "  [answered] 1.2亿元", "  “产值” done", "  ✗ lacks 0.96"]


def test_columns_align_for_chinese_widths() -> None:
    assert aligned([("kind", "n"), ("数字", "10"), ("a", "7")]) == "kind   n\n数字  10\na      7"


def test_a_file_of_cases_is_read_with_its_defaults(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(
        '{"kind": "figure", "q": "多少"}\n\n{"id": "x", "kind": "followup", "q": "呢", "history": ["一"]}\n'
    )
    first, second = load(path)
    assert (first.id, first.question, first.want) == ("1", Question("多少"), ())
    assert (second.id, second.question.history) == ("x", ("一",))


@pytest.mark.parametrize(
    "line",
    ["{", '{"q": "多少"}', '{"kind": "figure", "q": "", "must": ["0.96"]}', '{"kind": "a", "q": "b", "role": "c"}'],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"kind": "figure", "q": "好"}\n' + line)
    with pytest.raises(ValueError, match="line 2"):
        load(path)
