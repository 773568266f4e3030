"""Which handler takes what, and who may: the one place where roles, the kill switch and double taps are looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.answering.answer import Role
from bot.channels.telegram.addressed import Addressed
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.taps import Taps
from bot.people.admission import Admissions
from bot.people.roles import reaches

BotApplication = Application[Any, Any, Any, Any, Any, Any]
Work = Callable[[Incoming], Coroutine[Any, Any, None]]
Callback = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
TEXT = filters.TEXT & ~filters.COMMAND


@dataclass(frozen=True, slots=True)
class Refusals:
    """What is said instead: to who lacks the role, and to everyone while the bot is paused."""

    unknown: Work
    paused: Work


class Handlers(Protocol):
    """Handlers of one subject, which add themselves."""

    def register(self, routes: Routes) -> None: ...


class Routes:
    """Adds handlers that take an ``Incoming``."""

    def __init__(self, application: BotApplication, admissions: Admissions, refusals: Refusals) -> None:
        self._application = application
        self._admissions = admissions
        self._refusals = refusals
        self._taps = Taps()
        self._addressed = Addressed(application.bot)

    def command(self, name: str, work: Work, role: Role = "resident", in_groups: bool = False) -> None:
        """What only staff or admins may do is theirs in private chats alone, unless ``in_groups``."""
        handler = CommandHandler(name, self._allowed(work, role, in_groups or role == "resident"), NEW)
        self._application.add_handler(handler)

    def button(self, kind: str, work: Work, role: Role = "resident") -> None:
        """Buttons whose data is ``kind``, alone or with more behind a colon; an empty ``kind``: every other button."""
        callback = self._allowed(self._once(work), role, in_groups=role == "resident")
        self._application.add_handler(CallbackQueryHandler(callback, pattern=rf"^{kind}\b"))

    def message(self, wanted: filters.BaseFilter, work: Work, role: Role = "resident") -> None:
        """Messages of a kind; in a group those alone that are meant for the bot."""
        callback = self._allowed(work, role, in_groups=role == "resident")
        self._application.add_handler(MessageHandler(wanted & self._addressed, callback))

    def _allowed(self, work: Work, role: Role, in_groups: bool) -> Callback:
        async def callback(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
            if update.effective_user is None or update.effective_chat is None:
                return  # what no person wrote, such as a channel's own posts
            standing = await self._admissions.standing(update.effective_user.id)
            incoming = self._incoming(update, update.effective_user.id, update.effective_chat.id, standing.rank)
            if not reaches(incoming.rank, role) or (incoming.in_group and not in_groups):
                await self._refusals.unknown(incoming)
            elif standing.paused and not reaches(incoming.rank, "admin"):
                await self._refusals.paused(incoming)
            else:
                await work(incoming)

        return callback

    def _once(self, work: Work) -> Work:
        async def once(incoming: Incoming) -> None:
            tap = (incoming.person, incoming.chat, incoming.message.message_id, incoming.query.data)
            if self._taps.first(tap):
                await work(incoming)
            else:
                await incoming.query.answer()

        return once

    def _incoming(self, update: Update, person: int, chat: int, rank: Role) -> Incoming:
        message = update.effective_message
        text = self._said((message.text or message.caption or "") if message else "")
        return Incoming(update, person, chat, rank, text)

    def _said(self, text: str) -> str:
        """``text`` without a command's name at its beginning and without the bot's own name."""
        spoken = re.sub(r"^/\w+(@\w+)?\s*", "", text)
        return re.sub(rf"@{self._application.bot.username}\b", "", spoken, flags=re.IGNORECASE).strip()
