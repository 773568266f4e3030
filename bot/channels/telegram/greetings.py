"""/start, /help, and what is said to unknown commands, to what is not text, and while the bot is paused."""

from __future__ import annotations

import asyncio

from telegram.ext import filters

from bot.answering.writing.phrase import Contact
from bot.channels.protocols import Shelf
from bot.channels.suggestions import Suggestions
from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import NEW, Routes
from bot.channels.telegram.sending import Sender
from bot.people.roles import reaches
from bot.texts import Texts


class Greetings:
    """Says who the bot is and what it can do."""

    def __init__(
        self, suggestions: Suggestions, shelf: Shelf, contact: Contact, sender: Sender, texts: Texts, office: str
    ) -> None:
        self._suggestions = suggestions
        self._shelf = shelf
        self._contact = contact
        self._sender = sender
        self._texts = texts
        self._office = office

    def register(self, routes: Routes) -> None:
        routes.command("start", self.on_start)
        routes.command("help", self.on_help)
        routes.command("id", self.on_id)

    def register_last(self, routes: Routes) -> None:
        """What no other handler took."""
        routes.message(filters.ChatType.PRIVATE & NEW & filters.COMMAND, self.on_unknown)
        routes.button("", self.on_old_button)
        routes.message(filters.ChatType.PRIVATE & NEW & ~filters.StatusUpdate.ALL, self.on_other)

    async def on_start(self, incoming: Incoming) -> None:
        """Who this is, as of when the documents are, and questions they can answer."""
        async with self._sender.typing(incoming.chat):
            day, suggestions = await asyncio.to_thread(self._shelf.as_of), await self._suggestions.current()
        told = [self._texts.say("start", office=self._office)]
        if day:
            year, month, _ = day.split("-")
            told.append(self._texts.say("as_of", year=year, month=int(month)))
        if suggestions:
            told.append(self._texts.say("suggestions"))
        lines = [[button(question, "ask", at)] for at, question in enumerate(suggestions)]
        await self._sender.send(incoming.chat, paginate([Run("\n\n".join(told))]), keyboard(lines))

    async def on_help(self, incoming: Incoming) -> None:
        await self._say(incoming, "help")

    async def on_id(self, incoming: Incoming) -> None:
        """The number that an admin needs for a role."""
        await self._sender.send(incoming.chat, paginate([Run(self._texts.say("id", person=incoming.person))]))

    async def on_other(self, incoming: Incoming) -> None:
        await self._say(incoming, "only_text")

    async def on_old_button(self, incoming: Incoming) -> None:
        """A button of an earlier version of the bot."""
        await incoming.query.answer(self._texts.say("old_button"), show_alert=True)

    async def on_unknown(self, incoming: Incoming) -> None:
        """Silent in a group, where a command may be meant for another bot. A document is for admins alone."""
        if incoming.update.callback_query or not incoming.in_group:
            sent = not incoming.update.callback_query and incoming.message.document
            known = "only_check" if reaches(incoming.rank, "staff") else "only_text"
            await self._say(incoming, known if sent else "unknown_command")

    async def on_paused(self, incoming: Incoming) -> None:
        await self._say(incoming, "paused")

    async def _say(self, incoming: Incoming, key: str) -> None:
        text = self._texts.say(key, contact=self._contact.name, phone=self._contact.phone)
        if incoming.update.callback_query:
            await incoming.query.answer(text[:200], show_alert=True)
        else:
            await self._sender.send(incoming.chat, paginate([Run(text)]))
