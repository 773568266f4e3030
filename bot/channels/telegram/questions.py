"""A text or a button becomes a question; an edited text is answered afresh where the old answer stands."""

from __future__ import annotations

from dataclasses import dataclass

from telegram.ext import filters

from bot.answering.answer import Question
from bot.answering.writing.phrase import Contact
from bot.channels.protocols import Assistant
from bot.channels.telegram.answering import Giver
from bot.channels.telegram.drafting import drafting
from bot.channels.telegram.elder import Elder
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import EDITED, NEW, TEXT, Routes
from bot.channels.telegram.sending import Sender
from bot.people.admission import Admissions
from bot.people.conversations import Conversations
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Questions:
    """Answers questions."""

    assistant: Assistant
    conversations: Conversations
    admissions: Admissions
    elder: Elder
    giver: Giver
    contact: Contact
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.message(NEW & (TEXT | filters.PHOTO & filters.CAPTION), self.on_text)
        routes.message(EDITED & TEXT, self.on_edit)
        routes.button("ask", self.on_button)

    async def on_text(self, incoming: Incoming) -> None:
        """Answer, unless an earlier run has answered this very message."""
        await self.answer(incoming, await self.elder.question(incoming.text), once=True)

    async def on_edit(self, incoming: Incoming) -> None:
        given = await self.conversations.given_to(incoming.conversation, incoming.message.message_id)
        if given is not None and given.answer.question == incoming.text:
            return
        if given is not None:
            await self.conversations.drop(given.id)
        await self.answer(incoming, incoming.text, given.messages if given else ())

    async def on_button(self, incoming: Incoming) -> None:
        """Ask what stands on the button; it is shown first, since nobody typed it."""
        await incoming.query.answer()
        await self.answer_shown(incoming, incoming.label)

    async def answer_shown(self, incoming: Incoming, text: str) -> None:
        """Show the question that was understood, then answer it."""
        await self.sender.send(incoming.chat, paginate([Run(self.texts.say("your_question", question=text))]))
        await self.answer(incoming, text)

    async def answer(
        self, incoming: Incoming, text: str, instead_of: tuple[int, ...] = (), *, once: bool = False
    ) -> None:
        """Answer ``text`` where it was asked, with ``once`` unless it was; ``instead_of``: the messages of an answer
        that it takes the place of.
        """
        admission = await self.admissions.of_message(incoming.asked, once=once)
        if admission.refused == "enough":
            enough = self.texts.say("enough_today", contact=self.contact.name, phone=self.contact.phone)
            await self.sender.send(incoming.chat, paginate([Run(enough)]))
        if admission.refused is not None:
            return
        question = Question(text, incoming.role, admission.history, public_only=incoming.in_group)
        async with self.sender.typing(incoming.chat), drafting(self.sender, incoming) as on_sentences:
            answer = await self.assistant.ask(question, on_sentences=on_sentences)
        await self.giver.give(incoming, answer, instead_of)
