"""Giving an answer to a person: as one text or, for elders, idea by idea; with buttons, in place of an older one."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.answering.answer import Answer
from bot.channels.protocols import Shelf
from bot.channels.telegram.buttons import answer_buttons, leads_on
from bot.channels.telegram.cards import Cards
from bot.channels.telegram.corrections import Corrections
from bot.channels.telegram.elder import Elder, elder_pages
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.render import answer_pages
from bot.channels.telegram.sending import Sender
from bot.people.conversations import Conversations
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Giver:
    """Sends answers and remembers them for the buttons under them."""

    conversations: Conversations
    shelf: Shelf
    elder: Elder
    cards: Cards
    corrections: Corrections
    sender: Sender
    journal: Journal
    texts: Texts
    reads_aloud: bool = False

    async def give(self, incoming: Incoming, answer: Answer, instead_of: tuple[int, ...] = ()) -> None:
        """Send ``answer``; ``instead_of``: the messages of an answer whose place it takes."""
        answer_id = await self.conversations.keep(incoming.asked, answer)
        lost = leads_on(answer) and not answer.choices
        near = await asyncio.to_thread(self.shelf.nearest, answer.question) if lost else ()
        titles = [section.title for section in near]
        markup = answer_buttons(answer_id, answer, titles, self.texts, self.reads_aloud)
        elder = await self.elder.is_on(incoming)
        pages = (elder_pages(answer) if elder else ()) or answer_pages(answer, self.texts)
        await self.journal.replying(incoming.update.update_id)
        reply_to = incoming.message.message_id if incoming.in_group else None
        messages = await self.sender.replace(incoming.chat, instead_of, pages, markup, reply_to)
        await self.conversations.replied(answer_id, messages)
        await self.corrections.note(incoming, answer)
        if elder and answer.status == "answered":
            await self.cards.send(incoming.chat, answer)
