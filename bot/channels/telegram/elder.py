"""长辈模式: one idea a message, short sentences, a card with every answer, and four big buttons for what people ask."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from telegram import ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.answering.answer import Answer
from bot.channels.protocols import Shelf
from bot.channels.shelf import Topic
from bot.channels.telegram.html import Page, Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.preferences import Preferences
from bot.texts import Texts

_BUTTONS = 4
_IDEA = re.compile("(?<=[\u3002\uff01\uff1f\uff1b;!?])(?=[^\u201d\u2019\uff09)])")


@dataclass(frozen=True, slots=True)
class Elder:
    """Switches the mode, and knows the questions behind its buttons."""

    preferences: Preferences
    shelf: Shelf
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("elder", self.on_elder)

    async def on_elder(self, incoming: Incoming) -> None:
        """On with the buttons, off without them; it is a matter of the private chat."""
        if incoming.in_group:
            return
        wishes = await self.preferences.of(incoming.name)
        wishes = await self.preferences.set(incoming.name, elder=not wishes.elder)
        if not wishes.elder:
            await self.sender.send(incoming.chat, paginate([Run(self.texts.say("elder.off"))]), ReplyKeyboardRemove())
            return
        labels = [topic.label for topic in await self._topics()]
        keys = (
            ReplyKeyboardMarkup([labels[:2], labels[2:]], resize_keyboard=False, is_persistent=True) if labels else None
        )
        await self.sender.send(incoming.chat, paginate([Run(self.texts.say("elder.on"))]), keys)

    async def question(self, text: str) -> str:
        """The question behind a button's text; any other text as it is."""
        return next((topic.question for topic in await self._topics() if topic.label == text), text)

    async def _topics(self) -> tuple[Topic, ...]:
        return (await asyncio.to_thread(self.shelf.topics))[:_BUTTONS]


def elder_pages(answer: Answer) -> tuple[Page, ...]:
    """One idea a message, without marks: what proves them is behind the buttons."""
    ideas = [idea.strip() for s in answer.sentences for idea in _IDEA.split(s.text) if idea.strip()]
    return tuple(page for idea in ideas for page in paginate([Run(idea)]))
