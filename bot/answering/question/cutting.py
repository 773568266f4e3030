"""How a question is cut into words: formulas of asking away, the thesaurus's expressions whole. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

import rjieba

from bot.answering.question.empty_words import FORMULA
from bot.answering.question.kinds import MEASURES

Frequency = Callable[[str], int]


class Thesaurus(Protocol):
    """Everyday words and the documents' words for the same."""

    def words_in(self, text: str) -> Sequence[tuple[int, int]]:
        """Spans of the words of ``text`` it knows."""
        ...

    def same(self, word: str) -> Sequence[str]:
        """Other words for the same thing."""
        ...

    def related(self, word: str) -> Sequence[str]:
        """Words for something near it."""
        ...


_HAN = "㐀-鿿"
_TOKEN = re.compile(
    r"\d+(?:\.\d+)?(?:年|月|日|号|期|分钟|岁|级|轮|季度|周岁)?|[一二三四五六七八九十]+(?:期|季度|级岗|轮|号楼)|[a-z]+\d*|[㐀-鿿]+"
)
_COUNT = re.compile(r"[^分倍人]{2,}数")  # 项目数
_ORDINAL = re.compile(r"[一二三四五六七八九十]+(?:期|季度|级岗|轮|号楼)")
_SIDES = frozenset("上下东西南北前后")
_PLACE_END = re.compile("[村河桥巷庄屯湾塘沟岭坡湖街路]$")
_SPLIT_VERB = re.compile(
    rf"(?<![{_HAN}])([{_HAN}])了?(?:多少|几)[个次件场回条]?(?![{MEASURES}])([{_HAN}])(?![{_HAN}])"
)  # 立了几个案


def runs(question: str) -> list[str]:
    """Stretches of content, formulas of asking cut away."""
    whole = _SPLIT_VERB.sub(r"\1\2", question.lower())
    return [piece for piece in FORMULA.sub(" ", whole).replace("了", "").split() if piece]


def words(run: str, thesaurus: Thesaurus, frequency: Frequency) -> Iterator[tuple[str, str, int]]:
    """The words of a run, each with its part of speech and its place: the thesaurus's whole, the others as cut."""
    at = 0
    longer = list(_long_words(run))
    whole = (
        span
        for span in thesaurus.words_in(run)
        if not _told_in_pieces(run[slice(*span)], thesaurus, frequency)
        and not any(_cuts(span, long, run, frequency) for long in longer)
    )
    for start, end in (*whole, (len(run), len(run))):
        edges = sorted({at, start, *(edge for _, edge in longer if at < edge < start)})
        for left, right in pairwise(edges):
            yield from _cut(run, left, right, frequency)
        if start < end:
            yield run[start:end], _sort(run[start:end]), start
        at = end


def _cuts(span: tuple[int, int], long: tuple[int, int], run: str, frequency: Frequency) -> bool:
    """Whether an expression ends within a dictionary's word: 办|结婚登记 is not 办结, 停车楼 of the documents no 停车."""
    (start, end), (first, last) = span, long
    return start < first < end < last or (start == first and end < last and bool(frequency(run[first:last])))


def _long_words(run: str) -> Iterator[tuple[int, int]]:
    """The spans of a dictionary's words of three characters and more."""
    at = 0
    for word in rjieba.cut(run):
        if len(word) > 2 and not word.isascii():
            yield at, at + len(word)
        at += len(word)


def _told_in_pieces(word: str, thesaurus: Thesaurus, frequency: Frequency) -> bool:
    """Whether the documents have the words of an expression, but neither itself nor another word for the same."""
    if any(_stands(one, frequency) for one in (word, *thesaurus.same(word))):
        return False
    pieces = rjieba.cut(word)
    return len(pieces) > 1 and all(len(piece) > 1 and frequency(piece) for piece in pieces)


def _stands(word: str, frequency: Frequency) -> bool:
    """Whether the documents may have a word: each two of its characters stand in some chunk together."""
    return all(frequency(word[at : at + 2]) for at in range(len(word) - 1))


def _sort(word: str) -> str:
    """The part of speech of a word of the thesaurus: a verb's, or a noun's."""
    tagged = rjieba.tag(word)
    return "v" if len(tagged) == 1 and tagged[0][1] == "v" else "n"


def _cut(run: str, start: int, end: int, frequency: Frequency) -> Iterator[tuple[str, str, int]]:
    for piece in _TOKEN.finditer(run, start, end):
        at = piece.start()
        whole = _ORDINAL.fullmatch(piece[0]) or not "㐀" <= piece[0][-1] <= "鿿" or piece[0][0].isdigit()
        for word, sort in [(piece[0], "n")] if whole else _sides_joined(rjieba.tag(piece[0]), frequency):
            yield (word[:-1] if _COUNT.fullmatch(word) else word), sort, at
            at += len(word)


def _sides_joined(tagged: Sequence[tuple[str, str]], frequency: Frequency) -> Iterator[tuple[str, str]]:
    """The words with a side put back to the name that begins with it: 下|澳村 is another village than 上澳村."""
    at = 0
    while at < len(tagged):
        (side, sort), name = tagged[at], tagged[at + 1][0] if at + 1 < len(tagged) else ""
        joined = side in _SIDES and len(name) > 1 and _PLACE_END.search(name) and frequency(side + name[0])
        yield (side + name, "ns") if joined else (side, sort)
        at += 2 if joined else 1
