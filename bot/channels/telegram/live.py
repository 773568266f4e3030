"""One message that tells how far something is: edited as often as Telegram likes it, with the newest state."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.channels.telegram.html import Page, Run, paginate
from bot.channels.telegram.sending import Sender

_BETWEEN_EDITS = 2.0  # seconds
_log = logging.getLogger(__name__)


class Live:
    """``async with Live(…) as live``: ``live.tell`` may be called from any thread, ``live.finish`` ends it."""

    def __init__(self, sender: Sender, chat: int, first: str, between_edits: float = _BETWEEN_EDITS) -> None:
        self._sender = sender
        self._chat = chat
        self._first = first
        self._between = between_edits
        self._news = asyncio.Event()
        self._text = first

    async def __aenter__(self) -> Live:
        self._loop = asyncio.get_running_loop()
        (self._message,) = await self._sender.send(self._chat, paginate([Run(self._first)])[:1])
        self._work = asyncio.create_task(self._edit_now_and_then())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._work.cancel()
        with suppress(asyncio.CancelledError):
            await self._work

    def tell(self, text: str) -> None:
        """Show ``text`` soon; what was told in between is left out."""
        self._loop.call_soon_threadsafe(self._take, text)

    async def finish(self, pages: tuple[Page, ...], markup: InlineKeyboardMarkup | None = None) -> None:
        """Put the outcome in the message's place, further pages under it."""
        await self.__aexit__()
        await self._sender.replace(self._chat, (self._message.message_id,), pages, markup)

    def _take(self, text: str) -> None:
        self._text = text
        self._news.set()

    async def _edit_now_and_then(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            try:
                await self._sender.edit(self._message, paginate([Run(self._text)])[0])
            except TelegramError as error:
                _log.info("a progress was not shown: %s", error)
            await asyncio.sleep(self._between)
