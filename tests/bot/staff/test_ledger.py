"""The ledger handed out: found by words, and safe to open in a spreadsheet."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.staff.ledger import as_json, find, save_csv, save_xlsx
from bot.texts import Texts
from retrieval.document import Figure
from retrieval.editions.ledger import LedgerRow

TEXTS = Texts.load("ledger")


def row(indicator: str, value: str, quote: str) -> LedgerRow:
    start = 100 + quote.index(value)
    figure = Figure(
        indicator, value, "件", 5.0, "2023年", None, "done", start, start + len(value), (100, 100 + len(quote))
    )
    return LedgerRow(figure, "report", ("一、总结", "治理"), quote, None, "public")


ROWS = (
    row("受理信访", "7件", "受理信访7件,立案5件。"),
    row("信访立案", "5件", "受理信访7件,立案5件。"),
    row('=HYPERLINK("http://evil")', "3件", "=1+1结案3件。"),
)


def test_finds_rows_that_hold_every_word() -> None:
    assert find(ROWS, "信访 立案") == ROWS[:2]
    assert find(ROWS, "总结 结案") == ROWS[2:]
    assert find(ROWS, "养老") == ()
    assert find(ROWS, "") == ROWS


def test_json_follows_the_contract() -> None:
    assert as_json(ROWS[0]) == {
        "indicator": "受理信访",
        "value": "7件",
        "unit": "件",
        "number": 5.0,
        "period": "2023年",
        "comparison": None,
        "progress": "done",
        "document": "report",
        "section": ["一、总结", "治理"],
        "quote": "受理信访7件,立案5件。",
        "start": 100,
        "end": 112,
    }


def test_csv_opens_in_excel_with_its_characters_and_without_formulas(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    save_csv(path, ROWS, TEXTS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    assert header[:3] == ["指标", "数值（原文）", "单位"]
    assert lines[0][:4] == ["受理信访", "7件", "件", "5.0"]
    assert lines[0][6] == "已完成"
    assert lines[2][0].startswith("'=")
    assert lines[2][9].startswith("'=")


def test_xlsx_holds_numbers_as_numbers_and_formulas_as_text(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    save_xlsx(path, ROWS, TEXTS)
    sheet = load_workbook(path).active
    assert sheet is not None
    assert sheet["D2"].value == 5
    assert sheet["A4"].value == '=HYPERLINK("http://evil")'
    assert sheet["A4"].data_type != "f"
    assert sheet.max_row == 4


@pytest.mark.parametrize("text", ["bell\x07", "null\x00"])
def test_control_characters_do_not_stop_the_sheet(tmp_path: Path, text: str) -> None:
    save_xlsx(tmp_path / "a.xlsx", [row(text, "3件", "结案3件")], TEXTS)
