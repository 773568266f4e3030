"""The staff's replies on their way to the chats they were asked in. None is lost: what fails is tried again."""

from __future__ import annotations

import asyncio
from typing import Literal

from telegram.error import BadRequest, Forbidden

from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.sending import Sender
from bot.staff.inbox import ON_THE_PAGE, Inbox, Request
from bot.texts import Texts

Outcome = Literal["delivered", "unreachable", "on_the_page"]


class Replies:
    """Sends each reply once, whoever kept it: a member of the staff in a chat or at the web desk."""

    def __init__(self, inbox: Inbox, sender: Sender, texts: Texts) -> None:
        self._inbox, self._sender, self._texts = inbox, sender, texts
        self._sending = asyncio.Lock()

    async def deliver(self, request: Request) -> Outcome:
        """Send a reply that was kept; what became of it. Whoever asked on the page finds it there."""
        if request.chat == ON_THE_PAGE:
            return "on_the_page"
        async with self._sending, self._inbox.sending(request.id):
            kept = await self._inbox.get(request.id)
            if kept and kept.told_at is None:
                return await self._send(kept)
        return "unreachable" if kept and kept.unreachable else "delivered"

    async def deliver_all(self) -> None:
        """Send what was replied elsewhere, or could not be sent before."""
        for request in await self._inbox.untold():
            await self.deliver(request)

    async def _send(self, request: Request) -> Outcome:
        text = self._texts.say("inbox.reply", question=request.question, reply=request.reply)
        try:
            await self._sender.send(request.chat, paginate([Run(text)]))
        except (BadRequest, Forbidden):
            await self._inbox.tell(request.id, unreachable=True)
            return "unreachable"
        await self._inbox.tell(request.id)
        return "delivered"
