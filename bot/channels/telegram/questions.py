"""A text becomes a question, its answer a reply with a button for each source; an edited text is answered in place."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.answer import Answer, Question
from bot.channels.protocols import Assistant
from bot.channels.telegram.buttons import answer_buttons
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.render import answer_pages
from bot.channels.telegram.routes import EDITED, NEW, TEXT, Routes
from bot.channels.telegram.sending import Sender
from bot.people.allowance import Allowance
from bot.people.conversations import Conversations
from bot.people.roles import reaches
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Questions:
    """Answers texts."""

    assistant: Assistant
    conversations: Conversations
    allowance: Allowance
    sender: Sender
    journal: Journal
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.message(NEW & TEXT, self.on_text)
        routes.message(EDITED & TEXT, self.on_edit)

    async def on_text(self, incoming: Incoming) -> None:
        """Answer, unless an earlier run has answered this very message."""
        given = await self.conversations.given_to(incoming.conversation, incoming.message.message_id)
        if given is None or not given.messages:
            await self.answer(incoming, incoming.text)

    async def on_edit(self, incoming: Incoming) -> None:
        """Answer afresh where the old answer stands."""
        given = await self.conversations.given_to(incoming.conversation, incoming.message.message_id)
        if given is not None and given.answer.question == incoming.text:
            return
        if given is not None:
            await self.conversations.drop(given.id)
        await self.answer(incoming, incoming.text, given.messages if given else ())

    async def answer(self, incoming: Incoming, text: str, instead_of: tuple[int, ...] = ()) -> None:
        """Answer ``text`` where it was asked; ``instead_of``: the messages of an answer that it takes the place of."""
        if not reaches(incoming.role, "staff") and not await self.allowance.take(incoming.name):
            await self.sender.send(incoming.chat, paginate([Run(self.texts.say("enough_today"))]))
            return
        history = await self.conversations.history(incoming.conversation)
        async with self.sender.typing(incoming.chat):
            answer = await self.assistant.ask(Question(text, incoming.role, history, public_only=incoming.in_group))
        await self._give(incoming, answer, instead_of)

    async def _give(self, incoming: Incoming, answer: Answer, instead_of: tuple[int, ...]) -> None:
        answer_id = await self.conversations.keep(incoming.asked, answer)
        await self.journal.replying(incoming.update.update_id)
        pages, markup = answer_pages(answer, self.texts), answer_buttons(answer_id, answer, self.texts)
        reply_to = incoming.message.message_id if incoming.in_group else None
        messages = await self.sender.replace(incoming.chat, instead_of, pages, markup, reply_to)
        await self.conversations.replied(answer_id, messages)
