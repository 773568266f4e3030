"""The doctor's command: marks, JSON, exit status, every wrong setting, and no secret on any stream."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main

SECRETS = {"TELEGRAM_TOKEN": "4242:AAE-this_is-not-a-real-token-at-all-000", "OPENAI_API_KEY": "sk-secret-key"}


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "报告.txt").write_text("建成口袋公园三座。", "utf-8")
    return tmp_path


def doctor(place: Path, monkeypatch: pytest.MonkeyPatch, *more: str, **environment: str) -> int:
    given = {"WEB_PORT": "0", "TELEGRAM_TOKEN": "", "OPENAI_API_KEY": ""}
    for name, value in (given | environment).items():
        monkeypatch.setenv(name, value)
    return main(["doctor", "--data", str(place / "data"), "--seeds", str(place / "seeds"), *more])


def test_all_is_well(seeds: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert doctor(seeds, monkeypatch) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line[0] in "✓!" for line in lines[:-1])
    assert len(lines) >= 13


def test_everything_wrong_is_told_and_no_secret(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = {"TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    wrong = {"KEEP_EDITIONS": "viele", "MODEL_CONCURRENCY": "0"}
    assert doctor(seeds, monkeypatch, "--json", **SECRETS, **nowhere, **wrong) == 1
    told = capsys.readouterr()
    found = json.loads(told.out)
    faults = [one["check"] for one in found if one["grade"] == "fault"]
    assert faults == ["settings", "settings", "model", "telegram"]
    assert {"KEEP_EDITIONS", "MODEL_CONCURRENCY"} <= {word for one in found for word in one["text"].split()}
    assert not any(secret in told.out + told.err for secret in SECRETS.values())
