"""Pieces of sentences, and how much one text says of another. Pure functions on texts that went through ``plain``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from retrieval.chinese import words

_BREAK = re.compile(r"(?<!\d)[,:](?!\d)|(?<=\d)[,:](?!\d)|(?<!\d)[,:](?=\d)|[;。!?、…\n]+")
_HAN = re.compile(r"[㐀-鿿]+")
_OTHER = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
_FRAME = re.compile(
    "报告|材料|文件|文中|原文|资料|记载|显示|提到|写道|列为|列入|指出|表示|说明|介绍|根据|按照|截至|截止|目前|其中|以及|并且|同时|此外|另外"
    "|按计划|还有|剩下|剩余|一共|共有|平均|超过|不过|而且|另有|面积|人数|户数|长度|首次"
    "|计划|打算|预计|将要|已经|完成|没有|尚未|是否|正在|推进|推进中|问题|街道|社区|办事处|工作|情况|方面|主要|包括|分别|共计|合计|总共|一共"
    "|达到|达到了|数量|数字|金额|关于|对于|相关|有关|进行|可以|需要|这个|这些|上半年|下半年|今年|全年|年度"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence between commas, stops or enumeration commas."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, in order, without their punctuation."""
    found, at = [], 0
    for stop in [*_BREAK.finditer(text), None]:
        end = stop.start() if stop else len(text)
        if end > at:
            found.append(Piece(text[at:end], at, end))
        at = stop.end() if stop else end
    return found


@lru_cache(maxsize=4096)
def grams(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters, Latin words and numbers."""
    pairs = {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}
    return frozenset(pairs | set(_OTHER.findall(text.lower())))


def shared(one: str, other: str) -> int:
    """How many grams two texts share, numbers left out: what they are about, not how much."""
    return sum(not gram[0].isdigit() for gram in grams(one) & grams(other))


def nearest(piece: str, candidates: Sequence[str]) -> list[int]:
    """Positions of the candidates that share most with ``piece``; empty where all share less than two and than half."""
    scores = [shared(piece, candidate) for candidate in candidates]
    best = max(scores, default=0)
    enough = best >= 2 or (best and best * 2 >= len(grams(piece)))
    return [at for at, score in enumerate(scores) if score == best] if enough else []


def coverage(text: str, sources: Iterable[str]) -> float:
    """The share of the content of ``text`` (words, weighted by length) that stands in ``sources``; 1 without any."""
    known = "\n".join(sources)
    content = content_words(text)
    weight = sum(map(len, content))
    return sum(len(word) for word in content if _stands(word, known)) / weight if weight else 1.0


@lru_cache(maxsize=1024)
def content_words(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about."""
    return frozenset(word for word in words(text) if _is_content(word))


def _is_content(word: str) -> bool:
    """Latin words are the frame of an English answer around its Chinese quote."""
    return len(word) > 1 and not word.isascii() and not _FRAME.fullmatch(word) and not any(c.isdigit() for c in word)


def _stands(word: str, known: str) -> bool:
    """A word stands in a text whole, or, of a long word, most of its pairs do."""
    if word in known:
        return True
    pairs = grams(word)
    return len(word) > 2 and sum(pair in known for pair in pairs) * 2 > len(pairs)
