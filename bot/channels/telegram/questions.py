"""A text becomes a question, its answer a reply with a button for each source."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.ext import filters

from bot.answering.answer import Answer, Question
from bot.channels.protocols import Assistant
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.render import answer_pages
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.conversations import Conversations
from bot.texts import Texts

_A_ROW = 4
_MOST_SOURCES = 24


class Questions:
    """Answers texts."""

    def __init__(
        self, assistant: Assistant, conversations: Conversations, sender: Sender, journal: Journal, texts: Texts
    ) -> None:
        self._assistant = assistant
        self._conversations = conversations
        self._sender = sender
        self._journal = journal
        self._texts = texts

    def register(self, routes: Routes) -> None:
        routes.message(filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND, self.on_text)

    async def on_text(self, incoming: Incoming) -> None:
        """Answer, unless an earlier run has answered this very message."""
        given = await self._conversations.given_to(incoming.conversation, incoming.message.message_id)
        if given is None or not given.messages:
            await self.answer(incoming, incoming.text)

    async def answer(self, incoming: Incoming, text: str) -> None:
        """Answer ``text`` where it was asked."""
        history = await self._conversations.history(incoming.conversation)
        async with self._sender.typing(incoming.chat):
            answer = await self._assistant.ask(Question(text, incoming.role, history, public_only=incoming.in_group))
        answer_id = await self._conversations.keep(incoming.asked, answer)
        await self._journal.replying(incoming.update.update_id)
        sent = await self._reply(incoming, answer_id, answer)
        await self._conversations.replied(answer_id, tuple(message.message_id for message in sent))

    async def _reply(self, incoming: Incoming, answer_id: str, answer: Answer) -> tuple[Message, ...]:
        pages = answer_pages(answer, self._texts)
        markup = answer_buttons(answer_id, answer, self._texts)
        reply_to = incoming.message.message_id if incoming.in_group else None
        return await self._sender.send(incoming.chat, pages, markup, reply_to)


def answer_buttons(answer_id: str, answer: Answer, texts: Texts) -> InlineKeyboardMarkup | None:
    """A button for each source of an answer."""
    sources = [
        InlineKeyboardButton(texts.say("button.source", n=citation.n), callback_data=f"source:{answer_id}:{citation.n}")
        for citation in answer.citations[:_MOST_SOURCES]
    ]
    rows = [sources[at : at + _A_ROW] for at in range(0, len(sources), _A_ROW)]
    return InlineKeyboardMarkup(rows) if rows else None
