"""The staff's side of requests: they are shown one by one, and a reply to one goes to the person who asked."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from telegram import Message
from telegram.error import BadRequest, Forbidden
from telegram.ext import filters

from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.replies import Replies
from bot.channels.telegram.routes import NEW, TEXT, Routes
from bot.channels.telegram.sending import Sender
from bot.people.allowance import HERE
from bot.people.roles import Roles
from bot.staff.inbox import Inbox, Request
from bot.texts import Texts

_NUMBER = re.compile(r"#(\d+)")
_log = logging.getLogger(__name__)


class _RepliesToRequest(filters.MessageFilter):
    """A reply to a message of the bot that shows a request."""

    def __init__(self, mark: str) -> None:
        super().__init__("replies to request")
        self._mark = mark

    def filter(self, message: Message) -> bool:
        shown = message.reply_to_message
        return bool(shown and shown.from_user and shown.from_user.is_bot and (shown.text or "").startswith(self._mark))


@dataclass(frozen=True, slots=True)
class StaffInbox:
    """Shows requests and takes replies."""

    inbox: Inbox
    roles: Roles
    replies: Replies
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("inbox", self.on_inbox, "staff")
        replies = _RepliesToRequest(self.texts.say("inbox.mark"))
        routes.message(filters.ChatType.PRIVATE & NEW & TEXT & replies, self.on_reply, "staff")

    async def on_inbox(self, incoming: Incoming) -> None:
        requests, number = await self.inbox.open()
        key = "inbox.open" if requests else "inbox.empty"
        await self.sender.send(incoming.chat, paginate([Run(self.texts.say(key, number=number))]))
        for request in requests:
            await self.sender.send(incoming.chat, paginate([Run(self._shown(request))]))

    async def on_reply(self, incoming: Incoming) -> None:
        """Send the staff's words to the person who asked, and offer to keep them as an approved answer."""
        shown = incoming.message.reply_to_message
        found = _NUMBER.search(shown.text or "") if shown else None
        request = await self.inbox.reply(int(found[1]), incoming.person, incoming.text) if found else None
        if request is None:
            await self.sender.send(incoming.chat, paginate([Run(self.texts.say("inbox.answered_before"))]))
            return
        text = self.texts.say(f"inbox.{await self.replies.deliver(request)}", number=request.id)
        keep = button(self.texts.say("button.keep"), "keep", request.id)
        await self.sender.send(incoming.chat, paginate([Run(text)]), keyboard([[keep]]))

    async def announce(self, request: Request) -> None:
        """Tell everyone of the staff about a new request."""
        for person in await self.roles.privileged():
            try:
                await self.sender.send(person, paginate([Run(self._shown(request))]))
            except (BadRequest, Forbidden) as error:
                _log.info("a staff member was not told of a request: %s", error)

    def _shown(self, request: Request) -> str:
        kind = self.texts.say(f"inbox.{request.kind}")
        at = request.asked_at.astimezone(HERE).strftime("%m-%d %H:%M")
        line = self.texts.say("inbox.request", number=request.id, kind=kind, at=at, question=request.question)
        return self.texts.say("inbox.mark") + line
