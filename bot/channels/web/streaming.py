"""Server-sent events of an answer: the sentences proved so far while a model writes, then the whole of it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

from starlette.responses import StreamingResponse

from bot.answering.answer import AnswerSentence
from bot.answering.turn import OnSentences
from bot.channels.web.view import sentences_view

Work = Callable[[OnSentences], Awaitable[dict[str, Any]]]
_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}  # nothing on the way holds an event back
_log = logging.getLogger(__name__)


def streamed(work: Work, failed: str) -> StreamingResponse:
    """The events ``sentences`` (any number) and ``answer``, or ``error`` with the text ``failed``."""
    return StreamingResponse(_events(work, failed), media_type="text/event-stream", headers=_HEADERS)


async def _events(work: Work, failed: str) -> AsyncIterator[str]:
    news: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def on_sentences(sentences: tuple[AnswerSentence, ...]) -> None:
        told = event("sentences", {"sentences": sentences_view(sentences)})
        loop.call_soon_threadsafe(news.put_nowait, told)

    answering = asyncio.ensure_future(work(on_sentences))
    answering.add_done_callback(lambda _: news.put_nowait(None))
    try:
        while (told := await news.get()) is not None:
            yield told
        yield _outcome(answering, failed)
    finally:
        answering.cancel()  # whoever asked has gone
        with suppress(asyncio.CancelledError, Exception):
            await answering


def _outcome(answering: asyncio.Future[dict[str, Any]], failed: str) -> str:
    if error := answering.exception():
        _log.error("an answer failed", exc_info=error)
        return event("error", {"error": failed})
    return event("answer", answering.result())


def event(name: str, data: dict[str, Any]) -> str:
    """One event; JSON has no line breaks of its own."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
