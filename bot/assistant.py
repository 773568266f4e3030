"""The assistant: the whole path of a question on one screen.

guard → [understand | search | write | verify | phrase], the brackets being one LangChain chain in both modes; only the
writer differs: sentences of the report, or a model that tells in its words what they answer.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, cast

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from bot.answering.answer import Answer, AnswerSentence, Citation, Question
from bot.answering.checks.verify import verify
from bot.answering.draft import Draft
from bot.answering.events import tell_failures
from bot.answering.guard import Guards
from bot.answering.masking import mask
from bot.answering.question.interpret import Interpreter
from bot.answering.question.language import Script, understand_script
from bot.answering.question.offices import of_neighbours, offices_of
from bot.answering.question.together import questions_in, together
from bot.answering.turn import OnSentences, Turn, answers_it, unless_drafted
from bot.answering.writing.extractive import write_extractive
from bot.answering.writing.paragraph import paragraph
from bot.answering.writing.phrase import Contact, phrase
from bot.answering.writing.wording import not_found, owned_up
from bot.texts import Texts
from retrieval.editions.edition import Edition
from retrieval.editions.library import Library
from retrieval.search import SearchQuery

if TYPE_CHECKING:  # only with a key
    from bot.answering.model.rewording import Rewording

_KEPT = 14  # passages a writer reads
_KEPT_FOR_SUMMARY = 60
_EDITIONS = 4  # whose offices are remembered
_READ = 2_000  # characters of a question
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Phrases:
    """What users are told, by the script of their question."""

    answers: Mapping[Script, Texts]
    replies: Mapping[Script, Texts]  # of the guard
    office: str
    contact: Contact
    crisis_phone: str


class Assistant:
    """Answers questions from the current edition of a library. Safe to use from several threads and tasks."""

    def __init__(
        self,
        library: Library,
        guards: Guards,
        interpreter: Interpreter,
        phrases: Phrases,
        rewording: Rewording | None = None,
        listeners: Sequence[BaseCallbackHandler] = (),
    ) -> None:
        """``rewording``: of the model, where one is configured; ``listeners``: hear of every step."""
        self._library, self._guards, self._phrases, self._rewording = library, guards, phrases, rewording
        self._offices = lru_cache(_EDITIONS)(lambda edition: offices_of(edition.sources.values()))
        self._config = RunnableConfig(callbacks=list(listeners))
        chain: Runnable[Turn, Turn] = RunnableLambda(unless_drafted(interpreter), name="understand")
        chain = chain | RunnableLambda(unless_drafted(self._search), name="search")
        chain = chain | RunnableLambda(unless_drafted(self._write), name="write")
        chain = chain | RunnableLambda(self._read_otherwise, name="read otherwise")
        if rewording:
            chain = chain | RunnableLambda(rewording.__call__, name="reword")
        chain = chain | RunnableLambda(self._verify, name="verify")
        self._chain = chain | RunnableLambda(self._phrase, name="phrase")

    async def ask(
        self, question: Question, edition: Edition | None = None, on_sentences: OnSentences | None = None
    ) -> Answer:
        """The answer; what goes wrong on the way is logged and becomes an answer with status ``error``.

        ``edition``: which one answers, as in a rehearsal; without it the current. ``on_sentences`` is given what is
        proved so far while a model writes.
        """
        began, question = time.perf_counter(), _readable(question)
        try:
            draft, answered_from = await self._draft(_masked(question), edition, on_sentences)
        except Exception:  # noqa: BLE001 logged with its trace, told to the person
            _log.exception("a question could not be answered")
            draft, answered_from = self._failed(question), ""
        return Answer(
            question=question.text,
            status=draft.status,
            sentences=draft.sentences,
            citations=draft.citations,
            figures=draft.figures,
            mode=draft.mode,
            edition=answered_from,
            elapsed_ms=round((time.perf_counter() - began) * 1000, 1),
            choices=draft.choices,
        )

    async def _draft(
        self, question: Question, edition: Edition | None, on_sentences: OnSentences | None
    ) -> tuple[Draft, str]:
        if reply := self._reply(question.text):
            return reply, self._library.current_id() or ""
        spoken = understand_script(self._guards.strip_instructions(question.text))
        edition = edition or self._library.current()
        drafts: list[Draft] = []
        history = question.history
        for asked in questions_in(spoken.simplified_text):
            one = Turn(replace(question, history=history), replace(spoken, simplified_text=asked), edition)
            turn = await self._through(replace(one, on_sentences=on_sentences))
            drafts.append(cast(Draft, turn.draft))
            history = (*history, asked)
        return together(drafts), edition.id

    async def _through(self, turn: Turn) -> Turn:
        """The chain. Only a model is waited for on the way: without one, one thread goes all of it."""
        if self._rewording:
            return await self._chain.ainvoke(turn, self._config)
        return await asyncio.to_thread(self._chain.invoke, turn, self._config)

    def _reply(self, text: str) -> Draft | None:
        """The fixed reply to an emergency, small talk or manipulation, before anything is looked up."""
        guard = self._guards.guard(text)
        if guard is None:
            return None
        phrases = self._phrases
        reply = phrases.replies[understand_script(text).script].say(
            guard.phrase,
            crisis=phrases.crisis_phone,
            contact=phrases.contact.name,
            phone=phrases.contact.phone,
            office=phrases.office,
        )
        return Draft(guard.status, (AnswerSentence(reply, "fixed"),))

    def _search(self, turn: Turn) -> Turn:
        meaning = turn.understanding
        assert meaning is not None
        others = tuple(word for term in meaning.terms for word in (*term.same[:4], *term.related[:2]))
        context = tuple(term.text for term in meaning.context)
        limit = _KEPT_FOR_SUMMARY if meaning.kind == "summary" or meaning.about else _KEPT
        found = turn.edition.search(SearchQuery(meaning.text, others + context, _audiences(turn.question), limit))
        elsewhere = of_neighbours(meaning.text, self._offices(turn.edition))
        own = (passage for passage in (*found.kept, *found.rejected) if passage.chunk.document not in elsewhere)
        return replace(turn, passages=tuple(islice(own, limit)))

    def _write(self, turn: Turn) -> Turn:
        assert turn.understanding is not None
        texts = self._phrases.answers[turn.spoken.script]
        return replace(turn, draft=write_extractive(turn.understanding, turn.passages, texts))

    def _read_otherwise(self, turn: Turn) -> Turn:
        """A follow-up that has no answer as it was completed: the first of its other readings that has one.

        Where none speaks of what it asks about, an answer to something else is told as no more than the nearest text.
        """
        if turn.understanding is None or answers_it(turn):
            return turn
        readings = (replace(turn, understanding=other) for other in turn.otherwise)
        answers = (self._write(self._search(reading)) for reading in readings)
        found = next((answer for answer in answers if answers_it(answer)), turn)
        draft = found.draft
        if found is not turn or draft is None or draft.status != "answered":
            return found
        near = AnswerSentence(self._phrases.answers[turn.spoken.script].say("partial.near"), "fixed")
        return replace(turn, draft=replace(draft, status="partial", sentences=(near, *draft.sentences)))

    def _verify(self, turn: Turn) -> Turn:
        """Proved or refused: a sentence that fails a check is not sent, and without any left it is a refusal."""
        draft = turn.draft
        if draft is None or turn.understanding is None:
            return turn
        failures = verify(draft.sentences, draft.citations, draft.figures, lambda id_: turn.edition.document(id_).text)
        if not failures:
            return turn
        tell_failures(_log, logging.WARNING, "checks failed", failures)
        return replace(turn, draft=not_found(turn.understanding, self._phrases.answers[turn.spoken.script]))

    def _phrase(self, turn: Turn) -> Turn:
        draft = cast(Draft, turn.draft)
        sources = turn.edition.sources
        cited = [sources[id_] for id_ in dict.fromkeys(citation.document for citation in draft.citations)]
        script = turn.spoken.script
        texts = self._phrases.answers[script]
        draft = self._marked(owned_up(draft, turn.guessed, texts), texts)
        return replace(turn, draft=phrase(draft, script, cited, self._phrases.contact, texts))

    def _marked(self, draft: Draft, texts: Texts) -> Draft:
        """Where a model writes, an answer of the documents' own sentences says that it is one."""
        excerpt = draft.mode == "extractive" and any(sentence.kind == "document" for sentence in draft.sentences)
        if not self._rewording or not excerpt:
            return draft
        return replace(draft, sentences=(*draft.sentences, AnswerSentence(texts.say("extract"), "fixed")))

    def _failed(self, question: Question) -> Draft:
        texts = self._phrases.answers[understand_script(question.text).script]
        contact = self._phrases.contact
        return Draft("error", (AnswerSentence(texts.say("error", contact=contact.name, phone=contact.phone), "fixed"),))

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]:
        """The paragraph around a citation and where the quote stands in it. Raises ``KeyError`` or ``NoEditionError``."""
        return paragraph(self._library.open(edition).document(citation.document).text, citation.start, citation.end)


def _readable(question: Question) -> Question:
    """Without lone surrogates, which can be neither looked up nor written; no longer than a question can be."""
    return _changed(question, lambda text: text.encode("utf-8", "ignore").decode()[:_READ])


def _masked(question: Question) -> Question:
    """Personal numbers are covered before anything is looked up, sent, logged or stored."""
    return _changed(question, mask)


def _changed(question: Question, change: Callable[[str], str]) -> Question:
    return replace(question, text=change(question.text), history=tuple(map(change, question.history)))


def _audiences(question: Question) -> frozenset[str]:
    """Staff and admins read internal documents too, but never in a group."""
    if question.role == "resident" or question.public_only:
        return frozenset({"public"})
    return frozenset({"public", "internal"})
