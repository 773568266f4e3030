"""The assistant: the whole path of a question on one screen.

guard → [understand | search | write | verify | phrase], the brackets being one LangChain chain in both modes; only the
writer differs, sentences of the report or a model.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from langchain_core.runnables import Runnable, RunnableLambda

from bot.answering.answer import Answer, AnswerSentence, Citation, Question
from bot.answering.draft import Draft
from bot.answering.extractive import write_extractive
from bot.answering.guard import Guards
from bot.answering.interpret import Interpreter
from bot.answering.language import Script, understand_script
from bot.answering.paragraph import paragraph
from bot.answering.phrase import Contact, phrase
from bot.answering.turn import Turn, unless_drafted
from bot.answering.verify import verify
from bot.answering.wording import not_found
from bot.texts import Texts
from retrieval.edition import Edition
from retrieval.library import Library
from retrieval.search import SearchQuery

_KEPT = 14  # passages a writer reads
_KEPT_FOR_SUMMARY = 60
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

    def __init__(self, library: Library, guards: Guards, interpreter: Interpreter, phrases: Phrases) -> None:
        self._library, self._guards, self._interpreter, self._phrases = library, guards, interpreter, phrases
        steps = (interpreter, self._search, self._write, self._verify)
        chain: Runnable[Turn, Turn] = RunnableLambda(unless_drafted(steps[0]), name="understand")
        for name, step in zip(("search", "write", "verify"), steps[1:], strict=True):
            chain = chain | RunnableLambda(unless_drafted(step) if name != "verify" else step, name=name)
        self._chain = chain | RunnableLambda(self._phrase, name="phrase")

    async def ask(self, question: Question, edition: Edition | None = None) -> Answer:
        """The answer; what goes wrong on the way is logged and becomes an answer with status ``error``.

        ``edition``: which one answers, as in a rehearsal; without it the current.
        """
        began = time.perf_counter()
        try:
            draft, answered_from = await self._draft(question, edition)
        except Exception:
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

    async def _draft(self, question: Question, edition: Edition | None) -> tuple[Draft, str]:
        if reply := self._reply(question.text):
            return reply, self._library.current_id() or ""
        spoken = understand_script(self._guards.strip_instructions(question.text))
        edition = edition or self._library.current()
        turn = await self._chain.ainvoke(Turn(question, spoken, edition))
        return cast(Draft, turn.draft), edition.id

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
        limit = _KEPT_FOR_SUMMARY if meaning.kind == "summary" else _KEPT
        found = turn.edition.search(SearchQuery(meaning.text, others + context, _audiences(turn.question), limit))
        return replace(turn, passages=found.kept)

    def _write(self, turn: Turn) -> Turn:
        assert turn.understanding is not None
        texts = self._phrases.answers[turn.spoken.script]
        return replace(turn, draft=write_extractive(turn.understanding, turn.passages, texts))

    def _verify(self, turn: Turn) -> Turn:
        """Proved or refused: a sentence that fails a check is not sent, and without any left it is a refusal."""
        draft = turn.draft
        if draft is None or turn.understanding is None:
            return turn
        failures = verify(draft.sentences, draft.citations, draft.figures, lambda id_: turn.edition.document(id_).text)
        if not failures:
            return turn
        _log.warning("checks failed: %s", [(failure.rule, failure.detail) for failure in failures])
        return replace(turn, draft=not_found(turn.understanding, self._phrases.answers[turn.spoken.script]))

    def _phrase(self, turn: Turn) -> Turn:
        draft = cast(Draft, turn.draft)
        sources = turn.edition.manifest.sources
        cited = [sources[id_] for id_ in dict.fromkeys(citation.document for citation in draft.citations)]
        script = turn.spoken.script
        return replace(turn, draft=phrase(draft, script, cited, self._phrases.contact, self._phrases.answers[script]))

    def _failed(self, question: Question) -> Draft:
        texts = self._phrases.answers[understand_script(question.text).script]
        contact = self._phrases.contact
        return Draft(
            "error", (AnswerSentence(texts.say("error", contact=contact.name, phone=contact.phone), "fixed"),)
        )

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]:
        """The paragraph around a citation and where the quote stands in it. Raises ``KeyError`` or ``NoEditionError``."""
        return paragraph(self._library.open(edition).document(citation.document).text, citation.start, citation.end)


def _audiences(question: Question) -> frozenset[str]:
    """Staff and admins read internal documents too, but never in a group."""
    if question.role == "resident" or question.public_only:
        return frozenset({"public"})
    return frozenset({"public", "internal"})
