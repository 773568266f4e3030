"""``serve`` as a process: the pages without anybody at the terminal, the console beside them, each without the other."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from bot.cli import main
from bot.paths import ROOT
from tests.retrieval.making import found_office

FIGURE = "规模工业产值是多少?"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The arguments that name a small office."""
    root = found_office(tmp_path_factory.mktemp("office"))
    return ["--data", str(root / "data"), "--seeds", str(root / "seeds")]


@contextmanager
def serving(place: list[str], port: int, **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"WEB_PORT": str(port), "TELEGRAM_TOKEN": "", "TERM": "dumb"}
    command = [sys.executable, "-m", "bot", "serve", *place]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, **streams) as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_pages_are_served_until_it_is_told_to_stop(place: list[str]) -> None:
    with serving(place, 0, stdin=subprocess.DEVNULL) as process:
        assert process.stderr is not None
        address = re.search(rb"http://[\d.:]+", process.stderr.readline())
        assert address is not None
        page = httpx.post(f"{address[0].decode()}/", data={"question": FIGURE}, timeout=60)
        assert "0.96亿元" in page.text
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
        assert process.returncode == 0
        assert b"Traceback" not in told


def test_a_port_that_is_taken_costs_one_line_and_not_the_console(place: list[str]) -> None:
    ours, theirs = pty.openpty()
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        serving(place, taken.getsockname()[1], stdin=theirs, stdout=theirs) as process,
    ):
        os.close(theirs)
        os.write(ours, f"{FIGURE}\r".encode())
        shown = b""
        while "0.96亿元".encode() not in shown:
            shown += os.read(ours, 4096)
        process.terminate()
        _, told = process.communicate(timeout=30)
        assert process.returncode == 0
    assert told.count(b"\n") == 1
    assert b"WEB_PORT" in told


def test_where_nothing_can_be_opened_it_fails_with_one_line(
    place: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    monkeypatch.setenv("TELEGRAM_TOKEN", "")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("WEB_PORT", str(taken.getsockname()[1]))
        assert main(["serve", *place]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "WEB_PORT" in told
