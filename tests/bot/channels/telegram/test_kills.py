"""kill -9 at any moment: every question is answered in the end, and twice only those whose reply was leaving."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from bot.texts import Texts
from tests.bot.channels.telegram.conftest import Office
from tests.bot.channels.telegram.process import killed_bot

CHATS = 5


async def _kill_at_random(office: Office, folder: Path, kills: int) -> Counter[str]:
    """How often each question was answered after ``kills`` kills and a last run to the end."""
    chats = [office.chat(1001 + n) for n in range(CHATS)]
    world, chance = office.server.world, random.Random(kills)
    for kill in range(kills):
        for n, chat in enumerate(chats):
            await chat.say(f"{n}-{kill}")
        already = len(world.events)
        async with killed_bot(office.server.base_url, folder):
            after = already + chance.randrange(1, 2 * CHATS)
            await world.until(lambda after=after: len(world.events) >= after or None)
    async with office.running():
        for n, chat in enumerate(chats):
            await chat.say(f"{n}-last")
        wanted = {f"{n}-{k}" for n in range(CHATS) for k in (*range(kills), "last")}
        await world.until(lambda: len(wanted - set(_answered(office))) <= _apologies(office) or None)
    return Counter(_answered(office))


def _answered(office: Office) -> list[str]:
    texts = [event.body["text"] for event in office.server.world.events if event.kind == "message"]
    return [text.removeprefix("答:").partition("[")[0] for text in texts if text.startswith("答:")]


def _apologies(office: Office) -> int:
    """A question in work at too many kills in a row gets one: it is told, not lost."""
    sorry = Texts.load("telegram").say("error")
    return sum(event.kind == "message" and event.body["text"] == sorry for event in office.server.world.events)


async def _check(office: Office, folder: Path, kills: int) -> None:
    answered = await _kill_at_random(office, folder, kills)
    twice = sum(number - 1 for number in answered.values())
    assert max(answered.values()) <= 1 + kills
    assert twice <= kills * CHATS  # at most one reply a chat was leaving at each kill


async def test_two_kills_lose_nothing(office: Office, tmp_path: Path) -> None:
    await _check(office, tmp_path, kills=2)
    assert _apologies(office) == 0


@pytest.mark.torture
async def test_twenty_kills_lose_nothing(office: Office, tmp_path: Path) -> None:
    await _check(office, tmp_path, kills=20)
