"""The writer with a model: it tells what the sources say, every sentence with its tokens, and the checks judge it.

Whatever goes wrong, ``write`` returns None within its time, and the documents' own sentences answer instead.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from bot.answering.answer import AnswerSentence, Citation, FigureInAnswer
from bot.answering.checks.mentions import mentions, plain
from bot.answering.checks.verify import Failure, TextOf, verify
from bot.answering.draft import Citations, Draft, in_answer
from bot.answering.events import tell, tell_failures
from bot.answering.masking import mask
from bot.answering.model.additions import additions
from bot.answering.model.budget import Budget, OverBudgetError
from bot.answering.model.chat import EndpointError, Model, ModelError, OnText, Reply
from bot.answering.model.replies import SCHEMA, ReplyReader, Written, read
from bot.answering.model.rows import of_other_rows
from bot.answering.model.sources import Line, fenced, material, number
from bot.texts import Texts
from retrieval.document import Passage

OnSentence = Callable[[tuple[AnswerSentence, ...]], None]

_TRIES = 2
_QUESTION_LENGTH = 500
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Told:
    """What the model has told so far, with its tokens turned into citations."""

    lines: dict[str, Line]
    sentences: list[AnswerSentence] = field(default_factory=list)
    citations: Citations = field(default_factory=Citations)

    def add(self, written: Written) -> AnswerSentence:
        """Take a sentence; tokens that were not given are left out."""
        known = [self.lines[token] for token in written.tokens if token in self.lines]
        numbers = dict.fromkeys(n for line in known for n in line.cite(written.text, self.citations))
        kind = "computed" if re.search("[=≈]|等于", plain(written.text)) else "document"
        sentence = AnswerSentence(written.text, kind, tuple(numbers))  # type: ignore[arg-type]
        self.sentences.append(sentence)
        return sentence

    @property
    def sourced(self) -> bool:
        return any(sentence.citations for sentence in self.sentences)

    def rows(self, sentence: AnswerSentence) -> list[FigureInAnswer]:
        """The ledger's rows in what a sentence cites."""
        cited = (citation for citation in self.citations.found if citation.n in sentence.citations)
        return [figure for citation in cited for figure in _figures(self.lines, citation)]

    def figures(self) -> Iterator[FigureInAnswer]:
        """The ledger rows whose numbers the sentences tell."""
        for sentence in self.sentences:
            told = mentions(plain(sentence.text))
            for figure in self.rows(sentence):
                if any(one.equals(two) for one in mentions(plain(figure.value)) for two in told):
                    yield figure

    def failures(self, text_of: TextOf) -> tuple[Failure, ...]:
        """What is wrong with all that was told so far."""
        figures = tuple(dict.fromkeys(self.figures()))
        return self._wrong(self.sentences, figures, text_of)

    def failures_of(self, sentence: AnswerSentence, text_of: TextOf) -> tuple[Failure, ...]:
        """What is wrong with one sentence by itself."""
        return self._wrong([sentence], (), text_of)

    def _wrong(
        self, sentences: Sequence[AnswerSentence], figures: Sequence[FigureInAnswer], text_of: TextOf
    ) -> tuple[Failure, ...]:
        citations = self.citations.found
        strangers = [failure for one in sentences for failure in of_other_rows(one, self.rows(one))]
        return (*additions(sentences, citations), *verify(sentences, citations, figures, text_of), *strangers)

    def draft(self) -> Draft:
        figures = tuple(dict.fromkeys(self.figures()))
        return Draft("answered", tuple(self.sentences), tuple(self.citations.found), figures, mode="generative")


def _figures(lines: dict[str, Line], citation: Citation) -> Iterator[FigureInAnswer]:
    chunks = {line.passage.chunk.id: line.passage.chunk for line in lines.values()}
    for chunk in chunks.values():
        for figure in chunk.figures if chunk.document == citation.document else ():
            if citation.start <= figure.start and figure.end <= citation.end:
                yield in_answer(figure, citation.n)


