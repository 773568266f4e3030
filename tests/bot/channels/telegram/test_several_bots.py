"""Several bot processes on one PostgreSQL, updates shared out by webhook: each handled once, each chat in order."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

import httpx
import pytest

from tests.bot.channels.telegram.process import killed_bot
from tests.databases import PostgresServer, postgres_server
from tests.telegram_server.people import Chat
from tests.telegram_server.server import BotApi
from tests.telegram_server.world import PATIENCE, Json

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}


class Bots:
    """``balance`` is what Telegram and a balancer do: an update goes to one bot after another until one takes it."""

    def __init__(self, server: BotApi, database: str, folder: Path) -> None:
        self.server, self._database, self._folder = server, database, folder
        self._running = AsyncExitStack()
        self.ports: list[int] = []
        self._turns = count()
        self.telegram = httpx.AsyncClient(headers=SECRET, timeout=30)

    async def start(self, hang: str = "") -> asyncio.subprocess.Process:
        """Another bot; it takes updates when this returns."""
        port = _free_port()
        settings = {
            "DATABASE_URL": self._database,
            "TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:1/hook",
            "TELEGRAM_WEBHOOK_SECRET": "s3cret",
            "TELEGRAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        }
        folder = self._folder / str(len(self.ports))
        bot = killed_bot(self.server.base_url, folder, hang, **settings)
        process = await self._running.enter_async_context(bot)
        self.ports.append(port)
        await self._until_it_listens(port)
        return process

    async def ask(self, chat: Chat, text: str, bot: int | None = None) -> None:
        """A person says something, and the update reaches the bot of that number first, else the next in turn."""
        said = await chat.say(text)
        update = next(update for update in reversed(self.server.world.pushed) if update.get("message") is said)
        await self.deliver(update, next(self._turns) if bot is None else bot)

    async def deliver(self, update: Json, first: int) -> None:
        async with asyncio.timeout(PATIENCE):
            for n in count(first):
                if await self._took(self.ports[n % len(self.ports)], update):
                    return
                await asyncio.sleep(0.05)

    async def close(self) -> None:
        await self._running.aclose()
        await self.telegram.aclose()

    async def _took(self, port: int, update: object) -> bool:
        try:
            return (await self.telegram.post(f"http://127.0.0.1:{port}/hook", json=update)).is_success
        except httpx.HTTPError:
            return False

    async def _until_it_listens(self, port: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    await self.telegram.get(f"http://127.0.0.1:{port}/")
                except httpx.HTTPError:
                    await asyncio.sleep(0.05)
                else:
                    return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        if server is None:
            pytest.skip("no PostgreSQL server can be started here")
        yield server


@pytest.fixture
async def bots(postgres: PostgresServer, tmp_path: Path) -> AsyncIterator[Bots]:
    async with BotApi() as server:
        bots = Bots(server, postgres.address, tmp_path)
        try:
            yield bots
        finally:
            await bots.close()


async def _answered(chat: Chat, number: int) -> list[str]:
    """The questions that were answered in ``chat``, in order, once there are ``number``."""
    await chat.world.until(lambda: len(_told(chat)) >= number or None)
    return _told(chat)


def _told(chat: Chat) -> list[str]:
    texts = [message["text"] for message in chat.done()]
    return [text.removeprefix("答:").partition("[")[0] for text in texts if text.startswith("答:")]


async def test_two_bots_share_updates_and_one_takes_over_from_the_other(bots: Bots, postgres: PostgresServer) -> None:
    first, _ = await asyncio.gather(bots.start(hang="慢"), bots.start())
    chats = [Chat(bots.server, 1001 + n) for n in range(4)]
    for n in range(6):
        for chat in chats:
            await bots.ask(chat, str(n))
        await bots.deliver(bots.server.world.pushed[-1], n)  # once more, as after an answer that got lost
    for chat in chats:
        assert await _answered(chat, 6) == [str(n) for n in range(6)]

    slow = chats[0]
    await bots.ask(slow, "慢", bot=0)
    await bots.ask(slow, "后面的", bot=1)
    await bots.ask(chats[1], "别人的", bot=1)
    assert await _answered(chats[1], 7)  # nobody else waits
    assert len(_told(slow)) == 6
    first.kill()
    assert (await _answered(slow, 8))[6:] == ["慢", "后面的"]

    await asyncio.to_thread(postgres.stop)
    asking = asyncio.ensure_future(bots.ask(slow, "数据库停了"))
    await asyncio.sleep(0.3)
    await asyncio.to_thread(postgres.start)
    await asking
    assert (await _answered(slow, 9))[8:] == ["数据库停了"]


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
        await chat.world.until(lambda chat=chat, wanted=wanted: wanted <= set(_told(chat)) or None, 120)
        told = _told(chat)
        firsts = list(dict.fromkeys(told))
        assert firsts == sorted(firsts, key=int)
        assert len(told) - len(firsts) <= 2 * kills  # a reply was leaving at a kill, or at a restart of the database
