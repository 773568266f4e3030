"""Everyday words and the words of the documents, from ``prompts/lexicon.txt``, which staff edit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.paths import PROMPTS

_BETWEEN_WORDS = re.compile(r"[\s、,，]+")
_SIGN = re.compile(r"[=＝~～]")
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A known word in a text, ``text[start:end]``, and the other words for it, official ones first."""

    start: int
    end: int
    word: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For every word the words that mean the same, and the words to look for beside it.

    ``errors``: one Chinese line for each line of the file that could not be read; the others hold.
    """

    same_as: Mapping[str, tuple[str, ...]]
    beside: Mapping[str, tuple[str, ...]]
    errors: tuple[str, ...] = ()
    longest: int = field(default=0)

    @classmethod
    def load(cls, path: Path = PROMPTS / "lexicon.txt") -> Lexicon:
        """Read the file; raises ``OSError`` where there is none."""
        return cls.read(path.read_text(encoding="utf-8-sig"), path.name)

    @classmethod
    def read(cls, text: str, name: str = "lexicon.txt") -> Lexicon:
        """The lexicon of a text, one group a line: ``日常的说法 = 文件里的说法`` (the same) or ``~`` (related)."""
        same_as: dict[str, list[str]] = {}
        beside: dict[str, list[str]] = {}
        errors: list[str] = []
        for number, line in enumerate(text.splitlines(), start=1):
            if not (content := line.split("#")[0].strip()):
                continue
            sides = [_words(side) for side in _SIGN.split(content)]
            if len(sides) != 2 or not all(sides):
                errors.append(f"{name} 第{number}行没有采用:一行要有一个 = 或 ~,两边都要有词:{content}")
                continue
            _join(beside if _SIGN.findall(content)[0] in "~～" else same_as, *sides)
        longest = max((len(word) for word in [*same_as, *beside]), default=0)
        return cls(_frozen(same_as), _frozen(beside), tuple(errors), longest)

    def synonyms(self, word: str) -> tuple[str, ...]:
        """The other words for the same thing, official ones first; empty for a word that is not known."""
        return self.same_as.get(word.lower(), ())

    def same(self, one: str, other: str) -> bool:
        """Whether two words stand in one line of ``=``. Not transitive: each line is a meaning of its own."""
        return one.lower() == other.lower() or other.lower() in self.synonyms(one) or one in self.synonyms(other)

    def find(self, text: str) -> tuple[Match, ...]:
        """The known words of ``text``, longest first at each place, not overlapping; single characters are left out."""
        return tuple(self._found(text.lower()))

    def expand(self, text: str) -> tuple[str, ...]:
        """Words to search for beside those of ``text``: the same and the related, none that it holds already."""
        lower = text.lower()
        others = (other for match in self._found(lower) for other in (*match.others, *self.beside.get(match.word, ())))
        return tuple(dict.fromkeys(other for other in others if other not in lower))

    def _found(self, text: str) -> Iterator[Match]:
        at = 0
        while at < len(text) - 1:
            sizes = range(min(self.longest, len(text) - at), 1, -1)
            size = next((n for n in sizes if self._knows(text[at : at + n])), 0)
            if size:
                word = text[at : at + size]
                yield Match(at, at + size, word, self.synonyms(word))
            at += max(1, size)

    def _knows(self, word: str) -> bool:
        return word in self.same_as or word in self.beside


def _words(side: str) -> list[str]:
    return [word.lower() for word in _BETWEEN_WORDS.split(side) if word]


def _join(table: dict[str, list[str]], everyday: list[str], official: list[str]) -> None:
    """Add one group. A single character is looked up but never suggested: it stands in too many words."""
    group = list(dict.fromkeys(official + everyday))
    for word in group:
        table.setdefault(word, []).extend(other for other in group if other != word and len(other) > 1)


def _frozen(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(dict.fromkeys(others)) for word, others in table.items()}
