"""Admins' commands on the bot itself: /grant, /revoke, /pause, /resume, /audit."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram import MessageOriginUser

from bot.admin.audit import Audit, AuditRow
from bot.answering.answer import Role
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.menus import Menus
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.allowance import HERE
from bot.people.pause import Pause
from bot.people.roles import Roles
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Office:
    """Runs the bot: who may do what, whether it answers, and what was done."""

    roles: Roles
    pause: Pause
    audit: Audit
    menus: Menus
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("grant", self.on_grant, "admin", in_groups=True)
        routes.command("revoke", self.on_revoke, "admin", in_groups=True)
        routes.command("pause", self.on_pause, "admin")
        routes.command("resume", self.on_resume, "admin")
        routes.command("audit", self.on_audit, "admin")

    async def on_grant(self, incoming: Incoming) -> None:
        person, role = _person(incoming), self._role(incoming.text)
        if person is None or role is None:
            await self._say(incoming, "grant.usage")
            return
        await self.roles.grant(person, role, incoming.person)
        await self._note(incoming, "grant", f"{person} {role}")
        await self.menus.refresh(person)
        await self._say(incoming, "grant.done", person=person, role=self.texts.say(f"role.{role}"))

    async def on_revoke(self, incoming: Incoming) -> None:
        person = _person(incoming)
        if person is None:
            await self._say(incoming, "revoke.usage")
        elif self.roles.fixed(person) != "resident":
            await self._say(incoming, "revoke.fixed", person=person)
        elif not await self.roles.revoke(person):
            await self._say(incoming, "revoke.none", person=person)
        else:
            await self._note(incoming, "revoke", str(person))
            await self.menus.refresh(person)
            await self._say(incoming, "revoke.done", person=person)

    async def on_pause(self, incoming: Incoming) -> None:
        await self.pause.set(True)
        await self._note(incoming, "pause", "", incoming.text)
        await self._say(incoming, "pause.done")

    async def on_resume(self, incoming: Incoming) -> None:
        await self.pause.set(False)
        await self._note(incoming, "resume", "", incoming.text)
        await self._say(incoming, "resume.done")

    async def on_audit(self, incoming: Incoming) -> None:
        entries = await asyncio.to_thread(self.audit.latest)
        if not entries:
            await self._say(incoming, "audit.none")
            return
        lines = [self._line(entry) for entry in entries]
        await self.sender.send(incoming.chat, paginate([Run("\n".join(lines))]))

    def _line(self, entry: AuditRow) -> str:
        at = entry.at.astimezone(HERE).strftime("%Y-%m-%d %H:%M")
        key = f"audit.{entry.action}"
        action = self.texts.say(key) if key in self.texts.entries else entry.action
        return self.texts.say(
            "audit.line",
            at=at,
            who=entry.person,
            action=action,
            detail=" ".join(filter(None, (entry.detail, entry.reason))),
        )

    def _role(self, text: str) -> Role | None:
        """The role that a command names, in English or as the texts call it."""
        roles: tuple[Role, ...] = ("staff", "admin")
        return next((r for r in roles if r in text.split() or self.texts.say(f"role.{r}") in text), None)

    async def _note(self, incoming: Incoming, action: str, detail: str, reason: str = "") -> None:
        await asyncio.to_thread(self.audit.add, incoming.name, action, detail, reason)

    async def _say(self, incoming: Incoming, key: str, **variables: object) -> None:
        await self.sender.send(incoming.chat, paginate([Run(self.texts.say(key, **variables))]))


def _person(incoming: Incoming) -> int | None:
    """Whom a command is about: the id in its text, else the writer of the message it replies to or forwards."""
    for word in incoming.text.split():
        if word.isascii() and word.isdigit():
            return int(word)
    replied = incoming.message.reply_to_message
    if replied is None:
        return None
    if isinstance(replied.forward_origin, MessageOriginUser):
        return replied.forward_origin.sender_user.id
    return replied.from_user.id if replied.from_user and not replied.from_user.is_bot else None
