"""People who ask, one question after another, and count what comes back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import httpx

from tests.telegram_server.people import Chat
from tests.telegram_server.server import BotApi
from tests.telegram_server.world import Event

# What is asked, and a word of the answer that no other answer holds.
QUESTIONS = (
    ("规模工业产值是多少?", "0.96亿元"),
    ("助餐点建成几处?", "助餐点"),
    ("排查隐患多少处?", "隐患"),
    ("合唱团得了什么奖?", "二等奖"),
    ("健康讲座开展了多少场?", "讲座"),
)
_PATIENCE = 180.0  # seconds until an answer is said to be lost


@dataclass
class Tally:
    """``broken``: answers of the page that said something else than the documents."""

    asked: int = 0
    lost: list[str] = field(default_factory=list)
    answered: int = 0
    came: int = 0  # messages, doubles among them
    pages: int = 0
    refused: int = 0
    broken: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def doubles(self) -> int:
        return self.came - self.answered


class Crowd:
    """Chats that ask at once until told to stop."""

    def __init__(self, server: BotApi, tally: Tally, more: Callable[[], bool]) -> None:
        self._server, self._tally, self._more = server, tally, more
        self._inboxes: dict[int, asyncio.Queue[str]] = {}
        self._numbers = count(1_000_001)
        server.world.listeners.append(self._hear)

    async def talk(self) -> None:
        """One person's questions."""
        chat = Chat(self._server, next(self._numbers))
        inbox = self._inboxes[chat.id] = asyncio.Queue()
        for at in count():
            if not self._more():
                return
            text, wanted = QUESTIONS[(chat.id + at) % len(QUESTIONS)]
            self._tally.asked += 1
            began = time.monotonic()
            await chat.say(text)
            if await self._comes(inbox, wanted):
                self._tally.answered += 1
                self._tally.seconds.append(time.monotonic() - began)
            else:
                self._tally.lost.append(f"{chat.id} {at}")

    async def browse(self, address: str) -> None:
        """The same over the page's API; what is refused or cut off is asked again, as a browser's user would."""
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            for at in count():
                if not self._more():
                    return
                text, wanted = QUESTIONS[at % len(QUESTIONS)]
                try:
                    answer = (await client.post("/api/ask", json={"question": text})).raise_for_status().json()
                except httpx.HTTPError:
                    self._tally.refused += 1
                    await asyncio.sleep(0.5)
                    continue
                self._tally.pages += 1
                if wanted not in answer["answer"]:
                    self._tally.broken.append(answer["answer"])
                await asyncio.sleep(0.2)

    async def _comes(self, inbox: asyncio.Queue[str], wanted: str) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                while wanted not in await inbox.get():
                    pass
        except TimeoutError:
            return False
        return True

    def _hear(self, event: Event) -> None:
        if event.kind == "message" and event.chat in self._inboxes:
            self._tally.came += 1
            self._inboxes[event.chat].put_nowait(event.body["text"])
