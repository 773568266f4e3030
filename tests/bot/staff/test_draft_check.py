"""Drafts held against the ledgers of the seed report and of invented ones."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.question.lexicon import Lexicon
from bot.staff.draft_check import Verdict, as_json, check
from retrieval.chunking import chunk_document
from retrieval.document import Table
from retrieval.editions.ledger import LedgerRow, rows_of
from retrieval.loading import load_folder
from tests.retrieval.making import document

ROOT = Path(__file__).parents[3]
LEXICON = Lexicon.load()


def rows(*folders: str) -> list[LedgerRow]:
    documents = [document for folder in folders for document in load_folder(ROOT / folder).documents]
    return [row for document in documents for row in rows_of(chunk_document(document), document.source)]


LEDGERS = {"seed": rows("seeds"), "others": rows("tests/evaluation/district", "tests/evaluation/notice")}


def drafts() -> Iterator[tuple[str, str, str]]:
    name = ""
    for line in (Path(__file__).parent / "drafts.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif "|" in line:
            draft, _, verdicts = line.rpartition(" | ")
            yield name, draft, verdicts


LINES = "项目:幼儿园分园;投入(万元):975。\n项目:卫生院;投入(万元):540。\n"
TABLE = replace(document("街道", LINES), tables=(Table(0, len(LINES), 2),))


def judge(draft: str, ledger: str = "seed") -> tuple[Verdict, ...]:
    return check(draft, LEDGERS[ledger], LEXICON)


@pytest.mark.parametrize(("ledger", "draft", "verdicts"), list(drafts()))
def test_drafts_that_paraphrase_reorder_and_change_units(ledger: str, draft: str, verdicts: str) -> None:
    assert " ".join(verdict.verdict for verdict in judge(draft, ledger)) == verdicts


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("规模工业产值1.2亿元", "0.96亿元"),
        ("金店延陵店销售额同比下降54%", "增长54%"),
        ("金店延陵店销售额1178万元", "1078万元"),
        ("城市长效管理考核全区第三", "全区第二"),
        ("采集重点楼宇单位500家", "400多家"),
        ("立案五件,结案四件", "3件"),
    ],
)
def test_a_wrong_number_comes_with_the_right_one(draft: str, expected: str) -> None:
    verdict = judge(draft)[-1]
    assert (verdict.verdict, verdict.expected) == ("mismatch", expected)
    assert verdict.row is not None
    assert verdict.row.figure.value in verdict.row.quote


@pytest.mark.parametrize(
    "draft",
    [
        "规模工业产值9,600万元",
        "规模工业产值\uff10\uff0e\uff19\uff16亿元",
        "规模工业产值九千六百万元",
        "规模工业产值96000000元",
        "规模工业产值达0.96 亿元",
        "金店延陵店销售额增长百分之五十四",
        "服务群众四千余人次",
    ],
)
def test_one_number_in_many_writings(draft: str) -> None:
    assert [verdict.verdict for verdict in judge(draft)] == ["match"]


def test_a_plan_told_as_done_is_called_a_plan() -> None:
    (verdict,) = judge("全区已新增人才公寓500套。", "others")
    assert (verdict.verdict, verdict.expected) == ("mismatch", "计划500套")


def test_the_headings_of_a_draft_tell_what_is_planned_and_of_when() -> None:
    draft = "一、2023年工作总结\n新增停车泊位2150个。\n二、2024年工作计划\n新增停车泊位2000个,改造老旧小区20个。\n"
    assert [verdict.verdict for verdict in judge(draft, "others")] == ["match", "match", "match"]
    turned = draft.replace("2150", "2000")
    assert [verdict.verdict for verdict in judge(turned, "others")] == ["mismatch", "match", "match"]


def test_a_number_told_with_the_very_verb_outranks_one_told_with_another_for_it() -> None:
    report = document("街道", "一、2022年上半年总结\n村级互助点新建6个,村级互助点实际建成7个。\n")
    ledger = list(rows_of(chunk_document(report), report.source))
    assert [check(f"村级互助点建成{count}个。", ledger)[0].verdict for count in (6, 7)] == ["unknown", "match"]


def test_a_tables_number_is_expected_with_the_unit_of_its_column() -> None:
    (row,) = (one for one in rows_of(chunk_document(TABLE), TABLE.source) if one.figure.value == "975")
    (verdict,) = check("幼儿园分园投入957万元。", [row])
    assert (verdict.verdict, verdict.expected) == ("mismatch", "975万元")


def test_json_follows_the_contract() -> None:
    draft = "街道规模工业产值1.2亿元。"
    (told,) = (as_json(verdict, lambda document: f"《{document}》") for verdict in judge(draft))
    assert draft[told["start"] : told["end"]] == told["text"] == "1.2亿元"
    assert (told["verdict"], told["expected"]) == ("mismatch", "0.96亿元")
    assert told["citation"]["quote"] == "1-5月,规模工业产值0.96亿元,增幅23.36%。"
    assert told["citation"]["title"] == f"《{told['citation']['document']}》"
    assert told["citation"]["period"] == "2022年1-5月"


BESIDE = """一、2023年工作总结
零售额3.2亿元,同比下降2.4%;到账外资600万美元。低保标准由每月600元提高到650元。80周岁以上老人午餐补贴4元,65周岁以上老人600人。收集意见40条。供水投诉210件,办结率97%。
二、2024年工作计划
新建停车楼1座,设泊位90个。新增泊位300个。
"""


@pytest.mark.parametrize(
    ("draft", "verdicts"),
    [
        ("零售额3.2亿元,增长2.4%。", ["match", "下降2.4%"]),
        ("零售额3.2亿元,降幅为环比2.1%。", ["match", "unknown"]),
        ("到账外资600万元。", ["600万美元"]),
        ("低保标准提高50元。", ["unknown"]),
        ("80岁以上老人午餐补贴5元。", ["match", "4元"]),
        ("收集意见40条,办结率约90%。", ["match", "unknown"]),
        ("已建成停车楼1座、泊位90个。", ["计划1座", "计划90个"]),
    ],
)
def test_a_number_is_judged_by_what_the_report_tells_beside_it(draft: str, verdicts: list[str]) -> None:
    report = document("街道", BESIDE)
    ledger = list(rows_of(chunk_document(report), report.source))
    assert [one.expected or one.verdict for one in check(draft, ledger, LEXICON)] == verdicts


def test_nothing_is_known_without_a_ledger() -> None:
    assert [verdict.verdict for verdict in check("规模工业产值1.2亿元", [])] == ["unknown"]
    assert check("没有数字的草稿。", LEDGERS["seed"]) == ()


@pytest.mark.parametrize("ledger", LEDGERS)
def test_what_the_reports_say_themselves_matches(ledger: str) -> None:
    quotes = list(dict.fromkeys(row.quote for row in LEDGERS[ledger]))[:: 1 if ledger == "seed" else 3]
    verdicts = [verdict for quote in quotes for verdict in judge(quote, ledger)]
    assert {verdict.verdict for verdict in verdicts} == {"match"}


@pytest.mark.parametrize(("ledger", "least"), [("seed", 0.97), ("others", 0.9)])
def test_a_changed_digit_is_found_and_accuses_no_other_number(ledger: str, least: float) -> None:
    judged = [one for row in LEDGERS[ledger][:: 1 if ledger == "seed" else 5] if (one := _tampered(row, ledger))]
    assert sum(hit == "mismatch" for hit, _ in judged) / len(judged) >= least
    assert not any(accused for _, accused in judged)


def _tampered(row: LedgerRow, ledger: str) -> tuple[str, list[Verdict]] | None:
    """The verdict on a figure with its first digit raised by one, and the other numbers of its sentence called wrong."""
    figure, at = row.figure, row.figure.start - row.figure.sentence[0]
    changed = re.sub(r"\d", lambda digit: str(int(digit[0]) % 9 + 1), figure.value, count=1)
    if changed == figure.value:
        return None
    verdicts = judge(row.quote[:at] + changed + row.quote[at + len(figure.value) :], ledger)
    own = next((verdict.verdict for verdict in verdicts if verdict.start == at), "lost")
    return own, [verdict for verdict in verdicts if verdict.start != at and verdict.verdict == "mismatch"]
