"""更正通知: who was told a figure and opted in hears when another edition tells it otherwise, with both sources."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram.error import BadRequest, Forbidden

from bot.channels.protocols import Shelf
from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.conversations import Conversations
from bot.people.preferences import Preferences
from bot.people.told import Told, ToldFigures
from bot.texts import Texts
from retrieval.editions.ledger import LedgerRow
from retrieval.editions.library import NoEditionError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Corrections:
    """Opting in and out, and the notices. ``check`` may be called at any time; it works once an edition."""

    told: ToldFigures
    preferences: Preferences
    conversations: Conversations
    shelf: Shelf
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.button("watch", self.on_watch)
        routes.button("unwatch", self.on_unwatch)

    async def on_watch(self, incoming: Incoming) -> None:
        """From now on, and for the figures of this answer."""
        await self.preferences.set(incoming.name, corrections=True)
        given = await self.conversations.given(incoming.pressed[0])
        if given is not None:
            await self.told.note(incoming.name, incoming.person, given.answer)
        await incoming.query.answer(self.texts.say("corrections.on"), show_alert=True)

    async def on_unwatch(self, incoming: Incoming) -> None:
        await self.preferences.set(incoming.name, corrections=False)
        await self.told.stop(incoming.name)
        await incoming.query.answer(self.texts.say("corrections.off"), show_alert=True)

    async def check(self) -> None:
        """Compare what was told with the current edition, and write to whom it concerns."""
        try:
            edition, rows = await asyncio.to_thread(lambda: (self.shelf.edition(), self.shelf.figures()))
        except NoEditionError:
            return
        if await self.told.compared_with() == edition:
            return
        async with self.told.comparing() as mine:
            if mine and await self.told.compared_with() != edition:
                await self._compare(edition, rows)

    async def _compare(self, edition: str, rows: Sequence[LedgerRow]) -> None:
        for old, new in changed(await self.told.all(), rows):
            await self._notify(old, new)
            await self.told.corrected(old.id, new.figure.value, new.quote)
        await self.told.set_compared(edition)

    async def _notify(self, old: Told, new: LedgerRow) -> None:
        about = " ".join(filter(None, (old.indicator, old.period)))
        text = self.texts.say(
            "corrections.notice",
            about=about,
            old=old.value,
            old_title=old.title,
            old_quote=old.quote,
            new=new.figure.value,
            new_title=self.shelf.title(new.document),
            new_quote=new.quote,
        )
        stop = button(self.texts.say("button.unwatch"), "unwatch")
        try:
            await self.sender.send(old.chat, paginate([Run(text)]), keyboard([[stop]]))
        except (BadRequest, Forbidden) as error:
            _log.info("a correction did not reach its reader: %s", error)


def changed(told: Iterable[Told], rows: Sequence[LedgerRow]) -> list[tuple[Told, LedgerRow]]:
    """What was told and is told otherwise now. Where a document tells a kind of figure twice, nothing is claimed."""
    now: dict[tuple[str, ...], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        now[row.document, row.figure.indicator, row.figure.period or "", row.figure.unit].append(row)
    found = []
    for old in told:
        same = now.get((old.document, old.indicator, old.period, old.unit), [])
        if len(same) == 1 and same[0].figure.value != old.value:
            found.append((old, same[0]))
    return found
