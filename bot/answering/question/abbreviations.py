"""Shortened words of a question (福彩, 卫生站) found whole in the documents (福利彩票, 卫生服务站). Pure functions.

A Chinese word is shortened by keeping one or two characters of each of its words, in order, the first word's first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

_SHORTEST, _LONGEST = 2, 4  # characters of what may be a shortened word
_GAP = 5  # characters left out between two that are kept
_WORDS = 5  # of the whole
_MOST = 2  # whole words for one
_HAN = re.compile("[㐀-鿿]+")
_PARTICLES = re.compile("[的了是在和与及或不有]")
_SEEN = 200  # places in the documents that are looked at


def whole_words(short: str, text: str) -> tuple[str, ...]:
    """The longer words of ``text`` that ``short`` may stand for, the first found first; none for a word that stands there."""
    if not _SHORTEST <= len(short) <= _LONGEST or short in text or not _HAN.fullmatch(short):
        return ()
    if _PARTICLES.search(short):
        return ()
    pattern = rf"\w{{0,{_GAP}}}?".join(short) + r"\w{0,3}"  # a class of all characters would take long to compile
    found: dict[str, None] = {}
    for number, match in enumerate(re.finditer(pattern, text)):
        if number == _SEEN or len(found) == _MOST:
            break
        for whole in _shortened(short, _words(match[0])):
            if not _PARTICLES.search(whole):
                found[whole] = None
    return tuple(found)


def _words(text: str) -> list[str]:
    """The words of a stretch; those of four characters are two and two (福利彩票)."""
    return [part for word in rjieba.cut(text) for part in ((word[:2], word[2:]) if len(word) == 4 else (word,))]


def _shortened(short: str, words: Sequence[str]) -> Iterator[str]:
    """The shortest run of the words, from the first on, that ``short`` is made of."""
    for many in range(2, min(_WORDS, len(words)) + 1):
        run = words[:many]
        if _kept(short, run, first=True) or (len(short) > _SHORTEST and _with_end(short, run)):
            yield "".join(run)
            return


def _with_end(short: str, words: Sequence[str]) -> bool:
    """Whether the word's end is that of the last word (卫生站): of a word of two characters it would say too little."""
    ends = (size for size in range(1, len(short)) if words[-1].endswith(short[-size:]))
    return any(_kept(short[:-size], words[:many], first=many > 1) for size in ends for many in range(1, len(words)))


def _kept(short: str, words: Sequence[str], first: bool = False) -> bool:
    """Whether ``short`` is made of the words' beginnings, in order, the first's and the last's among them."""
    if len(words) == 1:
        return bool(short) and words[0].startswith(short) and not first
    left_out = not first and _kept(short, words[1:])
    sizes = range(1, min(len(short), len(words[0])) + 1)
    return left_out or any(words[0].startswith(short[:size]) and _kept(short[size:], words[1:]) for size in sizes)
