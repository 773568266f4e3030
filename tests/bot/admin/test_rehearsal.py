"""What a rehearsal counts and shows, and what is decided on it."""

from __future__ import annotations

import argparse
import io
import sys
from dataclasses import replace

import pytest

from bot.admin.errors import AdminError
from bot.admin.golden import GoldenChange, GoldenQuestion, GoldenReport
from bot.admin.probe import prove_gone
from bot.admin.rehearsal import Rehearsal, blank_pages, count_tables
from bot.admin.report import as_json, as_text
from bot.answering.answer import Answer, AnswerSentence, Citation, Question
from bot.commands.reload import _Decision
from bot.texts import Texts
from retrieval.document import Table
from retrieval.editions.build import Failure
from retrieval.editions.changes import DocumentChanges, FigureChanges
from retrieval.editions.conflicts import conflicts
from retrieval.editions.edition import Edition
from tests.bot.admin.conftest import Place, settings_of
from tests.retrieval.making import document, documents, switched

QUESTION = GoldenQuestion("1", "产值", "staff")
ANSWER = Answer("产值", "answered", (AnswerSentence("产值0.96亿元", "document", (1,)),))


def rehearsal_of(edition: str, before: str | None, golden: GoldenReport | None = None) -> Rehearsal:
    return Rehearsal(
        edition=edition,
        before=before,
        unchanged=False,
        documents=DocumentChanges(("甲",), (), (), ()),
        figures=FigureChanges((), (), ()),
        failed=(),
        warnings=(),
        blank_pages={},
        tables=(),
        conflicts=(),
        golden=golden or GoldenReport(1, ()),
        seconds=1.0,
    )


def test_the_rule_needs_golden_questions_none_worse_and_whole_files() -> None:
    good = rehearsal_of("b", "a")
    assert good.may_switch_alone
    assert replace(good, golden=GoldenReport(0, (GoldenChange(QUESTION, ANSWER, ANSWER, False),))).may_switch_alone
    assert not replace(good, golden=GoldenReport(0, ())).may_switch_alone
    assert not replace(good, golden=GoldenReport(5, (GoldenChange(QUESTION, ANSWER, ANSWER, True),))).may_switch_alone
    assert not replace(good, failed=(Failure("坏.docx", "坏.docx:坏了"),)).may_switch_alone


def test_tables_and_pages_are_counted(place: Place) -> None:
    text = "社区:西二村;老人:1200人。\n社区:西一村;老人:900人。\n"
    old = switched(place.library, [*documents(), replace(document("表", text), tables=(Table(0, len(text), 2),) * 2)])
    paged = replace(document("表", text), tables=(Table(0, len(text), 2),), pages=(0, len(text)))
    new = switched(place.library, [*documents(), paged])
    (count,) = count_tables(old, new, {"表", "经济"})
    assert (count.found, count.indexed, count.rows, count.before) == (1, 1, 2, 2)
    assert blank_pages(new, {"表", "经济"}) == {"表": (2,)}


def test_the_report_shows_tables_pages_and_conflicts(place: Place) -> None:
    edition = switched(place.library, [*documents(), document("旧稿", "上半年规模工业产值1.1亿元。")])
    shown = replace(
        rehearsal_of(edition.id, "a", GoldenReport(3, (GoldenChange(QUESTION, ANSWER, ANSWER, True),))),
        conflicts=conflicts(edition.figures(), edition.manifest.sources),
        blank_pages={"扫描": (1, 3)},
        failed=(Failure("坏.docx", "坏.docx:打不开"),),
    )
    told, text = as_json(shown, switched=True), as_text(shown, Texts.load("admin"))
    assert told["switched"] is True
    assert {figure["value"] for figure in told["conflicts"][0]["figures"]} == {"1.1亿元", "0.96亿元"}
    assert told["blank_pages"] == {"扫描": [1, 3]}
    for words in (
        "前后不一致的数字 1 组",
        "旧稿：“上半年规模工业产值1.1亿元。”",
        "坏.docx:打不开",
        "1 个变差",
    ):
        assert words in text, text


class Citing:
    """An assistant whose answers always cite one document."""

    def __init__(self, cited: str) -> None:
        self.cited = cited

    async def ask(self, question: Question, edition: Edition | None = None) -> Answer:
        citation = Citation(1, self.cited, "", (), "", 0, 0, None, None, None)
        return replace(ANSWER, citations=(citation,))


async def test_a_removed_document_that_turns_up_again_is_named(place: Place) -> None:
    before = place.library.current()
    now = switched(place.library, [one for one in documents() if one.source.id != "养老"])
    await prove_gone(before, now, Citing("经济"))
    with pytest.raises(AdminError, match="answers:养老"):
        await prove_gone(before, now, Citing("养老"))
    ledger = now.path / "ledger.jsonl"
    ledger.write_bytes((before.path / "ledger.jsonl").read_bytes())
    with pytest.raises(AdminError, match="ledger:养老"):
        await prove_gone(before, place.reopened().library.current(), Citing("经济"))


async def test_a_switch_after_which_a_removed_document_turns_up_is_undone(place: Place) -> None:
    before = place.library.current()
    edition = place.rehearsed("甲", "新建口袋公园三座。", without="养老")
    (place.library.editions_dir / edition / "ledger.jsonl").write_bytes((before.path / "ledger.jsonl").read_bytes())
    with pytest.raises(AdminError, match="已经换回原来的版本"):
        await place.office.approve(edition, "telegram:1")
    assert place.library.current_id() == before.id
    assert [row.action for row in await place.office.audit()] == ["rollback", "switch"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "switched"), [("y\n", True), ("\n", False)])
def test_on_a_terminal_the_admin_is_asked(
    place: Place, monkeypatch: pytest.MonkeyPatch, typed: str, switched: bool
) -> None:
    before, edition = place.library.current_id(), place.rehearsed("甲", "新建口袋公园三座。")
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    given = argparse.Namespace(paths=[], yes=False, json=False, purge=False, reason="")
    decision = _Decision(place.office, given, place.settings, Texts.load("admin"))
    outcome = decision.on(rehearsal_of(edition, before))
    assert (outcome.switched, outcome.status) == (switched, 0)
    assert place.library.current_id() == (edition if switched else before)
    assert place.library.current_id() in {path.name for path in place.library.editions_dir.iterdir()}


@pytest.mark.parametrize(
    ("rule", "worse", "switched"), [("yes", False, True), ("yes", True, False), ("no", False, False)]
)
def test_the_rule_switches_alone_where_nothing_got_worse(place: Place, rule: str, worse: bool, switched: bool) -> None:
    before, edition = place.library.current_id(), place.rehearsed("甲", "新建口袋公园三座。")
    golden = GoldenReport(1, (GoldenChange(QUESTION, ANSWER, ANSWER, worse),))
    settings = settings_of(place.seeds.parent, AUTO_SWITCH=rule)
    given = argparse.Namespace(paths=[], yes=False, json=False, purge=False, reason="")
    outcome = _Decision(place.office, given, settings, Texts.load("admin")).on(rehearsal_of(edition, before, golden))
    assert (outcome.switched, outcome.status) == (switched, int(not switched))
