"""The token and the way to Telegram, against the strict server: what each trouble is called, and no token told."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.doctor.telegram import check_telegram
from tests.bot.doctor.checks import found, keys
from tests.telegram_server.faults import BAD_GATEWAY, CLOSED, GARBAGE, Fault, flood
from tests.telegram_server.server import TOKEN, BotApi

ADMINS = {"ADMIN_IDS": "3001"}


async def test_no_token_is_no_fault(tmp_path: Path) -> None:
    assert await keys(check_telegram, tmp_path) == [("ok", "none")]


async def test_a_good_token_tells_the_bots_name_and_misses_admins(tmp_path: Path) -> None:
    async with BotApi() as server:
        given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.base_url}
        first, second = await found(check_telegram, tmp_path, **given)
    assert "@hewen_test_bot" in first.text
    assert "ADMIN_IDS" in second.text


async def test_a_wrong_token_says_where_to_get_another(tmp_path: Path) -> None:
    async with BotApi() as server:
        given = {"TELEGRAM_TOKEN": TOKEN + "x", "TELEGRAM_BASE_URL": server.base_url}
        (one,) = await found(check_telegram, tmp_path, **given)
    assert one.grade == "fault"
    assert "@BotFather" in one.text


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (CLOSED, ("fault", "network")),
        (GARBAGE, ("fault", "no_api")),
        (BAD_GATEWAY, ("note", "busy")),
        (flood(3), ("note", "busy")),
    ],
)
async def test_a_failing_network(tmp_path: Path, fault: Fault, said: tuple[str, str]) -> None:
    async with BotApi() as server:
        server.faults.order("getMe", fault)
        given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.base_url}
        lines = await found(check_telegram, tmp_path, **given)
        server.faults.order("getMe", fault)
        assert await keys(check_telegram, tmp_path, **given) == [said]
    assert TOKEN not in str(lines)


@pytest.mark.parametrize(
    "more", [{"TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot"}, {"TELEGRAM_PROXY": "http://me:secret-2@127.0.0.1:9"}]
)
async def test_nobody_there(tmp_path: Path, more: dict[str, str]) -> None:
    (one,) = await found(check_telegram, tmp_path, TELEGRAM_TOKEN=TOKEN, **more)
    assert one.grade == "fault"
    assert next(iter(more)) in one.text or "TELEGRAM_PROXY" in one.text
    assert TOKEN not in one.text
    assert "secret-2" not in one.text


async def test_messages_that_go_elsewhere(tmp_path: Path) -> None:
    async with BotApi() as server:
        server.world.webhook = {"url": "https://other.example/hook"}
        given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.base_url, **ADMINS}
        assert ("note", "webhook_elsewhere") in await keys(check_telegram, tmp_path, **given)


async def test_a_webhook_that_can_not_work(tmp_path: Path) -> None:
    async with BotApi() as server:
        given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.base_url, **ADMINS}
        found = await keys(check_telegram, tmp_path, **given, TELEGRAM_WEBHOOK_URL="http://ours.example/hook")
        assert found == [("ok", "works"), ("fault", "webhook_plain"), ("note", "webhook_open")]
        odd = {"TELEGRAM_WEBHOOK_URL": "https://ours.example:8444/hook", "TELEGRAM_WEBHOOK_SECRET": "abc"}
        assert await keys(check_telegram, tmp_path, **given, **odd) == [("ok", "works"), ("fault", "webhook_port")]
        ours = "https://ours.example/hook"
        server.world.webhook = {"url": ours, "last_error_message": "SSL error"}
        found = await keys(check_telegram, tmp_path, **given, TELEGRAM_WEBHOOK_URL=ours, TELEGRAM_WEBHOOK_SECRET="abc")
        assert found == [("ok", "works"), ("note", "webhook_fails")]
