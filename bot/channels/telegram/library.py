"""Admins look at what serves: /status, /documents with a way to remove one, /rollback to a kept edition."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.admin.documents import as_text as documents_text
from bot.admin.errors import AdminError
from bot.admin.protocols import Administration
from bot.admin.status import KeptEdition, Status
from bot.admin.status import as_text as status_text
from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.reloading import Reloading
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.texts import Texts

_MOST_BUTTONS = 40


@dataclass(frozen=True, slots=True)
class LibraryCommands:
    """Shows editions and documents, and changes what serves by a button."""

    administration: Administration
    reloading: Reloading
    sender: Sender
    texts: Texts
    admin_texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("status", self.on_status, "admin")
        routes.command("documents", self.on_documents, "admin")
        routes.command("rollback", self.on_rollback, "admin")
        routes.button("remove", self.on_remove, "admin")
        routes.button("rollback", self.on_edition, "admin")

    async def on_status(self, incoming: Incoming) -> None:
        status = await self._status(incoming)
        if status:
            await self.sender.send(incoming.chat, paginate([Run(status_text(status, self.admin_texts))]))

    async def on_documents(self, incoming: Incoming) -> None:
        """Every document with its counts, and a button to remove it."""
        try:
            rows = await asyncio.to_thread(self.administration.documents)
            edition = (await asyncio.to_thread(self.administration.status)).edition
        except AdminError as error:
            await self._say(incoming, str(error))
            return
        buttons = [
            [button(self.texts.say("button.remove", title=row.source.title), "remove", at, edition)]
            for at, row in enumerate(rows[:_MOST_BUTTONS])
        ]
        await self.sender.send(
            incoming.chat, paginate([Run(documents_text(rows, self.admin_texts))]), keyboard(buttons)
        )

    async def on_remove(self, incoming: Incoming) -> None:
        """Rehearse the current documents without one; a list of an older edition is refused."""
        at, edition = incoming.pressed
        try:
            rows = await asyncio.to_thread(self.administration.documents)
            now = (await asyncio.to_thread(self.administration.status)).edition
        except AdminError as error:
            await incoming.query.answer(str(error)[:200], show_alert=True)
            return
        if now != edition:
            await incoming.query.answer(self.texts.say("documents.stale"), show_alert=True)
            return
        await incoming.query.answer()
        await self.reloading.rehearse(incoming.chat, remove=[rows[int(at)].source.id])

    async def on_rollback(self, incoming: Incoming) -> None:
        """The kept editions as buttons."""
        status = await self._status(incoming)
        if status is None:
            return
        others = [edition for edition in status.kept if not edition.current]
        buttons = [[button(self._edition(edition), "rollback", edition.id)] for edition in others[:_MOST_BUTTONS]]
        key = "rollback.choose" if others else "rollback.none"
        text = self.texts.say(key, edition=status.edition)
        await self.sender.send(incoming.chat, paginate([Run(text)]), keyboard(buttons))

    async def on_edition(self, incoming: Incoming) -> None:
        await incoming.query.answer()
        try:
            switched = await self.administration.rollback(incoming.pressed[0], incoming.name)
        except AdminError as error:
            await self._say(incoming, str(error))
            return
        await self.sender.strip(incoming.message)
        await self._say(incoming, self.admin_texts.say("rollback.done", edition=switched.edition))

    async def _status(self, incoming: Incoming) -> Status | None:
        try:
            return await asyncio.to_thread(self.administration.status)
        except AdminError as error:
            await self._say(incoming, str(error))
            return None

    def _edition(self, edition: KeptEdition) -> str:
        return self.texts.say("button.edition", edition=edition.id, documents=edition.documents)

    async def _say(self, incoming: Incoming, text: str) -> None:
        await self.sender.send(incoming.chat, paginate([Run(text)]))
