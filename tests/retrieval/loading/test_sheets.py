from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from retrieval.document import Document
from retrieval.loading import Limits, LoadingError, load_file, load_paths
from retrieval.loading.cells import number_text


@pytest.fixture
def book() -> Any:
    return openpyxl.Workbook()


def loaded(book: Any, folder: Path, limits: Limits | None = None) -> Document:
    book.save(folder / "表.xlsx")
    return load_file(folder / "表.xlsx", limits=limits or Limits())


def test_every_row_carries_its_headers(book: Any, tmp_path: Path) -> None:
    for row in (["社区", "老年人", "占比"], ["西二村", 1200, 0.2336], ["西一村", 800.5, None]):
        book.active.append(row)
    book.active["C2"].number_format = "0.00%"
    document = loaded(book, tmp_path)
    assert document.text == "社区:西二村;老年人:1200;占比:23.36%。\n社区:西一村;老年人:800.5。\n"
    assert [table.rows for table in document.tables] == [2]


def test_sheets_have_names_and_empty_rows_part_tables(book: Any, tmp_path: Path) -> None:
    book.active.title = "项目"
    for row in (["名称", "金额"], ["电梯", "30万元"], [], [None, "路", "长度"], [None, "健身路", "500米"]):
        book.active.append(row)
    document = loaded(book, tmp_path)
    assert document.text == "项目\n名称:电梯;金额:30万元。\n路:健身路;长度:500米。\n"
    assert len(document.tables) == 2


def test_merged_cells_are_filled_in_once(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    for row in (
        ["津贴", None, None],
        ["年龄", "标准", None],
        [None, "每月", "每年"],
        ["80岁", 50, 600],
        [None, 60, 720],
    ):
        sheet.append(row)
    for area in ("A1:C1", "A2:A3", "B2:C2", "A4:A5"):
        sheet.merge_cells(area)
    text = loaded(book, tmp_path).text
    assert text == "津贴\n年龄:80岁;标准每月:50;标准每年:600。\n年龄:80岁;标准每月:60;标准每年:720。\n"


def test_days_read_like_days(book: Any, tmp_path: Path) -> None:
    for row in (["事项", "日期", "办结"], ["验收", date(2022, 7, 1), True]):
        book.active.append(row)
    assert loaded(book, tmp_path).text == "事项:验收;日期:2022年7月1日;办结:是。\n"


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.1 + 0.2, "", "0.3"),
        (1600.0, "", "1600"),
        (0.54, "0%", "54%"),
        (1e20, "", "100000000000000000000"),
        (2e-5, "", "0.00002"),
    ],
)
def test_numbers_have_no_noise(value: float, form: str, text: str) -> None:
    assert number_text(value, form) == text


def test_hidden_sheets_are_named_and_not_read(book: Any, tmp_path: Path) -> None:
    book.active.append(["公开的话"])
    secret = book.create_sheet("内部")
    secret.append(["身份证号"])
    secret.sheet_state = "hidden"
    book.save(tmp_path / "表.xlsx")
    result = load_paths([tmp_path / "表.xlsx"])
    assert "身份证" not in result.documents[0].text
    assert any("内部" in line for line in result.warnings)


def test_too_many_rows_are_refused(book: Any, tmp_path: Path) -> None:
    for at in range(50):
        book.active.append([f"第{at}行", at])
    with pytest.raises(LoadingError) as caught:
        loaded(book, tmp_path, Limits(rows=40))
    assert caught.value.key == "too_many_rows"


def test_an_empty_book_is_empty(book: Any, tmp_path: Path) -> None:
    with pytest.raises(LoadingError) as caught:
        loaded(book, tmp_path)
    assert caught.value.key == "empty"


@pytest.mark.torture
def test_a_hundred_thousand_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["编号", "姓名", "金额"])
    for at in range(99_999):
        sheet.append([at, f"第{at}户", 50.0])
    book.save(tmp_path / "大.xlsx")
    (document,) = load_paths([tmp_path / "大.xlsx"]).documents
    assert document.tables[0].rows == 99_999
