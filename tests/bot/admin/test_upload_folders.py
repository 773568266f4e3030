"""Folders of sent documents: gone when read, and, where their process was killed, with the next start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.admin.upload_folders import UploadFolder, sweep
from bot.paths import ROOT


def test_a_folder_is_gone_when_its_documents_are_read(tmp_path: Path) -> None:
    with UploadFolder.new(tmp_path / "uploads") as folder:
        (folder / "年报.txt").write_text("好。", "utf-8")
    assert list((tmp_path / "uploads").iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_what_lives_stays(tmp_path: Path) -> None:
    theirs = (
        "import os; from pathlib import Path; from bot.admin.upload_folders import UploadFolder; "
        f"folder = UploadFolder.new(Path({str(tmp_path)!r})); print(folder.path, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", theirs], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        their_folder = Path(process.stdout.readline().strip())
        mine = UploadFolder.new(tmp_path)
        sweep(tmp_path)
        assert sorted(tmp_path.iterdir()) == sorted([their_folder, mine.path])
        process.kill()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [mine.path]
    mine.delete()


def test_a_folder_of_an_earlier_version_is_swept(tmp_path: Path) -> None:
    (tmp_path / "tmpabc").mkdir()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_sweep(tmp_path: Path) -> None:
    sweep(tmp_path / "uploads")
    assert not (tmp_path / "uploads").exists()
