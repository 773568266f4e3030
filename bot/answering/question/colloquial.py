"""Spoken language made plain: fillers at the edges go, dialect becomes standard Chinese, ages and years digits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.paths import PROMPTS
from retrieval.figures.numbers import chinese_number

_AGE_OR_YEAR = re.compile(
    r"(?<![几数〇零一二三四五六七八九十百两])(?:[一二三四五六七八九十百两]+(?=周?岁)|[一二][〇零一二三四五六七八九]{3}(?=年))"
    r"|(?<=[妈爸爷奶伴公婆人母父我他她满年都])[五六七八九]十[一二三四五六七八九]?(?=了?(?:[,。?!]|$))"
)


_DAY = re.compile(r"(?<![\d.])(1[0-2]|[1-9])([0-3]\d)(?=[那这当]天)")  # 520那天
# who asks, or what for, before a colon: 办公室要个数字: 见报多少篇
_SAID_FIRST = re.compile(
    "^[^,。?!:\uff0c\u3002\uff1f\uff1a]{0,10}(?:[要用急填写报核]|问|催)[^,。?!:\uff0c\u3002\uff1f\uff1a]{0,6}[:\uff1a]\\s*(?=.{5})"
)


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
        text = _SAID_FIRST.sub("", text)
        bare = self.closing.sub("", self.opening.sub("", text)).strip()
        if len(bare) < 2:
            return text
        bare = _DAY.sub(r"\1月\2日", bare)
        return _AGE_OR_YEAR.sub(_digits, self.dialect.sub(lambda word: self.words[word[0]], bare))


def _digits(numeral: re.Match[str]) -> str:
    """Ages and years as documents write them; other numerals stay, 三期 is a name."""
    number = chinese_number(numeral[0])
    return numeral[0] if number is None else str(number)
