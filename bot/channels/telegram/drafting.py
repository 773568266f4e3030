"""An answer while it is being written: in a private chat the sentences proved so far are shown as a draft."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.answering.answer import AnswerSentence
from bot.answering.turn import OnSentences
from bot.channels.telegram.html import Run, as_plain, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.newest import Newest
from bot.channels.telegram.sending import Sender

_BETWEEN = 1.0  # seconds


@asynccontextmanager
async def drafting(sender: Sender, incoming: Incoming) -> AsyncIterator[OnSentences | None]:
    """What takes the sentences, all that are proved so far each time; None in a group, where drafts do not exist."""
    if incoming.in_group:
        yield None
        return
    chat, draft = incoming.chat, incoming.message.message_id

    async def show(text: str) -> None:
        await sender.bot.send_message_draft(chat, draft, text)

    async with Newest(show, _BETWEEN) as newest:

        def take(sentences: tuple[AnswerSentence, ...]) -> None:
            pages = paginate([Run("\n".join(sentence.shown for sentence in sentences))])
            if pages:
                newest.tell(as_plain(pages[0]))

        yield take
