"""Dockerfile and compose.yaml name what there is: settings, files, services; nothing runs here."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
OF_LIBRARIES = {"FORWARDED_ALLOW_IPS"}  # uvicorn's
BOTS = ("bot-one", "bot-two")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return loaded


@pytest.mark.parametrize("bot", BOTS)
def test_a_bot_is_given_settings_that_exist(compose: dict[str, Any], bot: str) -> None:
    names = {setting.name.upper() for setting in fields(Settings)}
    given = compose["services"][bot]["environment"]
    assert set(given) - OF_LIBRARIES <= names
    plain = {name: re.sub(r"\$\{\w+[^}]*\}", "x" * 40, value) for name, value in given.items()}
    assert Settings.load(plain).database_url


def test_only_the_proxy_is_reached_from_outside(compose: dict[str, Any]) -> None:
    assert [name for name, service in compose["services"].items() if service.get("ports")] == ["proxy"]
    for name in ("chroma", "postgres"):
        assert compose["services"][name]["networks"] == ["inside"]
    assert compose["networks"]["inside"]["internal"]


@pytest.mark.parametrize("service", [*BOTS, "chroma"])
def test_our_processes_may_write_to_their_data_alone(compose: dict[str, Any], service: str) -> None:
    asked = compose["services"][service]
    assert (asked["read_only"], asked["cap_drop"]) == (True, ["ALL"])
    data = [volume for volume in asked["volumes"] if volume.endswith(":/data")]
    assert data == [f"{service}:/data"]


def test_the_proxy_knows_the_bots_and_their_paths(compose: dict[str, Any]) -> None:
    proxied = (ROOT / "deploy" / "Caddyfile").read_text("utf-8")
    for bot in BOTS:
        environment = compose["services"][bot]["environment"]
        assert f"{bot}:{environment['TELEGRAM_WEBHOOK_LISTEN'].rpartition(':')[2]}" in proxied
        assert f"{bot}:{environment['WEB_PORT']}" in proxied
        assert f"handle /{environment['TELEGRAM_WEBHOOK_URL'].rpartition('/')[2]} " in proxied


def test_the_image_copies_what_is_there_and_what_is_not_ignored() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    kept = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    for name in " ".join(copied).split():
        assert (ROOT / name).exists()
        assert name.partition("/")[0] in kept
