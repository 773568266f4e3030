"""Which handler takes what, and who may: the one place where roles are checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.answering.answer import Role
from bot.channels.telegram.incoming import Incoming
from bot.people.roles import Roles, reaches

BotApplication = Application[Any, Any, Any, Any, Any, Any]
Work = Callable[[Incoming], Coroutine[Any, Any, None]]
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


class Routes:
    """Adds handlers that take an ``Incoming``. Who has not the role for a command is told it is unknown."""

    def __init__(self, application: BotApplication, roles: Roles, unknown: Work) -> None:
        self._application = application
        self._roles = roles
        self._unknown = unknown

    def command(self, name: str, work: Work, role: Role = "resident") -> None:
        self._application.add_handler(CommandHandler(name, self._allowed(work, role), filters.UpdateType.MESSAGE))

    def button(self, kind: str, work: Work, role: Role = "resident") -> None:
        """Buttons whose data starts with ``kind`` and a colon."""
        self._application.add_handler(CallbackQueryHandler(self._allowed(work, role), pattern=f"^{kind}:"))

    def message(self, wanted: filters.BaseFilter, work: Work, role: Role = "resident") -> None:
        self._application.add_handler(MessageHandler(wanted, self._allowed(work, role)))

    def _allowed(self, work: Work, role: Role) -> Callback:
        async def callback(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
            incoming = await self._incoming(update)
            if incoming is not None:
                await (work if reaches(incoming.role, role) else self._unknown)(incoming)

        return callback

    async def _incoming(self, update: Update) -> Incoming | None:
        """None for what no person wrote, such as a channel's own posts."""
        person, chat, message = update.effective_user, update.effective_chat, update.effective_message
        if person is None or chat is None:
            return None
        text = _said((message.text or message.caption or "") if message else "")
        return Incoming(update, person.id, chat.id, await self._roles.of(person.id), text)


def _said(text: str) -> str:
    """``text`` without a command's name at its beginning."""
    return re.sub(r"^/\w+(@\w+)?\s*", "", text)
