"""One message that tells how far something is, edited now and then, and holds the outcome in the end."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup

from bot.channels.telegram.html import Page, Run, paginate
from bot.channels.telegram.newest import Newest
from bot.channels.telegram.sending import Sender

_BETWEEN = 2.0  # seconds; Telegram allows about one change a second in a chat


class Live:
    """``async with Live(…) as live``: ``live.tell`` may be called from any thread, ``live.finish`` ends it."""

    def __init__(self, sender: Sender, chat: int, first: str) -> None:
        self._sender = sender
        self._chat = chat
        self._first = first
        self._newest = Newest(self._edit, _BETWEEN)
        self.tell = self._newest.tell

    async def __aenter__(self) -> Live:
        (self._message,) = await self._sender.send(self._chat, paginate([Run(self._first)])[:1])
        await self._newest.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._newest.__aexit__()

    async def finish(self, pages: tuple[Page, ...], markup: InlineKeyboardMarkup | None = None) -> None:
        """Put the outcome in the message's place, further pages under it."""
        await self._newest.__aexit__()
        await self._sender.replace(self._chat, (self._message.message_id,), pages, markup)

    async def _edit(self, text: str) -> None:
        await self._sender.edit(self._message, paginate([Run(text)])[0])
