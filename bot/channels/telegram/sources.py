"""The button of a source: shows the whole paragraph with the quote in bold."""

from __future__ import annotations

import asyncio

from bot.answering.answer import Citation
from bot.channels.protocols import Assistant, Shelf
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.render import paragraph_pages
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.conversations import Conversations
from bot.texts import Texts
from retrieval.editions.library import NoEditionError


class Sources:
    """Shows where an answer was taken from."""

    def __init__(
        self,
        assistant: Assistant,
        conversations: Conversations,
        shelf: Shelf,
        sender: Sender,
        texts: Texts,
        public_url: str | None,
    ) -> None:
        """``public_url``: of the web pages, where everyone can open them."""
        self._assistant = assistant
        self._shelf = shelf
        self._public_url = public_url
        self._conversations = conversations
        self._sender = sender
        self._texts = texts

    def register(self, routes: Routes) -> None:
        routes.button("source", self.on_source)

    async def on_source(self, incoming: Incoming) -> None:
        answer_id, n = incoming.pressed
        given = await self._conversations.given(answer_id)
        citation = next((c for c in given.answer.citations if c.n == int(n)), None) if given else None
        if given is None or citation is None:
            await incoming.query.answer(self._texts.say("source.gone"), show_alert=True)
            return
        await incoming.query.answer()
        paragraph = await asyncio.to_thread(self._paragraph, citation, given.answer.edition)
        link = await asyncio.to_thread(self._link, citation)
        pages = paragraph_pages(citation, paragraph, self._texts, link)
        await self._sender.send(incoming.chat, pages, reply_to=incoming.message.message_id)

    def _link(self, citation: Citation) -> str | None:
        """Where the whole document can be read, at the quote."""
        if self._public_url is None:
            return None
        path = self._shelf.address(citation.document, citation.start, citation.end)
        return path and self._public_url + path

    def _paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]:
        """The paragraph of a citation; the quote alone once its edition or document is gone."""
        try:
            return self._assistant.paragraph(citation, edition)
        except (KeyError, NoEditionError):
            return citation.quote, 0, len(citation.quote)
