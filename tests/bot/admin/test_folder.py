"""The documents' folder follows what is decided in a chat, and tells what a command brought in beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.admin.folder import REMOVED
from bot.admin.manifest_file import describe, forget
from bot.cli import main
from retrieval.loading.manifest import read_manifest
from tests.bot.admin.conftest import Place

MANIFEST = '# 说明\n[[document]]\nfile = "养老.txt"\nid = "养老"\n\n[[document]]\nfile = "经济.txt"\nid = "经济"\n'


@pytest.mark.torture  # three real builds
async def test_what_is_sent_and_removed_in_a_chat_is_so_in_the_folder_too(place: Place, tmp_path: Path) -> None:
    (place.seeds / "manifest.toml").write_text(MANIFEST, "utf-8")
    assert (await place.office.rehearse()).unchanged
    (tmp_path / "经济.txt").write_text("上半年规模工业产值1.2亿元。", "utf-8")
    (tmp_path / "新.txt").write_text("新建口袋公园三座。", "utf-8")
    (tmp_path / "manifest.toml").write_text('[[document]]\nfile="新.txt"\naudience="internal"', "utf-8")
    rehearsal = await place.office.rehearse([tmp_path / "经济.txt", tmp_path / "新.txt"], ["养老"])
    assert not (place.seeds / "新.txt").exists()
    assert (await place.reopened().office.approve(rehearsal.edition, "telegram:1")).unfollowed == ""
    assert "1.2亿元" in (place.seeds / "经济.txt").read_text("utf-8")
    assert sorted(path.name for path in (place.seeds / REMOVED).iterdir()) == ["养老.txt", "经济.txt"]
    entries = read_manifest(place.seeds)
    assert {name: entry.audience for name, entry in entries.items()} == {"经济.txt": "public", "新.txt": "internal"}
    assert not list(place.library.current().path.glob("sent"))
    assert (await place.office.rehearse()).unchanged


async def test_whom_a_sent_file_is_for_holds_in_the_folder_too(place: Place, tmp_path: Path) -> None:
    (place.seeds / "manifest.toml").write_text(MANIFEST, "utf-8")
    (tmp_path / "经济.txt").write_text("上半年规模工业产值1.2亿元。", "utf-8")
    rehearsal = await place.office.rehearse([tmp_path / "经济.txt"], audience="internal")
    await place.office.approve(rehearsal.edition, "telegram:1")
    assert place.library.current().manifest.sources["经济"].audience == "internal"
    assert read_manifest(place.seeds)["经济.txt"].audience == "internal"


@pytest.mark.torture  # two real builds
def test_what_a_command_brings_in_is_said_to_be_outside_the_folder(
    place: Place, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMBEDDER", "use")
    where = ["--data", str(place.settings.data_dir), "--seeds", str(place.seeds)]
    (tmp_path / "新.txt").write_text("新建口袋公园三座。", "utf-8")
    assert main(["reload", str(tmp_path / "新.txt"), "--yes", *where]) == 0
    assert "注意：新.txt 不在 seeds 文件夹里" in capfd.readouterr().err
    assert main(["reload", *where]) == 1
    assert "  新（seeds 文件夹里没有 新.txt）\n  要留下上面的文件" in capfd.readouterr().out


def test_entries_come_and_go_and_the_rest_of_the_manifest_stays(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text(MANIFEST, "utf-8")
    describe(tmp_path, '新 "版".txt', "internal")
    assert read_manifest(tmp_path)['新 "版".txt'].audience == "internal"
    for audience in ("internal", "public", "public"):  # an entry that names none, one that does, no change
        describe(tmp_path, "养老.txt", audience)
        assert {name: entry.audience for name, entry in read_manifest(tmp_path).items()} == {
            '新 "版".txt': "internal",
            "养老.txt": audience,
            "经济.txt": "public",
        }
    assert read_manifest(tmp_path)["养老.txt"].id == "养老"
    path.write_text(path.read_text("utf-8").replace('audience = "public"\n', "", 1), "utf-8")
    forget(tmp_path, '新 "版".txt')
    forget(tmp_path, "没有.txt")
    assert path.read_text("utf-8").rstrip() == MANIFEST.rstrip()
