"""The command menus: everyone's, the groups', and a longer one in the private chat of each staff member and admin."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.answering.answer import Role
from bot.people.roles import Roles, reaches
from bot.texts import Texts

_GROUP = ("help",)
_COMMANDS: dict[Role, tuple[str, ...]] = {
    "resident": ("start", "help", "elder", "forget"),
    "staff": ("figures", "check", "inbox", "answers", "stats", "desk"),
    "admin": ("reload", "documents", "rollback", "status", "audit", "grant", "revoke", "pause", "resume"),
}
_log = logging.getLogger(__name__)


class Menus:
    """Shows each person the commands of their role."""

    def __init__(self, bot: Bot, roles: Roles, texts: Texts) -> None:
        self._bot = bot
        self._roles = roles
        self._texts = texts

    async def publish(self) -> None:
        """Set every menu; one that cannot be set is logged, the bot works without it."""
        await self._set(self._commands("resident"), None)
        await self._set([self._command(name) for name in _GROUP], BotCommandScopeAllGroupChats())
        for person, role in (await self._roles.privileged()).items():
            await self._set(self._commands(role), BotCommandScopeChat(person))

    async def refresh(self, person: int) -> None:
        """Set a person's menu after a grant or its end."""
        role = await self._roles.of(person)
        if role != "resident":
            await self._set(self._commands(role), BotCommandScopeChat(person))
            return
        try:
            await self._bot.delete_my_commands(BotCommandScopeChat(person))
        except TelegramError as error:
            _log.warning("the menu of a person was not taken back: %s", error)

    async def _set(self, commands: Sequence[BotCommand], scope: BotCommandScope | None) -> None:
        try:
            await self._bot.set_my_commands(commands, scope)
        except TelegramError as error:
            _log.warning("a command menu was not set: %s", error)

    def _commands(self, role: Role) -> list[BotCommand]:
        return [self._command(name) for of, names in _COMMANDS.items() if reaches(role, of) for name in names]

    def _command(self, name: str) -> BotCommand:
        return BotCommand(name, self._texts.say(f"menu.{name}"))
