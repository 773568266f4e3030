"""Showing something that changes often: the newest state alone, and not more often than Telegram likes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from telegram.error import TelegramError

_log = logging.getLogger(__name__)


class Newest:
    """``async with``: inside, ``tell`` may be called from any thread; what was told in between is left out."""

    def __init__(self, show: Callable[[str], Awaitable[object]], between: float) -> None:
        """``between``: seconds from one showing to the next."""
        self._show = show
        self._between = between
        self._news = asyncio.Event()
        self._text = ""

    async def __aenter__(self) -> Newest:
        self._loop = asyncio.get_running_loop()
        self._work = asyncio.create_task(self._now_and_then())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._work.cancel()
        with suppress(asyncio.CancelledError):
            await self._work

    def tell(self, text: str) -> None:
        """Show ``text`` soon."""
        self._loop.call_soon_threadsafe(self._take, text)

    def _take(self, text: str) -> None:
        self._text = text
        self._news.set()

    async def _now_and_then(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._show(self._text)
            except TelegramError as error:
                _log.info("a state was not shown: %s", error)
            await asyncio.sleep(self._between)
