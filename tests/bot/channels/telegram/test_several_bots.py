"""Several bot processes on one PostgreSQL, updates shared out by webhook: each handled once, each chat in order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.bot.channels.telegram.bots import Bots, answered, told
from tests.databases import PostgresServer, postgres_server
from tests.telegram_server.people import Chat
from tests.telegram_server.server import BotApi


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        if server is None:
            pytest.skip("no PostgreSQL server can be started here")
        yield server


@pytest.fixture
async def bots(postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[Bots]:
    async with BotApi() as server:
        bots = Bots(server, tmp_path, DATABASE_URL=postgres.address)
        try:
            yield bots
        finally:
            await bots.close()


async def test_two_bots_share_updates_and_one_takes_over_from_the_other(bots: Bots, postgres: PostgresServer) -> None:
    first, _ = await asyncio.gather(bots.start(hang="慢"), bots.start())
    chats = [Chat(bots.server, 1001 + n) for n in range(4)]
    for n in range(6):
        for chat in chats:
            await bots.ask(chat, str(n))
        await bots.deliver(bots.server.world.pushed[-1], n)  # once more, as after an answer that got lost
    for chat in chats:
        assert await answered(chat, 6) == [str(n) for n in range(6)]

    slow = chats[0]
    await bots.ask(slow, "慢", bot=0)
    await bots.ask(slow, "后面的", bot=1)
    await bots.ask(chats[1], "别人的", bot=1)
    assert await answered(chats[1], 7)  # nobody else waits
    assert len(told(slow)) == 6
    first.kill()
    assert (await answered(slow, 8))[6:] == ["慢", "后面的"]

    await asyncio.to_thread(postgres.stop)
    asking = asyncio.ensure_future(bots.ask(slow, "数据库停了"))
    await asyncio.sleep(0.3)
    await asyncio.to_thread(postgres.start)
    await asking
    assert (await answered(slow, 9))[8:] == ["数据库停了"]


@pytest.mark.torture
async def test_kills_and_restarts_lose_nothing(bots: Bots, postgres: PostgresServer) -> None:
    chance, kills, chats = random.Random(7), 10, [Chat(bots.server, 2001 + n) for n in range(5)]
    alive = [await bots.start() for _ in range(3)]
    asked = 0
    for kill in range(kills):
        for _ in range(3):
            await asyncio.gather(*(bots.ask(chat, str(asked)) for chat in chats))
            asked += 1
        alive.pop(chance.randrange(len(alive))).kill()
        if kill % 3 == 2:
            await asyncio.to_thread(postgres.stop)
            await asyncio.to_thread(postgres.start)
        alive.append(await bots.start())
    for chat in chats:
        wanted = {str(n) for n in range(asked)}
        await chat.world.until(lambda chat=chat, wanted=wanted: wanted <= set(told(chat)) or None, 120)
        said = told(chat)
        firsts = list(dict.fromkeys(said))
        assert firsts == sorted(firsts, key=int)
        assert len(said) - len(firsts) <= 2 * kills  # a reply was leaving at a kill, or at a restart of the database
