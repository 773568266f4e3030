"""Shorter ones of the long run: a few questions with faults, and some thousands with kills and reloads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.__main__ import faults
from tests.soak.run import Plan, run


@pytest.mark.torture
async def test_a_few_questions_with_faults(tmp_path: Path) -> None:
    outcome = await run(Plan(questions=40, chats=8, browsers=1, faults=0.2), tmp_path / "office")
    assert not faults(outcome, grows=False), outcome.as_text()
    assert outcome.tally.answered >= 40


@pytest.mark.torture
async def test_a_thousand_questions_with_kills_and_reloads(tmp_path: Path) -> None:
    outcome = await run(Plan(questions=1000, kill_every=15, reload_every=20, faults=0.2), tmp_path / "office")
    assert not faults(outcome, grows=False), outcome.as_text()
    assert outcome.kills
