"""What the server knows: chats, messages, updates waiting for the bot, files, menus, and all that the bot did."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

Json = dict[str, Any]
BOT: Json = {"id": 4242, "is_bot": True, "first_name": "荷问", "username": "hewen_test_bot"}
T = TypeVar("T")
PATIENCE = 20.0  # seconds a test waits before it is said to have failed


@dataclass(frozen=True, slots=True)
class Event:
    """One thing the bot did. ``kind``: message, edit, delete, action, draft, callback."""

    kind: str
    chat: int
    body: Json


@dataclass
class World:
    """State of the server; every change wakes whoever waits in ``until``."""

    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    updates: list[Json] = field(default_factory=list)
    pushed: list[Json] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    callbacks: dict[str, Json] = field(default_factory=dict)  # open callback queries by id
    files: dict[str, bytes] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)  # by scope as JSON
    webhook: Json = field(default_factory=dict)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    listeners: list[Callable[[Event], None]] = field(default_factory=list)  # told of every event as it happens

    def __post_init__(self) -> None:
        self._changed = asyncio.Condition()
        self._ids = count(1)
        self._update_ids = count(700_001)

    def new_id(self) -> int:
        return next(self._ids)

    async def wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, found: Callable[[], T | None], patience: float = PATIENCE) -> T:
        """What ``found`` returns as soon as it is not None."""
        async with self._changed, asyncio.timeout(patience):
            while (result := found()) is None:
                await self._changed.wait()
            return result

    async def record(self, kind: str, chat: int, body: Json) -> None:
        event = Event(kind, chat, body)
        self.events.append(event)
        for tell in self.listeners:
            tell(event)
        await self.wake()

    async def push(self, kind: str, body: Json) -> Json:
        """An update for the bot."""
        update = {"update_id": next(self._update_ids), kind: body}
        self.updates.append(update)
        self.pushed.append(update)
        await self.wake()
        return update

    async def push_again(self) -> None:
        """The newest update once more, as if the bot had not confirmed it."""
        self.updates.append(self.pushed[-1])
        await self.wake()

    async def confirmed(self) -> None:
        """Until the bot has confirmed every update."""
        await self.until(lambda: None if self.updates else True)

    def add_file(self, content: bytes) -> Json:
        file_id = f"file-{self.new_id()}"
        self.files[file_id] = content
        return {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content)}
