"""From what a person typed to what is looked for: script, fillers, misspellings, the conversation, the kind of question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.answering.answer import AnswerSentence
from bot.answering.draft import Draft
from bot.answering.evidence.neighbours import OVERALL
from bot.answering.question.cutting import Thesaurus
from bot.answering.question.focus import focused
from bot.answering.question.followup import complete
from bot.answering.question.language import Script
from bot.answering.question.offices import NAMED_ALIKE
from bot.answering.question.terms import Term
from bot.answering.question.understanding import Understanding, Vocabulary, understand
from bot.answering.question.wordings import OF_OFFICE
from bot.answering.turn import Turn
from bot.texts import Texts
from retrieval.editions.edition import Edition


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` as the documents would say it; ``guessed``: English phrases and the words they were taken for."""

    text: str
    guessed: tuple[tuple[str, str], ...] = ()


class Readings(Protocol):
    """What the language of a question is turned into before it is understood."""

    def plain(self, text: str, edition: Edition) -> Plain:
        """Simplified Chinese without fillers and misspellings; English as the Chinese words for it."""
        ...

    @property
    def thesaurus(self) -> Callable[[Edition], Thesaurus]:
        """Everyday words and the words of an edition's documents for the same."""
        ...


_WORDS = re.compile(r"[^\W\d_]|\d{2,}")  # letters or a number: neither a picture nor marks alone, nor one digit
_LONGEST = 300  # characters of a question; the time it takes grows faster than its length
_SHORT, _LONG, _CHOICES = 4, 10, 4  # characters and number of the things that are offered
_REMEMBERED = 4  # earlier questions that a follow-up may lean on


@dataclass(frozen=True, slots=True)
class Interpreter:
    """The first step of the chain. ``names``: how the office is called; they say nothing about a question."""

    readings: Readings
    texts: Mapping[Script, Texts]
    names: tuple[str, ...] = ()

    def __call__(self, turn: Turn) -> Turn:
        """The turn with its understanding, or with a question back where there is nothing to look for."""
        if len(turn.spoken.simplified_text) > _LONGEST:
            too_long = self.texts[turn.spoken.script].say("clarify.too_long")
            return replace(turn, draft=Draft("clarify", (AnswerSentence(too_long, "fixed"),)))
        if not _WORDS.search(turn.spoken.simplified_text):
            return replace(turn, draft=self._clarify(turn, ()))
        vocabulary = self._vocabulary(turn.edition)
        plain = self.readings.plain(turn.spoken.simplified_text, turn.edition)
        text = self._nameless(plain.text)
        history = [self._nameless(self.readings.plain(earlier, turn.edition).text) for earlier in _recent(turn)]
        completed = complete(text, history, lambda one: self._content(one, vocabulary))
        first, *others = (
            replace(focused(understand(reading, vocabulary, completed.context)), fresh=completed.fresh)
            for reading in (completed.text, *completed.otherwise)
        )
        if not completed.leans:  # it stands by itself, and is answered as any question is
            first = replace(first, fresh=())
        alone = completed.leans and not history and first.kind != "summary" and not first.about
        named = _figures_of(first, turn.edition) if alone and not (completed.points or first.wants) else ()
        unclear = alone and len(named) != 1 and (completed.points or first.kind not in OVERALL)
        unclear = unclear and bool(named or completed.points or not _stands(first))
        if unclear or not _says_something(first):
            return replace(turn, draft=self._clarify(turn, named))
        return replace(turn, understanding=first, otherwise=tuple(others), guessed=plain.guessed)

    def _vocabulary(self, edition: Edition) -> Vocabulary:
        return Vocabulary(
            edition.document_frequency,
            edition.chunk_count,
            self.readings.thesaurus(edition),
            edition.this_year,
            edition.newest,
            edition.likeness,
        )

    def _nameless(self, text: str) -> str:
        bare = text
        for name in self.names:
            bare = re.sub(rf"{re.escape(name)}(?!{NAMED_ALIKE})", "", bare)
        return bare if len(bare) > 1 else text

    @staticmethod
    def _content(text: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
        return understand(text, vocabulary).terms

    def _clarify(self, turn: Turn, named: Sequence[str]) -> Draft:
        """A question back: which of the figures that bear the name (面积多少), or what it is about at all."""
        choices = tuple(named or _topics(turn.edition))[:_CHOICES]
        key = "clarify.which" if named else "clarify.subject" if choices else "clarify.bare"
        told = self.texts[turn.spoken.script].say(key, choices="、".join(choices))
        return Draft("clarify", (AnswerSentence(told, "fixed"),), choices=choices)


def _stands(meaning: Understanding) -> bool:
    """Whether a short question asks for a thing the documents do not know (税收), or about the office (街道面积)."""
    unknown = bool(meaning.terms) and not any(term.known or term.light for term in meaning.terms)
    return unknown or bool(OF_OFFICE.search(meaning.text))


def _figures_of(meaning: Understanding, edition: Edition) -> tuple[str, ...]:
    """The public amounts whose names hold all words of a question that says no more than an aspect: 面积, 满意率."""
    words = [term.text for term in meaning.terms if len(term.text) > 1]
    rows = (row.figure for row in edition.figures() if row.audience == "public")
    amounts = dict.fromkeys(one.indicator for one in rows if meaning.growth or one.comparison is None)
    return tuple(one for one in amounts if all(word in one.lower() for word in words)) if words else ()


def _topics(edition: Edition) -> tuple[str, ...]:
    """Things that can be asked for by their name alone: a figure of each public section, neither short nor long."""
    first: dict[tuple[str, ...], str] = {}
    for row in edition.figures():
        name = row.figure.indicator
        if row.audience == "public" and _SHORT <= len(name) <= _LONG and not re.search(r"\d", name):
            first.setdefault(row.section, name)
    return tuple(dict.fromkeys(first.values()))


def _recent(turn: Turn) -> list[str]:
    return [earlier[:_LONGEST] for earlier in turn.question.history[-_REMEMBERED:]]


def _says_something(meaning: Understanding) -> bool:
    return bool(meaning.terms or meaning.about) or meaning.kind == "summary" or meaning.kind in OVERALL
