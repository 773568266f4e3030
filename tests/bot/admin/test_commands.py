"""The commands as other tools use them: JSON on standard output alone, exit statuses, one line for what failed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.admin import processes
from tests.bot.admin.conftest import Place, library_of, settings_of
from tests.retrieval.making import TEXTS


def call(place: Place, *arguments: str) -> int:
    return main([*arguments, "--data", str(place.settings.data_dir), "--seeds", str(place.seeds)])


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMBEDDER", "use")


def test_without_a_terminal_and_without_yes_nothing_is_switched(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    before = place.library.current_id()
    assert call(place, "reload", str(place.write("new.txt", "新建口袋公园三座。")), "--json") == 1
    out, err = capfd.readouterr()
    told = json.loads(out)
    assert (told["switched"], told["documents"]["added"]) == (False, ["new"])
    assert err.splitlines()[-1] == "没有终端可以确认：请加 --yes 再运行。没有上线。"
    assert [path.name for path in place.library.editions_dir.iterdir()] == [before]


def test_yes_switches_and_what_changed_is_told_as_json(root: Path) -> None:
    (root / "seeds" / "养老.txt").unlink()
    status, out, _ = processes.run(root, "reload", "--json", "--yes", "--purge", "--reason", "撤下")
    told = json.loads(out)
    assert (status, told["switched"]) == (0, True)
    assert told["documents"]["removed"] == ["养老"]
    assert told["golden"]["changed"][0]["worse"]
    library = library_of(settings_of(root))
    assert library.current_id() == told["edition"]
    assert [edition.id for edition in library.list()] == [told["edition"]]
    assert "助餐点" not in "".join(path.read_text("utf-8") for path in library.editions_dir.rglob("*.json"))


def test_files_that_cannot_be_read_are_failures(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(place, "reload", "missing.txt", "--json", "--yes") == 1
    out, err = capfd.readouterr()
    assert json.loads(out)["documents"]["failed"][0]["file"] == "missing.txt"
    assert err.splitlines()[-1] == "给的文件没有带来变化，有的读不了（原因见上）。没有上线。"


def test_the_documents_and_their_text(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(place, "documents", "--json") == 0
    rows = {row["id"]: row for row in json.loads(capfd.readouterr().out)}
    assert set(rows) == set(TEXTS)
    names = "id title issuer period published audience file sha256 chunks figures since".split()
    assert list(rows["经济"]) == names
    assert call(place, "documents", "--text", "经济") == 0
    assert capfd.readouterr().out == TEXTS["经济"]
    assert call(place, "documents", "--text", "没有") == 1
    assert capfd.readouterr().err.count("\n") == 1
    assert call(place, "documents") == 0
    assert "经济" in capfd.readouterr().out


def test_the_status(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(place, "status", "--json") == 0
    status = json.loads(capfd.readouterr().out)
    names = "edition built_at as_of documents chunks figures embedder model size_bytes kept".split()
    assert list(status) == names
    assert (status["edition"], status["documents"], status["model"]) == (place.library.current_id(), 4, None)
    assert call(place, "status") == 0
    assert "KEEP_EDITIONS=3" in capfd.readouterr().out


def test_rollback_and_the_log(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    first = place.library.current_id()
    assert call(place, "rollback") == 1
    assert capfd.readouterr().err == "没有更早的版本可以回退。\n"
    place.library.switch(place.rehearsed("甲", "新建口袋公园三座。"))
    assert call(place, "rollback", first, "--reason", "数字不对") == 0
    assert place.library.current_id() == first
    assert call(place, "audit", "--json") == 0
    row, *_ = json.loads(capfd.readouterr().out.partition("\n")[2])
    assert (row["action"], row["detail"], row["reason"]) == ("rollback", first, "数字不对")
    assert row["person"].startswith("cli:")


@pytest.mark.parametrize("content", [None, b"no archive"])
def test_a_backup_that_cannot_be_read_costs_nothing(
    place: Place, tmp_path: Path, capfd: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    source = tmp_path / "backup.tar.gz"
    if content is not None:
        source.write_bytes(content)
    assert call(place, "restore", str(source)) == 1
    assert capfd.readouterr().err.count("\n") == 1
    assert list(place.settings.data_dir.glob("before-restore-*")) == []
