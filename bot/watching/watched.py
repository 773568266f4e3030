"""An assistant that is watched: every question has an id, a line in the log, its numbers and its trace."""

from __future__ import annotations

import logging
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from langchain_core.callbacks import BaseCallbackHandler

from bot.answering.answer import Answer, Citation, Question
from bot.answering.turn import OnSentences
from bot.request_id import request
from bot.watching.metrics import Metrics
from bot.watching.steps import Steps

if TYPE_CHECKING:  # only where an endpoint is set
    from bot.watching.traces import Traces

_log = logging.getLogger(__name__)


class Answering(Protocol):
    """The assistant behind."""

    async def ask(self, question: Question, *, on_sentences: OnSentences | None = None) -> Answer: ...

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]: ...


@dataclass(frozen=True, slots=True)
class Watching:
    """What the whole process is watched with."""

    metrics: Metrics
    traces: Traces | None = None

    def handlers(self) -> tuple[BaseCallbackHandler, ...]:
        """What listens to the chain of an answer."""
        steps = Steps(self.metrics)
        return (steps, self.traces) if self.traces else (steps,)

    def span(self, channel: str) -> AbstractContextManager[dict[str, str]]:
        """Around a question; what is put into the dictionary is told with it."""
        return self.traces.question(channel) if self.traces else nullcontext({})

    def watch(self, assistant: Answering, channel: str) -> Watched:
        return Watched(assistant, channel, self)


@dataclass(frozen=True, slots=True)
class Watched:
    """Answers as the assistant behind it does."""

    behind: Answering
    channel: str
    watching: Watching

    async def ask(self, question: Question, *, on_sentences: OnSentences | None = None) -> Answer:
        began = time.perf_counter()
        with request(), self.watching.span(self.channel) as span:
            answer = await self.behind.ask(question, on_sentences=on_sentences)
            seconds = time.perf_counter() - began
            told: dict[str, str] = {"status": answer.status, "mode": answer.mode, "edition": answer.edition}
            span.update(told)
            self.watching.metrics.question(self.channel, answer.status, seconds)
            fields = {"channel": self.channel, "role": question.role, "ms": round(seconds * 1000), **told}
            _log.info("answered", extra={"fields": fields, "texts": {"question": question.text, "answer": answer.text}})
        return answer

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]:
        return self.behind.paragraph(citation, edition)
