"""The order of updates: one after another inside a line, lines side by side."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, cast

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.channels.telegram.lines import Lines
from bot.request_id import request

_AT_ONCE = 4096  # updates in work or waiting for their line


class ChatOrder(BaseUpdateProcessor):
    """Works on each update when its turn has come."""

    def __init__(self, lines: Lines) -> None:
        super().__init__(_AT_ONCE)
        self._lines = lines

    async def do_process_update(self, update: object, coroutine: Any) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        async with self._lines.turn(update) as mine:
            if mine:
                with request(f"update-{update.update_id}"):
                    await coroutine
            else:
                cast(Coroutine[Any, Any, Any], coroutine).close()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to let go."""
