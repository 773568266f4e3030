"""Lines of updates: those in one line are worked on one after another, lines side by side.

A chat has three. Buttons have a line of their own, since they need not wait for an answer that is still being written;
a button that asks a question has not. Rehearsals have another, since they take minutes.
"""

from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol

from telegram import Update

from bot.channels.telegram.journal import Journal, SharedJournal

_LOOK = 0.3  # seconds from one look at what other processes finished to the next


def line_of(update: Update) -> str:
    """Which line an update stands in."""
    return f"{update.effective_chat.id}:{_kind(update)}" if update.effective_chat else ""


def _kind(update: Update) -> str:
    query, message = update.callback_query, update.effective_message
    if query is not None:
        return {"ask": "questions", "remove": "documents"}.get((query.data or "").partition(":")[0], "buttons")
    builds = message is not None and (message.document is not None or (message.text or "").startswith("/reload"))
    return "documents" if builds else "questions"


class Lines(Protocol):
    """Keeps the order of updates."""

    def turn(self, update: Update) -> AbstractAsyncContextManager[bool]:
        """Waits for an update's turn; False where it is not to be worked on here. Leaving it strikes the update."""
        ...

    def close(self) -> None:
        """Whoever waits is told not to work any more."""
        ...


class LocalLines:
    """A lock a line, taken in the order of arrival, for the one process there is."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._lines: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def turn(self, update: Update) -> AsyncIterator[bool]:
        line = line_of(update)
        lock, waiting = self._lines.get(line, (asyncio.Lock(), 0))
        self._lines[line] = (lock, waiting + 1)
        try:
            async with lock:
                await self._journal.begin(update.update_id)
                yield True
                await self._journal.done(update.update_id)
        finally:
            self._leave(line)

    def close(self) -> None:
        """Everything that waits is still worked on: nobody else would."""

    def _leave(self, line: str) -> None:
        lock, waiting = self._lines[line]
        if waiting == 1:
            del self._lines[line]
        else:
            self._lines[line] = (lock, waiting - 1)


@dataclass(slots=True)
class _Line:
    waiting: list[int] = field(default_factory=list)  # updates of this process, oldest first
    moved: asyncio.Event = field(default_factory=asyncio.Event)


class SharedLines:
    """Turns that the journal gives, over all processes. Of each line only the oldest update here asks for its own."""

    def __init__(self, journal: SharedJournal) -> None:
        self._journal = journal
        self._lines: dict[str, _Line] = {}
        self._closed = False

    @asynccontextmanager
    async def turn(self, update: Update) -> AsyncIterator[bool]:
        name, number = line_of(update), update.update_id
        line = self._lines.setdefault(name, _Line())
        insort(line.waiting, number)
        try:
            mine = await self._comes(name, line, number)
            yield mine
            if mine:
                await self._journal.done(number)
        finally:
            self._leave(name, line, number)

    def close(self) -> None:
        self._closed = True

    async def _comes(self, name: str, line: _Line, number: int) -> bool:
        while not self._closed:
            line.moved.clear()
            if line.waiting[0] == number and (turn := await self._journal.claim(number, name)) is not None:
                return turn
            with suppress(TimeoutError):
                await asyncio.wait_for(line.moved.wait(), _LOOK)
        return False

    def _leave(self, name: str, line: _Line, number: int) -> None:
        line.waiting.remove(number)
        self._journal.left(number)
        line.moved.set()
        if not line.waiting:
            del self._lines[name]
