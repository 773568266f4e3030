"""Giving an answer to a person: as one text or, for elders, idea by idea; with buttons, in place of an older one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.answering.answer import Answer
from bot.channels.protocols import Shelf
from bot.channels.telegram.buttons import answer_buttons, leads_on
from bot.channels.telegram.cards import Cards
from bot.channels.telegram.elder import elder_pages
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.keeping import Keeping
from bot.channels.telegram.render import answer_pages
from bot.channels.telegram.sending import Sender
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Giver:
    """Sends answers and remembers them for the buttons under them."""

    keeping: Keeping
    shelf: Shelf
    cards: Cards
    sender: Sender
    texts: Texts
    reads_aloud: bool = False

    async def give(self, incoming: Incoming, answer: Answer, instead_of: tuple[int, ...] = ()) -> None:
        """Send ``answer``; ``instead_of``: the messages of an answer whose place it takes."""
        lost = leads_on(answer) and not answer.choices
        near = await asyncio.to_thread(self.shelf.nearest, answer.question) if lost else ()
        kept = await self.keeping.leaves(incoming, answer)
        markup = answer_buttons(kept.id, answer, [section.title for section in near], self.texts, self.reads_aloud)
        elder = kept.wishes.elder and not incoming.in_group
        pages = (elder_pages(answer) if elder else ()) or answer_pages(answer, self.texts)
        reply_to = incoming.message.message_id if incoming.in_group else None
        messages = await self.sender.replace(incoming.chat, instead_of, pages, markup, reply_to)
        await self.keeping.arrived(kept, incoming, answer, messages)
        if elder and answer.status == "answered":
            await self.cards.send(incoming.chat, answer)
