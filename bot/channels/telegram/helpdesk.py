"""A refusal that leads on: the nearest sections, a person to ask, and the question handed to the staff."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.answering.writing.phrase import Contact
from bot.channels.protocols import Shelf
from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.staff_inbox import StaffInbox
from bot.people.conversations import Conversations
from bot.staff.inbox import Inbox, Kind
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Helpdesk:
    """Shows people a way further."""

    conversations: Conversations
    shelf: Shelf
    inbox: Inbox
    staff: StaffInbox
    sender: Sender
    contact: Contact
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.button("near", self.on_near)
        routes.button("help", self.on_help)
        routes.button("question", self.on_question)
        routes.button("callme", self.on_call)

    async def on_near(self, incoming: Incoming) -> None:
        """The text of a section near the question."""
        answer_id, at = incoming.pressed
        given = await self.conversations.given(answer_id)
        near = await asyncio.to_thread(self.shelf.nearest, given.answer.question) if given else ()
        if int(at) >= len(near):
            await incoming.query.answer(self.texts.say("source.gone"), show_alert=True)
            return
        await incoming.query.answer()
        section = near[int(at)]
        await self.sender.send(incoming.chat, paginate([Run(section.title, "bold"), Run("\n\n" + section.text)]))

    async def on_help(self, incoming: Incoming) -> None:
        """Whom to call, and a button to be called on by the staff."""
        await incoming.query.answer()
        text = self.texts.say("help_me.contact", contact=self.contact.name, phone=self.contact.phone)
        call = button(self.texts.say("button.call_me"), "callme", incoming.pressed[0])
        await self.sender.send(incoming.chat, paginate([Run(text)]), keyboard([[call]]))

    async def on_question(self, incoming: Incoming) -> None:
        await self._hand_over(incoming, "question")

    async def on_call(self, incoming: Incoming) -> None:
        await self._hand_over(incoming, "help")

    async def _hand_over(self, incoming: Incoming, kind: Kind) -> None:
        """Put the question of an answer into the staff's inbox, once."""
        answer_id = incoming.pressed[0]
        given = await self.conversations.given(answer_id)
        if given is None:
            await incoming.query.answer(self.texts.say("source.gone"), show_alert=True)
            return
        request = await self.inbox.put(kind, answer_id, incoming.name, incoming.chat, given.answer.question)
        await incoming.query.answer(
            self.texts.say("help_me.sent" if request else "help_me.sent_before"), show_alert=True
        )
        if request:
            await self.staff.announce(request)
