"""The assistant on the seed report: what it reaches must not be lost. Real Chroma, real embeddings, no model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answering.answer import Question
from bot.evaluation import Report
from tests.evaluation.whole import HERE, SEEDS, Whole, failures, whole

KINDS = {"figure": 0.92, "progress": 0.92, "absent": 0.95, "language": 0.93, "premise": 0.85, "resident": 0.88}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    with whole(SEEDS, tmp_path_factory.mktemp("seed")) as made:
        yield made


@pytest.fixture(scope="module", params=[2, pytest.param(1, marks=pytest.mark.torture)], ids=["half", "all"])
def report(assistant: Whole, request: pytest.FixtureRequest) -> Report:
    """Of every second question, in the long tests of all."""
    return assistant.report(HERE / "seed.jsonl", request.param)


def test_nearly_all_rows_pass(report: Report) -> None:
    assert report.totals()["share"] >= 0.93, failures(report)


def test_nothing_absent_is_answered_as_if_the_report_said_it(report: Report) -> None:
    assert report.totals()["absent_answered"]["count"] == 0, failures(report.of_kind("absent"))


def test_what_the_report_says_is_hardly_ever_refused(report: Report) -> None:
    assert report.totals()["wrongly_refused"]["share"] <= 0.03, failures(report)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_falls_behind(report: Report, kind: str) -> None:
    assert report.of_kind(kind).totals()["share"] >= KINDS[kind], failures(report.of_kind(kind))


def test_no_answer_is_an_error(report: Report) -> None:
    assert all(result.answer["status"] != "error" for result in report.results)


def test_every_quote_is_the_report_to_the_letter(report: Report) -> None:
    text = next(SEEDS.glob("*.txt")).read_text(encoding="utf-8")
    quotes = [citation for result in report.results for citation in result.answer["citations"]]
    assert len(quotes) > 100
    assert all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)


@pytest.mark.parametrize(
    "text", ["规模工业产值是多少", "悦华养老综合服务中心建成了吗", "下半年有什么打算", "地铁几号线开通"]
)
def test_ten_runs_give_the_same_answer(assistant: Whole, text: str) -> None:
    answers = [assistant.ask(Question(text)) for _ in range(10)]
    assert len({(one.status, one.text, one.citations, one.figures) for one in answers}) == 1