class GenerativeWriter:
    """Writes with a model that is asked at most twice, both times within ``seconds`` altogether."""

    def __init__(
        self,
        model: Model,
        prompts: Texts,
        budget: Budget,
        *,
        office: str,
        seconds: float,
        may_read_internal: bool = False,
    ) -> None:
        self._model, self._prompts, self._budget = model, prompts, budget
        self._office, self._seconds, self._may_read_internal = office, seconds, may_read_internal

    async def write(
        self, question: str, passages: Sequence[Passage], text_of: TextOf, on_sentence: OnSentence | None = None
    ) -> Draft | None:
        """An answer that passed the checks, or None: the model failed, is over budget, or has nothing to say.

        ``question``: completed, in the words of the person. ``on_sentence`` is given all sentences that are proved so
        far, each time another one is finished; a second try starts again.
        """
        until = time.monotonic() + self._seconds
        lines = number([p for p in passages if self._may_read_internal or p.source.audience == "public"])
        if not lines:
            return None
        try:
            return await self._tries(self._messages(question, lines), lines, text_of, on_sentence, until)
        except OverBudgetError as why:
            _log.info("the model is not asked: %s", why)
        except ModelError as why:
            _log.warning("the model failed: %s", why.reason)
            tell("model_failed", reason=why.reason)
        return None

    async def _tries(
        self,
        messages: list[BaseMessage],
        lines: dict[str, Line],
        text_of: TextOf,
        on_sentence: OnSentence | None,
        until: float,
    ) -> Draft | None:
        for _ in range(_TRIES):
            preview = _Preview(Told(lines), text_of, on_sentence)
            reply = await self._ask(messages, until, preview.feed)
            told = Told(lines)
            for written in read(reply.text):
                told.add(written)
            if not told.sourced:
                return None
            failures = told.failures(text_of)
            if not failures:
                preview.finish()
                return told.draft()
            tell_failures(_log, logging.INFO, "a draft failed the checks", failures)
            messages = [*messages, AIMessage(reply.text), HumanMessage(self._again(failures))]
        return None

    async def _ask(self, messages: Sequence[BaseMessage], until: float, on_text: OnText) -> Reply:
        with self._budget.call(EndpointError):
            left = until - time.monotonic()
            reply = await self._model.ask(messages, SCHEMA, left, on_text)
            self._budget.spend(reply.tokens)
            tell("model_spent", read=reply.read, written=reply.written)
            return reply

    def _messages(self, question: str, lines: dict[str, Line]) -> list[BaseMessage]:
        asked = fenced(mask(question), _QUESTION_LENGTH)
        return [
            SystemMessage(self._prompts.say("system", office=self._office)),
            HumanMessage(self._prompts.say("question", material=material(lines, self._prompts), question=asked)),
        ]

    def _again(self, failures: Sequence[Failure]) -> str:
        say = self._prompts.say
        shown = (say("failure", sentence=f.sentence, rule=say(f"rules.{f.rule}"), detail=f.detail) for f in failures)
        return say("again", failures="\n".join(dict.fromkeys(shown)))


@dataclass(slots=True)
class _Preview:
    """Shows the finished sentences of a reply that is still being written, each checked by itself."""

    told: Told
    text_of: TextOf
    on_sentence: OnSentence | None
    _reader: ReplyReader = field(default_factory=ReplyReader)
    _proved: tuple[AnswerSentence, ...] = ()

    def feed(self, piece: str) -> None:
        self._show(self._reader.feed(piece))

    def finish(self) -> None:
        self._show(self._reader.finish())

    def _show(self, found: list[Written]) -> None:
        for written in found if self.on_sentence else ():
            sentence = self.told.add(written)
            if not self.told.failures_of(sentence, self.text_of):
                self._proved = (*self._proved, sentence)
                self.on_sentence(self._proved)  # type: ignore[misc]
