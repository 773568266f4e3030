"""Chinese text as code points: normalising, sentences, clauses, words and index terms. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import rjieba

Span = tuple[int, int]

_STOPS = "。!?…"
_CLOSERS = "”’』」》)】\"'"
_OPEN = {"“": "”", "‘": "’", "(": ")", "《": "》", "【": "】", "「": "」", "『": "』"}
_QUOTATION_LIMIT = 60  # characters
_CLAUSE_STOPS = ",;"
_GOES_ON = re.compile("(?<![合一归])并(?:正在|加快|推进|有序|稳步|持续|同步|启动|谋划|筹备|计划|拟|力争|即将|着手)")
_HAN_RUN = re.compile(r"[㐀-鿿豈-﫿]+")
_ENGLISH_STOP = re.compile(r"\.(?=\s+[A-Z\d])")
_HALF_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Text with full-width letters, digits and punctuation made half width, one for one: every offset stays true.

    Rules about structure and numbers are written for half width; full-width text goes through here first.
    """
    return text.translate(_HALF_WIDTH)


def normalise(text: str) -> str:
    """Text made comparable: NFKC (full width to half), lower case, white space removed."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Half-open spans of the sentences in ``text[start:end]``; together they hold every visible character.

    A sentence ends behind a stop and the quotes or brackets that close on it, or at a line's end.
    """
    read = half_width(text[start:end])
    at = 0
    while at < len(read):
        stop = _sentence_end(read, at)
        first, last = _trimmed(read, at, stop)
        if first < last:
            yield start + first, start + last
        at = stop


def _sentence_end(text: str, at: int) -> int:
    """Where the sentence that begins at ``at`` ends. A short quotation is not split: 启动“你好!北大街”活动。"""
    while at < len(text):
        mark = text[at]
        at = _past_quotation(text, at)
        if mark == "\n" or (mark == "." and _ENGLISH_STOP.match(text, at - 1)):
            return at
        if mark in _STOPS:
            while at < len(text) and text[at] in _STOPS + _CLOSERS:
                at += 1
            return at
    return at


def _past_quotation(text: str, at: int) -> int:
    """Behind a short quotation that opens at ``at`` and does not end in a stop, else behind its one character."""
    closing = text.find(_OPEN[text[at]], at, at + _QUOTATION_LIMIT) if text[at] in "“「" else -1
    whole = closing > 0 and text[closing - 1] not in _STOPS and "\n" not in text[at:closing]
    return closing + 1 if whole else at + 1


def clause_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans between commas and semicolons that cover ``text[start:end]``; quotes, brackets and 1,200 stay whole.

    What goes on is cut from what is over without a comma too: 完成二期改造并推进三期改造.
    """
    read = half_width(text[start:end])
    closing: list[str] = []
    begin = 0
    for at, mark in enumerate(read):
        if closing and mark == closing[-1]:
            closing.pop()
        elif mark in _OPEN and read.find(_OPEN[mark], at) > 0:
            closing.append(_OPEN[mark])
        elif mark in _CLAUSE_STOPS and not closing and not _inside_number(read, at):
            yield start + begin, start + at + 1
            begin = at + 1
        elif begin < at and not closing and _GOES_ON.match(read, at):
            yield start + begin, start + at
            begin = at
    if begin < len(read):
        yield start + begin, end


def _inside_number(text: str, at: int) -> bool:
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit()


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def words(text: str) -> list[str]:
    """The words of normalised text in search mode (long words and the words in them), punctuation left out."""
    return [word for word in rjieba.cut_for_search(normalise(text)) if any(c.isalnum() for c in word)]


def bigrams(text: str) -> list[str]:
    """Pairs of neighbouring Chinese characters."""
    return [run[i : i + 2] for run in _HAN_RUN.findall(normalise(text)) for i in range(len(run) - 1)]


def terms(text: str) -> list[str]:
    """What the lexical index counts: words, and the bigrams that no word repeats."""
    found = words(text)
    known = set(found)
    return found + [pair for pair in bigrams(text) if pair not in known]
