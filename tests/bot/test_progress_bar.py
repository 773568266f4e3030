"""A build that takes long tells so where nobody sees a bar."""

from __future__ import annotations

import pytest

from bot.progress_bar import _lines
from bot.texts import Texts
from retrieval.editions.ingest import BuildProgress


def test_a_log_gets_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = [0.0]
    show = _lines(Texts.load("commands"), lambda: clock[0])
    for clock[0] in (0.5, 4.0, 5.0, 30.0):
        show(BuildProgress("embed", 2, 2, int(clock[0]), 99))
    told = capsys.readouterr().err.splitlines()
    assert [line.rpartition(" ")[2] for line in told] == ["4/99", "30/99"]
