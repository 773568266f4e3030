"""大字卡: an answer as pictures in very large characters."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram.constants import ChatAction

from bot.answering.answer import Answer
from bot.answering.writing.phrase import Contact
from bot.channels.card import Card, draw_cards
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.conversations import Conversations
from bot.texts import Texts

_MOST = 6  # cards of one answer


@dataclass(frozen=True, slots=True)
class Cards:
    """Draws and sends cards."""

    conversations: Conversations
    sender: Sender
    contact: Contact
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.button("card", self.on_card)

    async def on_card(self, incoming: Incoming) -> None:
        given = await self.conversations.given(incoming.pressed[0])
        if given is None:
            await incoming.query.answer(self.texts.say("source.gone"), show_alert=True)
            return
        await incoming.query.answer()
        await self.send(incoming.chat, given.answer)

    async def send(self, chat: int, answer: Answer) -> None:
        async with self.sender.typing(chat, ChatAction.UPLOAD_PHOTO):
            pictures = await asyncio.to_thread(draw_cards, answer_card(answer, self.contact, self.texts))
            for picture in pictures[:_MOST]:
                await self.sender.photo(chat, picture)


def answer_card(answer: Answer, contact: Contact, texts: Texts) -> Card:
    """What a card says of an answer: the answer large, its stamps; small, as of when it holds and whom to call."""
    last = max((at for at, one in enumerate(answer.sentences) if one.kind != "fixed"), default=len(answer.sentences))
    large, small = answer.sentences[: last + 1], answer.sentences[last + 1 :]
    stamps = dict.fromkeys(c.progress for c in answer.citations if c.progress)
    sources = dict.fromkeys(texts.say("card.source", title=c.title) for c in answer.citations)
    return Card(
        title=answer.question,
        text="\n".join(sentence.text for sentence in large),
        stamps=tuple((stamp, texts.say(f"stamp.{stamp}")) for stamp in stamps),
        foot=(
            *([sentence.text for sentence in small] or sources),
            texts.say("card.contact", contact=contact.name, phone=contact.phone),
        ),
    )
