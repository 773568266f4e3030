"""Ports that are free, taken by others or by ourselves, and the address that people open."""

from __future__ import annotations

from pathlib import Path

from bot.doctor.ports import check_public_url, check_web_port, check_webhook_port
from tests.bot.doctor.checks import keys
from tests.bot.doctor.test_endpoints import page

HOOK = {"TELEGRAM_TOKEN": "1:x", "TELEGRAM_WEBHOOK_URL": "https://ours.example/hook"}


async def test_a_port_that_is_taken(tmp_path: Path) -> None:
    assert await keys(check_web_port, tmp_path, WEB_PORT="0") == [("ok", "free")]
    with page("<html>") as url:
        port = url.rpartition(":")[2]
        assert await keys(check_web_port, tmp_path, WEB_PORT=port) == [("fault", "taken")]
        assert await keys(check_web_port, tmp_path, WEB_PORT=port, TELEGRAM_TOKEN="1:x") == [("note", "taken")]
        assert await keys(check_public_url, tmp_path, PUBLIC_URL=url) == [("note", "not_here")]
    with page('{"status": "ok"}') as url:
        assert await keys(check_web_port, tmp_path, WEB_PORT=url.rpartition(":")[2]) == [("ok", "served")]
        assert await keys(check_public_url, tmp_path, PUBLIC_URL=url) == [("note", "plain")]


async def test_the_port_that_messages_come_to(tmp_path: Path) -> None:
    assert await keys(check_webhook_port, tmp_path) == [("ok", "none")]
    with page("<html>") as url:
        listen = {"TELEGRAM_WEBHOOK_LISTEN": url.removeprefix("http://")}
        port = listen["TELEGRAM_WEBHOOK_LISTEN"].rpartition(":")[2]
        assert await keys(check_webhook_port, tmp_path, **HOOK, **listen) == [("fault", "taken")]
        assert await keys(check_webhook_port, tmp_path, **HOOK, **listen, WEB_PORT=port) == [("fault", "same")]
        with page('{"status": "ok"}') as ours:
            running = {"WEB_PORT": ours.rpartition(":")[2]}
            assert await keys(check_webhook_port, tmp_path, **HOOK, **listen, **running) == [("ok", "ours")]
    assert await keys(check_webhook_port, tmp_path, **HOOK, **listen) == [("ok", "free")]
