"""The languages people ask in, brought to the documents' words: English, everyday words, misspellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageReadings:
    """What ``interpret`` needs of the lexicon, the English glossary and the speller."""

    @classmethod
    def load(cls) -> LanguageReadings:
        return cls()

    def plain(self, text: str, vocabulary: Mapping[str, int]) -> str:
        """Simplified Chinese without fillers and misspellings; English as the Chinese words for it."""
        return text

    def synonyms(self, word: str) -> Sequence[str]:
        """Other words for the same in reports."""
        return ()
