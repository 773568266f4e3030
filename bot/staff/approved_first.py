"""An assistant that looks among the approved answers first, and cites one as what it is: the staff's word."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Protocol

from bot.answering.answer import Answer, AnswerSentence, Citation, Question
from bot.answering.question.lexicon import Lexicon
from bot.answering.turn import OnSentences
from bot.staff.approved import Approved, ApprovedAnswers
from bot.texts import Texts
from retrieval.chinese import normalise, words

_DOCUMENT = "approved-"


class Answering(Protocol):
    """The assistant behind."""

    async def ask(self, question: Question, *, on_sentences: OnSentences | None = None) -> Answer: ...

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]: ...


class ApprovedFirst:
    """Answers with an approved answer where the same was asked, else asks the assistant behind it.

    The same: the same words but for politeness and particles, words of the lexicon counting as one. Nothing looser:
    三期 and 四期 are two questions.
    """

    def __init__(self, behind: Answering, approved: ApprovedAnswers, lexicon: Lexicon, texts: Texts) -> None:
        self._behind = behind
        self._approved = approved
        self._one_of = {word: min((word, *same)) for word, same in lexicon.same_as.items()}
        self._same = _any_of(sorted(self._one_of, key=len, reverse=True))
        self._texts = texts
        self._polite = _any_of(texts.items("approved.polite"))

    async def ask(self, question: Question, *, on_sentences: OnSentences | None = None) -> Answer:
        began = time.perf_counter()
        asked = self._meaning(question.text)
        for known in await self._approved.valid() if asked else ():
            if self._meaning(known.question) == asked:
                return self._answer(question, known, (time.perf_counter() - began) * 1000)
        return await self._behind.ask(question, on_sentences=on_sentences)

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]:
        """An approved answer is its own paragraph, under its question."""
        if not citation.document.startswith(_DOCUMENT):
            return self._behind.paragraph(citation, edition)
        head = "".join(f"{title}\n" for title in citation.section)
        return head + citation.quote, len(head), len(head) + len(citation.quote)

    def _meaning(self, text: str) -> frozenset[str]:
        spoken = self._polite.sub("", normalise(text))
        alike = self._same.sub(lambda found: f" {self._one_of[found[0]]} ", spoken)
        return frozenset(word for word in words(alike) if word.isalnum())

    def _answer(self, question: Question, known: Approved, elapsed_ms: float) -> Answer:
        day = known.valid_from
        title = self._texts.say("approved.title", date=day.isoformat() if day else "")
        quote = Citation(
            n=1,
            document=f"{_DOCUMENT}{known.id}",
            title=title,
            section=(known.question,),
            quote=known.answer,
            start=0,
            end=len(known.answer),
            page=None,
            progress=None,
            period=None,
        )
        sentences = (AnswerSentence(known.answer, "document", (1,)),)
        return Answer(question.text, "answered", sentences, (quote,), elapsed_ms=round(elapsed_ms, 1))


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Matches any of the phrases, an earlier one first; nothing where there are none."""
    return re.compile("|".join(map(re.escape, phrases)) or r"(?!)")
