"""In which script a person writes, and the way between it and the documents' simplified Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

Script = Literal["simplified", "traditional", "english"]

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_LATIN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_CHINESE_GRAMMAR = re.compile(r"[的了吗呢么是有几哪谁怎请问和在吧啥多]")
_SILENT = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person wrote: their script, and the same words in half-width, simplified letters."""

    script: Script
    simplified_text: str


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def understand_script(text: str) -> Spoken:
    """The script of ``text`` and its simplified form; never raises. English comes back as it is, half-width.

    Chinese numerals are kept: 三期 is a name.
    """
    plain = visible_half_width(text)
    simplified = to_simplified(plain)
    if simplified != plain:
        return Spoken("traditional", simplified)
    return Spoken("english" if is_english(plain) else "simplified", simplified)


def visible_half_width(text: str) -> str:
    """Full-width letters, digits and marks made half-width; letters that are not seen are left out."""
    return _SILENT.sub("", unicodedata.normalize("NFKC", text)).strip()


def is_english(text: str) -> bool:
    """Whether a message is English. A lone abbreviation (GDP, VR) or an English name in a Chinese question is not."""
    words = _LATIN.findall(text)
    han = len(_HAN.findall(text))
    if not words or len(words) < han / 2 or (han and _CHINESE_GRAMMAR.search(text)):
        return False
    return len(words) > 1 or (not han and not words[0].isupper() and len(words[0]) > 1)


def to_simplified(text: str) -> str:
    """``text`` in simplified characters, the variants of Taiwan and Hong Kong included."""
    if not _may_be_traditional(text):
        return text
    return str(_converter("tw2s").convert(text)).replace("衞", "卫")


def to_script(text: str, script: Script, keep: Iterable[str] = ()) -> str:
    """Our own words in the reader's script. Spans equal to a string of ``keep`` (quotes) stay to the letter."""
    if script != "traditional":
        return text
    convert = _converter("s2tw").convert
    quotes = sorted({quote for quote in keep if quote}, key=len, reverse=True)
    if not quotes:
        return str(convert(text))
    parts = re.split("(" + "|".join(map(re.escape, quotes)) + ")", text)
    return "".join(part if n % 2 else str(convert(part)) for n, part in enumerate(parts))


def _may_be_traditional(text: str) -> bool:
    """A quick look that spares loading the tables: GB 2312 holds hardly any traditional characters."""
    return any(letter in "後於徵" or not _in_gb2312(letter) for letter in set(_HAN.findall(text)))


@cache
def _in_gb2312(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter(table: str) -> _Converter:
    from opencc import OpenCC

    return OpenCC(table)
