"""Updates of any shape: the bot goes on answering, nobody else's chat is disturbed, no word of them is logged."""

from __future__ import annotations

import json
import logging
from random import Random
from typing import Any

import httpx
import pytest
from hypothesis import strategies as st

from bot.logs import Redaction
from bot.people.people import People
from bot.settings import Settings
from tests.bot.channels.telegram.conftest import Office, database, office  # noqa: F401 fixtures
from tests.bot.channels.telegram.test_webhook import free_port
from tests.security.fuzz import fuzz, odd, odd_texts, runs

SAID = "我的秘密是青蛙"
_WHO = {"id": 5005, "is_bot": False, "first_name": SAID}
_PLACES = (
    {"id": 5005, "type": "private"},
    {"id": -77, "type": "supergroup", "title": "群"},
    {"id": -78, "type": "channel"},
)


def updates(chance: Random, number: int) -> dict[str, Any]:
    message = {
        "message_id": number, "date": 1_700_000_000, "chat": chance.choice(_PLACES), "from": _WHO, "text": SAID,
        "entities": [{"type": "bot_command", "offset": 0, "length": 4}], "caption": SAID,
        "document": {"file_id": "f", "file_unique_id": "f", "file_name": SAID, "file_size": 3},
        "voice": {"file_id": "v", "file_unique_id": "v", "duration": 1},
        "reply_to_message": {"message_id": 1, "date": 1, "chat": _PLACES[0], "text": SAID},
    }  # fmt: skip
    left = {name: value for name, value in message.items() if name in _ALWAYS or chance.random() < 0.5}
    kind = chance.choice(("message", "edited_message", "callback_query", "channel_post", "my_chat_member", "nothing"))
    query = {"id": str(number), "from": _WHO, "message": left, "chat_instance": "1", "data": chance.choice(_DATA)}
    return {"update_id": 800_000 + number, kind: query if kind == "callback_query" else left}


_ALWAYS = frozenset({"message_id", "date", "chat", "from"})
_TEXTS = frozenset({"text", "caption", "file_name", "first_name", "title", "data"})
_DATA = (
    "ask:1",
    "source:1:1",
    "",
    "x" * 64,
    "ask:\ud800",
    "approve:-1",
    "reload:yes",
    "role:admin:5005",
    "remove:../x",
    ":::",
)


def drawn(examples: int, wild: bool) -> list[dict[str, Any]]:
    """``wild``: with odd values where Telegram would never send them."""
    found: list[dict[str, Any]] = []

    def take(chance: Random) -> None:
        one = updates(chance, len(found) + 1)
        changed = odd(one, chance) if wild else odd_texts(one, chance, _TEXTS)
        found.append(changed | {"update_id": one["update_id"]})

    fuzz(st.randoms(use_true_random=False), take, examples)
    return found


@runs(30, 400)
async def test_updates_with_odd_contents(office: Office, examples: int, caplog: pytest.LogCaptureFixture) -> None:  # noqa: F811
    caplog.handler.addFilter(Redaction([]))
    caplog.set_level(logging.INFO)
    pushed = drawn(examples, wild=False)
    async with office.running():
        office.server.world.updates += pushed
        await office.server.world.wake()
        assert (await office.chat(1002).ask("好"))["text"].startswith("答:好")
        await office.server.world.confirmed()
    people = People.open(office.database, Settings.load(office.environment))
    assert await people.roles.privileged() == {2001: "staff", 3001: "admin"}
    caplog.handler.filters.clear()
    assert SAID not in caplog.text


@runs(30, 400)
async def test_a_webhook_that_is_sent_anything(office: Office, examples: int, caplog: pytest.LogCaptureFixture) -> None:  # noqa: F811
    caplog.handler.addFilter(Redaction([]))
    port = free_port()
    address = f"http://127.0.0.1:{port}/hook"
    office.environment |= {
        "TELEGRAM_WEBHOOK_URL": address,
        "TELEGRAM_WEBHOOK_SECRET": "s3cret",
        "TELEGRAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }
    headers = {"content-type": "application/json", "X-Telegram-Bot-Api-Secret-Token": "s3cret"}
    async with office.running(), httpx.AsyncClient(timeout=60) as client:
        for body in drawn(examples, wild=True):
            await client.post(address, content=json.dumps(body), headers=headers)
        for raw in (b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"update_id": "x"}', b"[" * 10_000):
            assert (await client.post(address, content=raw, headers=headers)).status_code
        neighbour = office.chat(1002)
        await neighbour.say("好")
        await client.post(address, json=office.server.world.pushed[-1], headers=headers)
        assert (await neighbour.reply())["text"].startswith("答:好")
    caplog.handler.filters.clear()
    assert SAID not in caplog.text
