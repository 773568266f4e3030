"""存为标准答复: a reply becomes a draft, an admin releases it for a time or turns it down; /answers lists what holds."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from bot.admin.audit import Audit
from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.roles import Roles
from bot.staff.approved import TERMS, Approved, ApprovedAnswers, last_day
from bot.staff.inbox import Inbox
from bot.texts import Texts

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Approvals:
    """Drafts for admins to decide on."""

    approved: ApprovedAnswers
    inbox: Inbox
    roles: Roles
    audit: Audit
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.button("keep", self.on_keep, "staff")
        routes.button("release", self.on_release, "admin")
        routes.button("reject", self.on_reject, "admin")
        routes.command("answers", self.on_answers, "staff")
        routes.button("unrelease", self.on_withdraw, "admin")

    async def on_keep(self, incoming: Incoming) -> None:
        """Propose a reply as an approved answer, once."""
        request = await self.inbox.get(int(incoming.pressed[0]))
        await incoming.query.answer()
        await self.sender.strip(incoming.message)
        if request is None or request.reply is None:
            return
        draft = await self.approved.draft(request.question, request.reply, incoming.person)
        await self._say(incoming, "approve.proposed", number=draft.id)
        await self.propose(draft)

    async def on_release(self, incoming: Incoming) -> None:
        number, term = incoming.pressed
        released = await self.approved.release(int(number), incoming.person, last_day(term))
        await self._decide(incoming, "release", released)

    async def on_reject(self, incoming: Incoming) -> None:
        await self._decide(incoming, "reject", await self.approved.reject(int(incoming.pressed[0])))

    async def on_withdraw(self, incoming: Incoming) -> None:
        await self._decide(incoming, "unrelease", await self.approved.withdraw(int(incoming.pressed[0])))

    async def on_answers(self, incoming: Incoming) -> None:
        """What holds today; admins can withdraw it."""
        known = await self.approved.valid()
        if not known:
            await self._say(incoming, "approve.none")
        for one in known:
            withdraw = button(self.texts.say("button.unrelease"), "unrelease", one.id)
            markup = keyboard([[withdraw]]) if incoming.role == "admin" else None
            await self.sender.send(incoming.chat, paginate([Run(self._shown(one))]), markup)

    async def propose(self, draft: Approved) -> None:
        """Let every admin decide on a draft."""
        for person, role in (await self.roles.privileged()).items():
            if role == "admin":
                await self._propose(person, draft)

    async def _decide(self, incoming: Incoming, action: str, decided: Approved | None) -> None:
        await incoming.query.answer()
        await self.sender.strip(incoming.message)
        if decided is None:
            await self._say(incoming, "approve.decided_before")
            return
        await asyncio.to_thread(self.audit.add, incoming.name, action, f"#{decided.id} {decided.question}")
        await self._say(incoming, f"approve.{action}", number=decided.id, until=self._until(decided.valid_until))

    async def _propose(self, person: int, draft: Approved) -> None:
        text = self.texts.say("approve.draft", number=draft.id, question=draft.question, answer=draft.answer)
        try:
            await self.sender.send(person, paginate([Run(text)]), self._choices(draft))
        except (BadRequest, Forbidden) as error:
            _log.info("an admin was not told of a draft: %s", error)

    def _choices(self, draft: Approved) -> InlineKeyboardMarkup | None:
        terms = [button(self.texts.say(f"button.{term}"), "release", draft.id, term) for term in TERMS]
        return keyboard([terms, [button(self.texts.say("button.reject"), "reject", draft.id)]])

    def _shown(self, one: Approved) -> str:
        until = self._until(one.valid_until)
        return self.texts.say("approve.shown", number=one.id, question=one.question, answer=one.answer, until=until)

    def _until(self, day: date | None) -> str:
        return day.isoformat() if day else self.texts.say("approve.always")

    async def _say(self, incoming: Incoming, key: str, **variables: object) -> None:
        await self.sender.send(incoming.chat, paginate([Run(self.texts.say(key, **variables))]))
