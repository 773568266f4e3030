"""Bot processes behind a balancer that the test plays: each update goes to one of them, as Telegram would send it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack
from itertools import count
from pathlib import Path

import httpx

from tests.bot.channels.telegram.process import killed_bot
from tests.telegram_server.people import Chat
from tests.telegram_server.server import BotApi
from tests.telegram_server.world import PATIENCE, Json

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}


class Bots:
    """``ask`` is what Telegram and a balancer do: an update goes to one bot after another until one takes it."""

    def __init__(self, server: BotApi, folder: Path, **settings: str) -> None:
        """``settings``: of every bot, ``module`` (see ``killed_bot``) among them; each has a data directory of its own."""
        self.server, self._folder, self.settings = server, folder, settings
        self._running = AsyncExitStack()
        self.ports: list[int] = []
        self._turns = count()
        self.telegram = httpx.AsyncClient(headers=SECRET, timeout=30)

    async def start(self, hang: str = "", place: int | None = None) -> asyncio.subprocess.Process:
        """Another bot, or again that of the number ``place``; it takes updates when this returns."""
        place = len(self.ports) if place is None else place
        port = _free_port()
        self.ports[place : place + 1] = [port]
        settings = self.settings | {
            "TELEGRAM_WEBHOOK_URL": "http://127.0.0.1:1/hook",
            "TELEGRAM_WEBHOOK_SECRET": "s3cret",
            "TELEGRAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
        }
        bot = killed_bot(self.server.base_url, self.data(place), hang, **settings)
        process = await self._running.enter_async_context(bot)
        await self._until_it_listens(port)
        return process

    def data(self, place: int) -> Path:
        return self._folder / f"data-{place}"

    async def ask(self, chat: Chat, text: str, bot: int | None = None) -> None:
        """A person says something, and the update reaches the bot of that number first, else the next in turn."""
        said = await chat.say(text)
        update = next(update for update in reversed(self.server.world.pushed) if update.get("message") is said)
        await self.deliver(update, next(self._turns) if bot is None else bot)

    async def deliver(self, update: Json, first: int) -> None:
        """An update to the bot of that number, else to the next that takes it."""
        async with asyncio.timeout(2 * PATIENCE):
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
        async with asyncio.timeout(6 * PATIENCE):  # the first builds
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


async def answered(chat: Chat, number: int) -> list[str]:
    """The questions that were answered in ``chat``, in order, once there are ``number``."""
    await chat.world.until(lambda: len(told(chat)) >= number or None)
    return told(chat)


def told(chat: Chat) -> list[str]:
    texts = [message["text"] for message in chat.done()]
    return [text.removeprefix("答:").partition("[")[0] for text in texts if text.startswith("答:")]
