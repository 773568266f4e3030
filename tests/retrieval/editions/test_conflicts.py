from __future__ import annotations

from dataclasses import replace

from retrieval.chunking import chunk_document
from retrieval.document import Document, Source
from retrieval.editions.conflicts import conflicts
from retrieval.editions.ledger import LedgerRow, rows_of
from tests.retrieval.making import document


def _rows(*documents: Document) -> tuple[list[LedgerRow], dict[str, Source]]:
    rows = [row for one in documents for row in rows_of(chunk_document(one), one.source)]
    return rows, {one.source.id: one.source for one in documents}


def test_two_documents_that_disagree_are_both_cited_newest_first() -> None:
    old = document("七月", "上半年规模工业产值0.96亿元。")
    new = document("九月", "上半年规模工业产值1.2亿元。")
    new = replace(new, source=replace(new.source, published="2022-09-01"))
    (conflict,) = conflicts(*_rows(old, new))
    assert "规模工业产值" in conflict.indicator
    assert [(row.document, row.figure.value) for row in conflict.rows] == [("九月", "1.2亿元"), ("七月", "0.96亿元")]
    assert [row.quote for row in conflict.rows] == ["上半年规模工业产值1.2亿元。", "上半年规模工业产值0.96亿元。"]


def test_the_same_amount_in_other_words_is_no_conflict() -> None:
    assert conflicts(*_rows(document("a", "规模工业产值0.96亿元。"), document("b", "规模工业产值9600万元。"))) == ()


def test_other_periods_units_and_indicators_are_no_conflict() -> None:
    this, last = document("a", "规模工业产值0.96亿元。"), document("b", "规模工业产值0.8亿元。", period="2021年上半年")
    assert conflicts(*_rows(this, last)) == ()
    assert conflicts(*_rows(this, document("c", "数字经济企业产值3.1亿元。"))) == ()
    assert (
        conflicts(*_rows(document("d", "产值0.96亿元。", period=None), document("e", "产值1亿元。", period=None))) == ()
    )


def test_a_plan_and_what_came_of_it_are_no_conflict() -> None:
    plan = document("去年", "2023年,力争规模工业产值达到1.2亿元。", period="2022年")
    assert conflicts(*_rows(plan, document("今年", "规模工业产值1.1亿元。", period="2023年"))) == ()


def test_a_document_does_not_contradict_itself() -> None:
    assert conflicts(*_rows(document("a", "组织培训5次。组织培训7次。"))) == ()
