"""/start, /help, unknown commands, and a kind word for what is not text."""

from __future__ import annotations

from telegram.ext import filters

from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.texts import Texts


class Greetings:
    """Says who the bot is and what it can do."""

    def __init__(self, sender: Sender, texts: Texts, office: str) -> None:
        self._sender = sender
        self._texts = texts
        self._office = office

    def register(self, routes: Routes) -> None:
        routes.command("start", self.on_start)
        routes.command("help", self.on_help)

    def register_last(self, routes: Routes) -> None:
        """What no other handler took."""
        private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
        routes.message(private & filters.COMMAND, self.on_unknown_command)
        routes.message(private & ~filters.StatusUpdate.ALL, self.on_other)

    async def on_start(self, incoming: Incoming) -> None:
        await self._say(incoming, "start")

    async def on_help(self, incoming: Incoming) -> None:
        await self._say(incoming, "help")

    async def on_unknown_command(self, incoming: Incoming) -> None:
        await self._say(incoming, "unknown_command")

    async def on_other(self, incoming: Incoming) -> None:
        await self._say(incoming, "only_text")

    async def _say(self, incoming: Incoming, key: str) -> None:
        await self._sender.send(incoming.chat, paginate([Run(self._texts.say(key, office=self._office))]))
