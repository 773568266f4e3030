"""Spoken language made plain: fillers at the edges of a question go, words of dialects become standard Chinese."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.paths import PROMPTS


@dataclass(frozen=True, slots=True)
class Colloquial:
    """The words of ``prompts/spoken.toml``, compiled once."""

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    dialect: re.Pattern[str]
    words: Mapping[str, str]

    @classmethod
    def load(cls, path: Path = PROMPTS / "spoken.toml") -> Colloquial:
        """Read the file; raises ``OSError``, ``tomllib.TOMLDecodeError``, or ``re.error`` for a pattern."""
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        words: dict[str, str] = content["words"]
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        return cls(
            re.compile(rf"^(?:[\s,,。.!!~]|{'|'.join(content['opening'])})+"),
            re.compile(rf"(?:[\s,,~]|{'|'.join(content['closing'])})+(?=[??。.!!]*$)"),
            re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"),
            words,
        )

    def plain(self, text: str) -> str:
        """A simplified question without fillers and dialect; one that is nothing else comes back as it was."""
        bare = self.closing.sub("", self.opening.sub("", text)).strip()
        return self.dialect.sub(lambda word: self.words[word[0]], bare) if len(bare) > 1 else text
