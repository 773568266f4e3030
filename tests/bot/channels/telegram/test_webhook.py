"""The webhook takes updates that carry its secret, and no others; it confirms one only after writing it down."""

from __future__ import annotations

import socket

import httpx

from tests.bot.channels.telegram.conftest import Office


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def test_an_update_with_the_secret_is_answered_and_one_without_is_refused(office: Office) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/hook/telegram"
    office.environment |= {
        "TELEGRAM_WEBHOOK_URL": address,
        "TELEGRAM_WEBHOOK_SECRET": "s3cret",
        "TELEGRAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }
    chat = office.chat()
    async with office.running(), httpx.AsyncClient() as telegram:
        assert office.server.world.webhook == {"url": address, "secret": "s3cret"}
        await chat.say("问")
        update = office.server.world.pushed[-1]
        for secret, status in (("s3cret", 200), ("wrong", 403)):
            response = await telegram.post(address, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": secret})
            assert response.status_code == status
        assert (await telegram.post(address, json=update)).status_code == 403
        assert (await chat.reply())["text"].startswith("答:问")
