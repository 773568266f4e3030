"""``figures`` and ``check`` as other tools use them: JSON on standard output alone, one line for what failed."""

from __future__ import annotations

import csv
import gc
import io
import json
from pathlib import Path

import pytest
from docx import Document

from bot.cli import main
from bot.texts import Texts

REPORT = "2022年1-5月,规模工业产值0.96亿元,增幅23.36%。\n受理信访举报和问题线索7件,立案5件,结案3件。\n"
ROW_KEYS = "indicator value unit number period comparison progress document section quote start end".split()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office")
    (root / "seeds").mkdir()
    (root / "seeds" / "报告.txt").write_text(REPORT, "utf-8")
    return root


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDER", "use")


def call(place: Path, *arguments: str) -> int:
    return main([*arguments, "--data", str(place / "data"), "--seeds", str(place / "seeds")])


def test_the_ledger_as_json(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(place, "figures", "--json") == 0
    rows = json.loads(capfd.readouterr().out)
    assert [row["value"] for row in rows] == ["0.96亿元", "23.36%", "7件", "5件", "3件"]
    assert all(list(row) == ROW_KEYS for row in rows)
    assert (rows[0]["unit"], rows[0]["number"], rows[0]["period"]) == ("元", 96_000_000.0, "2022年1-5月")
    assert all(REPORT[row["start"] : row["end"]] == row["quote"] for row in rows)


def test_words_choose_rows(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(place, "figures", "信访", "立案", "--json") == 0
    assert {row["value"] for row in json.loads(capfd.readouterr().out)} == {"7件", "5件", "3件"}
    assert call(place, "figures", "规模工业产值", "增幅") == 0
    header, *rows = csv.reader(io.StringIO(capfd.readouterr().out))
    assert (header[0], len(rows)) == ("指标", 2)


def test_files_for_a_spreadsheet(place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    sheet, table = tmp_path / "台账.xlsx", tmp_path / "台账.csv"
    assert call(place, "figures", "--csv", str(table), "--xlsx", str(sheet)) == 0
    assert capfd.readouterr().out == ""
    assert sheet.stat().st_size
    assert len(table.read_text("utf-8-sig").splitlines()) == 6


def test_a_file_that_cannot_be_written_is_one_line(
    place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for kind, target in (("--csv", tmp_path / "missing" / "a.csv"), ("--xlsx", tmp_path)):
        assert call(place, "figures", kind, str(target)) == 1
        gc.collect()
        out, err = capfd.readouterr()
        assert (out, "Traceback" in err) == ("", False)
        assert err.splitlines()[-1].startswith("写不了")


def test_words_that_no_figure_holds_are_told(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(place, "figures", "月球") == 0
    assert capfd.readouterr().err.splitlines()[-1] == Texts.load("ledger").say("none")


DRAFT = "规模工业产值1.2亿元,受理信访举报和问题线索7件,完成植树500棵。"


@pytest.mark.parametrize("kind", ["txt", "md", "docx"])
def test_a_draft_is_checked(place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], kind: str) -> None:
    path = tmp_path / f"稿子.{kind}"
    if kind == "docx":
        word = Document()
        word.add_paragraph(DRAFT)
        word.save(str(path))
    else:
        path.write_text(DRAFT, "utf-8")
    assert call(place, "check", str(path), "--json") == 0
    verdicts = json.loads(capfd.readouterr().out)
    assert [(one["text"], one["verdict"], one["expected"]) for one in verdicts] == [
        ("1.2亿元", "mismatch", "0.96亿元"),
        ("7件", "match", None),
        ("500棵", "unknown", None),
    ]
    assert all(DRAFT[one["start"] : one["end"]] == one["text"] for one in verdicts)
    cited = verdicts[0]["citation"]
    assert REPORT[cited["start"] : cited["end"]] == cited["quote"]
    assert verdicts[2]["citation"] is None


def test_a_draft_from_standard_input(
    place: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode())))
    assert call(place, "check", "-") == 0
    told = capfd.readouterr().out.splitlines()
    assert [line[0] for line in told] == ["✗", "✓", "?"]
    assert "应为0.96亿元" in told[0]


def test_what_is_no_draft_is_one_line(
    place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call(place, "check", str(tmp_path / "missing.txt"), "--json") == 1
    assert capfd.readouterr().err.splitlines()[-1] == "missing.txt：找不到这个文件，请检查路径。"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe\x00")))
    assert call(place, "check", "-") == 1
    assert capfd.readouterr().out == ""
