"""A rehearsal's report: whom documents are for, old beside new, the worst first; also where an edition is gone."""

from __future__ import annotations

from dataclasses import replace

from bot.admin.golden import GoldenChange, GoldenQuestion, GoldenReport
from bot.admin.rehearsal import Rehearsal
from bot.channels.web.desk.report_view import MOST_ROWS, report_view
from retrieval.editions.changes import DocumentChanges, FigureChanges
from tests.telegram_server.fakes import answer
from tests.telegram_server.office import SOURCE
from tests.telegram_server.shelf import ledger_row

OLD = {"report": SOURCE, "gone": replace(SOURCE, id="gone", title="旧通知")}
NEW = {"report": replace(SOURCE, audience="internal"), "new": replace(SOURCE, id="new", title="新通知")}


def _change(question: str, worse: bool) -> GoldenChange:
    return GoldenChange(GoldenQuestion(question, question, "resident"), answer(question), answer(question), worse)


REHEARSAL = Rehearsal(
    edition="e2",
    before="e1",
    unchanged=False,
    documents=DocumentChanges(added=("new",), changed=("report",), removed=("gone",), unchanged=()),
    figures=FigureChanges(
        added=(ledger_row("3家", "新引进企业"),),
        changed=((ledger_row("0.96亿元"), ledger_row("0.97亿元")),),
        removed=(ledger_row("5个", "小区"),),
    ),
    failed=(),
    warnings=(),
    blank_pages={"new": (2, 5)},
    tables=(),
    conflicts=(),
    golden=GoldenReport(3, (_change("一样好", False), _change("变差的", True))),
    seconds=1.0,
    not_in_folder={"gone": "旧通知.txt"},
)


def test_documents_tell_what_becomes_of_them() -> None:
    rows = report_view(REHEARSAL, OLD, NEW).documents
    told = [(row.change, row.title, row.audience, row.was, row.blank_pages, row.missing) for row in rows]
    assert told == [
        ("added", "新通知", "public", None, (2, 5), False),
        ("changed", "工作总结", "internal", "public", (), False),
        ("removed", "旧通知", "public", None, (), True),
    ]


def test_figures_stand_old_beside_new() -> None:
    rows = report_view(REHEARSAL, OLD, NEW).figures
    assert [(row.about, row.old, row.new) for row in rows] == [
        ("规模工业产值", "0.96亿元", "0.97亿元"),
        ("小区", "5个", None),
        ("新引进企业", None, "3家"),
    ]


def test_the_worst_answers_come_first_and_too_many_figures_are_counted() -> None:
    many = replace(REHEARSAL, figures=replace(REHEARSAL.figures, added=(ledger_row(),) * MOST_ROWS))
    view = report_view(many, OLD, NEW)
    assert [change.worse for change in view.golden] == [True, False]
    assert len(view.figures) == MOST_ROWS
    assert view.more_figures == 2


def test_documents_of_an_edition_that_is_gone_are_left_out() -> None:
    assert [row.change for row in report_view(REHEARSAL, {}, {}).documents] == []
