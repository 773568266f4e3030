"""The order of updates: one after another inside a chat, chats side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.channels.telegram.journal import Journal
from bot.request_id import request

_AT_ONCE = 4096  # updates in work or waiting for their chat


class ChatOrder(BaseUpdateProcessor):
    """A lock a chat, taken in the order of arrival. Buttons have a line of their own, since they need not wait for an
    answer that is still being written; a button that asks a question has not. Rehearsals have another, since they
    take minutes. An update is struck from the journal when its work has ended."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(_AT_ONCE)
        self._journal = journal
        self._lines: dict[object, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        line = _line(update)
        lock, waiting = self._lines.get(line, (asyncio.Lock(), 0))
        self._lines[line] = (lock, waiting + 1)
        try:
            async with lock:
                await self._work(update, coroutine)
        finally:
            self._leave(line)

    async def _work(self, update: object, coroutine: Awaitable[Any]) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        with request(f"update-{update.update_id}"):
            await self._journal.begin(update.update_id)
            await coroutine
            await self._journal.done(update.update_id)

    def _leave(self, line: object) -> None:
        lock, waiting = self._lines[line]
        if waiting == 1:
            del self._lines[line]
        else:
            self._lines[line] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""


def _line(update: object) -> object:
    if not isinstance(update, Update) or update.effective_chat is None:
        return None
    return update.effective_chat.id, _kind(update)


def _kind(update: Update) -> str:
    """Which of a chat's lines an update stands in."""
    query, message = update.callback_query, update.effective_message
    if query is not None:
        return {"ask": "questions", "remove": "documents"}.get((query.data or "").partition(":")[0], "buttons")
    builds = message is not None and (message.document is not None or (message.text or "").startswith("/reload"))
    return "documents" if builds else "questions"
