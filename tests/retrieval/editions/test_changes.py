from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from retrieval.document import Figure
from retrieval.editions import ledger
from retrieval.editions.changes import document_changes, figure_changes
from retrieval.editions.edition import LEDGER, Edition
from retrieval.editions.ledger import LedgerRow
from tests.retrieval.making import document, documents, library_with, switched


def test_what_became_of_the_documents(tmp_path: Path) -> None:
    library = library_with(tmp_path, documents())
    old = library.current()
    kept = [one for one in documents() if one.source.id == "文化"]
    new = switched(library, [*kept, document("安全", "安全生产形势平稳。"), document("新", "新的报告。")])
    changes = document_changes(old, new)
    assert changes.added == ("新",)
    assert changes.changed == ("安全",)
    assert changes.removed == ("养老", "经济")
    assert changes.unchanged == ("文化",)
    assert document_changes(None, old).added == tuple(sorted(d.source.id for d in documents()))


def _row(indicator: str, value: str, period: str = "2022年") -> LedgerRow:
    figure = Figure(indicator, value, "元", 1.0, period, None, "done", 0, 1, (0, 1))
    return LedgerRow(figure, "报告", (), "句", None, "public")


def _with(edition: Edition, rows: list[LedgerRow]) -> Edition:
    ledger.write(edition.path / LEDGER, rows)
    return Edition.open(edition.path, lambda *_: [])


def test_figures_are_paired_by_indicator_and_period(tmp_path: Path) -> None:
    one = library_with(tmp_path / "1", documents()).current()
    two = library_with(tmp_path / "2", documents()).current()
    last_year = _row("产值", "2亿", "2021年")
    old = _with(one, [_row("产值", "1亿"), last_year, _row("税收", "3亿"), _row("场次", "4"), _row("场次", "5")])
    new = _with(two, [_row("产值", "9亿"), last_year, _row("人数", "7"), _row("场次", "5"), _row("场次", "6")])
    changes = figure_changes(old, new)
    assert [row.figure.value for row in changes.added] == ["7"]
    assert [(was.figure.value, now.figure.value) for was, now in changes.changed] == [("1亿", "9亿"), ("4", "6")]
    assert [row.figure.value for row in changes.removed] == ["3亿"]
    moved = replace(_row("产值", "1亿"), quote="在别处", page=3)
    assert not figure_changes(_with(one, [_row("产值", "1亿")]), _with(two, [moved])).changed


def test_ledger_rows_come_back_as_they_were(tmp_path: Path) -> None:
    rows = (_row("产值", "1亿"), replace(_row("税收", "2亿"), section=("一、", "经济"), page=2))
    ledger.write(tmp_path / "ledger", rows)
    assert ledger.read(tmp_path / "ledger") == rows
