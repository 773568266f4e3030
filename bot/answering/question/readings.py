"""The languages people ask in, brought to the documents' words: English, everyday words, misspellings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from bot.answering.question.abbreviations import whole_words
from bot.answering.question.by_meaning import ByMeaning
from bot.answering.question.colloquial import Colloquial
from bot.answering.question.cutting import Thesaurus
from bot.answering.question.english import Glossary
from bot.answering.question.interpret import Plain
from bot.answering.question.language import understand_script
from bot.answering.question.lexicon import Lexicon
from bot.answering.question.spelling import Speller
from retrieval.editions.edition import Edition

_KEPT = 2  # editions whose speller is kept, and so they themselves: the serving one and the one before it
_LOOKED_UP = 1024  # words of an edition
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LexiconThesaurus:
    """The staff's lexicon as terms look words up in it."""

    lexicon: Lexicon

    def words_in(self, text: str) -> Sequence[tuple[int, int]]:
        return [(match.start, match.end) for match in self.lexicon.find(text)]

    def same(self, word: str) -> Sequence[str]:
        return self.lexicon.synonyms(word)

    def related(self, word: str) -> Sequence[str]:
        return self.lexicon.beside.get(word, ())


@dataclass(frozen=True, slots=True)
class EditionThesaurus:
    """The lexicon, and what the words that stand in no document are short for."""

    lexicon: LexiconThesaurus
    whole: Callable[[str], tuple[str, ...]]

    def words_in(self, text: str) -> Sequence[tuple[int, int]]:
        return self.lexicon.words_in(text)

    def same(self, word: str) -> Sequence[str]:
        return (*self.lexicon.same(word), *self.whole(word))

    def related(self, word: str) -> Sequence[str]:
        return self.lexicon.related(word)


@dataclass(frozen=True, slots=True)
class LanguageReadings:
    """What ``interpret`` needs of the lexicon, the English glossary and the speller."""

    lexicon: LexiconThesaurus
    glossary: Glossary
    colloquial: Colloquial
    speller: Callable[[Edition], Speller]  # builds one for an edition at its first question, and keeps it
    thesaurus: Callable[[Edition], Thesaurus]  # the same

    @classmethod
    def load(cls) -> LanguageReadings:
        lexicon = Lexicon.load()
        glossary = Glossary.load()
        for error in (*lexicon.errors, *glossary.errors):
            _log.warning("%s", error)
        words = LexiconThesaurus(lexicon)
        speller = lru_cache(_KEPT)(partial(_speller, lexicon))
        thesaurus = lru_cache(_KEPT)(lambda edition: _thesaurus(words, speller(edition).text))
        return cls(words, glossary, Colloquial.load(), speller, thesaurus)

    def plain(self, text: str, edition: Edition) -> Plain:
        """Simplified Chinese without fillers and misspellings; English as the Chinese words for it."""
        spoken = understand_script(text)
        speller = self.speller(edition)
        if spoken.script != "english":
            return Plain(speller.correct(self.colloquial.plain(spoken.simplified_text)))
        guess = ByMeaning(spoken.simplified_text, edition)
        chinese = self.glossary.to_chinese(spoken.simplified_text, speller.name, guess)
        return Plain(chinese, tuple(guess.found.items())) if chinese else Plain(text)


def _thesaurus(words: LexiconThesaurus, text: str) -> Thesaurus:
    return EditionThesaurus(words, lru_cache(_LOOKED_UP)(lambda word: whole_words(word, text)))


def _speller(lexicon: Lexicon, edition: Edition) -> Speller:
    """Knows the names of the public documents only: a correction must not tell what is internal."""
    public = (id_ for id_, source in edition.manifest.sources.items() if source.audience == "public")
    return Speller.build(edition.vocabulary(), lexicon.same_as, (edition.document(id_).text for id_ in public))
