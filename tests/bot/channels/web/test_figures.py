"""The figures' page over HTTP: found, sorted and paged by its address, as files, for everyone what everyone may see."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
from bs4 import BeautifulSoup
from openpyxl import load_workbook


def shown(visitor: httpx.Client, query: str = "") -> list[str]:
    """The values of the table as the page has it without a script."""
    response = visitor.get(f"/figures?{query}")
    assert response.status_code == 200
    return [one.get_text().strip() for one in BeautifulSoup(response.text, "html.parser").select("#rows .value")]


def rows(visitor: httpx.Client, **query: str) -> dict[str, Any]:
    return visitor.get("/figures/rows", params=query).json()


def test_the_table_is_the_public_ledger_with_and_without_a_script(visitor: httpx.Client) -> None:
    values = shown(visitor)
    assert "0.96亿元" in values
    assert [row["value"] for row in rows(visitor)["rows"]] == values
    assert "7件" not in values


def test_words_and_progress_narrow_it_and_columns_sort_it(visitor: httpx.Client) -> None:
    assert shown(visitor, "words=安全 隐患") == ["120处"]
    assert shown(visitor, "progress=planned") == ["5个"]
    up = [row["indicator"] for row in rows(visitor, sort="indicator")["rows"]]
    down = [row["indicator"] for row in rows(visitor, sort="indicator", order="down")["rows"]]
    assert up == sorted(up)
    assert sorted(up, reverse=True) == down
    sorted_by = {one["name"]: one["sorted"] for one in rows(visitor, sort="indicator")["columns"]}
    assert sorted_by == {
        "indicator": "ascending", "value": "none", "period": "none", "progress": "none", "place": "none"
    }  # fmt: skip


def test_each_row_leads_to_its_sentence(visitor: httpx.Client) -> None:
    row = rows(visitor, words="规模工业产值 亿元")["rows"][0]
    page = BeautifulSoup(visitor.get(row["href"]).text, "html.parser")
    for hint in page.select("mark .hidden"):
        hint.decompose()
    assert "".join(mark.get_text() for mark in page.select("mark")) == row["quote"]


def test_what_the_address_does_not_mean_counts_as_not_given(visitor: httpx.Client) -> None:
    assert shown(visitor, "page=99&sort=nix&progress=x&order=y&document=") == shown(visitor)
    assert shown(visitor, "words=" + "长" * 5000) == []


def test_files_hold_what_was_found(visitor: httpx.Client) -> None:
    table = list(csv.reader(io.StringIO(visitor.get("/figures.csv?words=产值").content.decode("utf-8-sig"))))
    response = visitor.get("/figures.xlsx?words=产值")
    sheet = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert len(table) == len(sheet) == len(shown(visitor, "words=产值")) + 1
    assert "attachment" in response.headers["content-disposition"]
    assert visitor.get("/figures.exe").status_code == 404
    assert "信访" not in visitor.get("/figures.csv").content.decode("utf-8-sig")
