"""The QR code leads to the page: read back from the picture, shown on a terminal, with a hint where it is local."""

from __future__ import annotations

from pathlib import Path

import pytest
import segno
from PIL import Image

from bot.cli import main


def test_the_picture_is_the_code_of_the_public_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://he.example/荷问/")
    assert main(["qr", "--png", str(tmp_path / "码.png"), "--svg", str(tmp_path / "码.svg")]) == 0
    with Image.open(tmp_path / "码.png") as picture:
        dark = [[picture.convert("1").getpixel((x, y)) == 0 for x in range(6, picture.width, 12)]
                for y in range(6, picture.height, 12)]  # fmt: skip
    expected = segno.make("https://he.example/荷问", micro=False, error="q").matrix_iter(border=4)
    assert dark == [[bool(module) for module in row] for row in expected]
    assert (tmp_path / "码.svg").read_text("utf-8").lstrip().startswith("<?xml")
    out, told = capsys.readouterr()
    assert out == ""
    assert "https://he.example/荷问" in told


def test_without_a_public_address_it_says_what_the_code_is_good_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "")
    assert main(["qr"]) == 0
    out, told = capsys.readouterr()
    assert "█" in out or "▄" in out
    assert "WEB_HOST" in told


def test_a_file_that_cannot_be_written_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["qr", "--png", "/nowhere/x.png"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
