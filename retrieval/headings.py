"""Which lines and sentences head what follows, as Chinese reports are written. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_NUMERAL = "[一二三四五六七八九十百零〇]+"
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"第" + _NUMERAL + r"[章篇编]|第" + _NUMERAL + r"部分")),
    (2, re.compile(_NUMERAL + r"[、..]|第" + _NUMERAL + r"节")),
    (3, re.compile(r"[((]" + _NUMERAL + r"[))]")),
    (4, re.compile(r"\d{1,2}[..、](?!\d)")),
    (5, re.compile(r"[((]\d{1,2}[))]|[①-⑳]")),
)
_LAST_NUMERAL = 3  # digits number items, which may also be no more than a list
_MARKDOWN = re.compile(r"(#{1,6})\s+")
_BOLD = re.compile(r"\*\*(.{2,40}?)\*\*[::]?$")
_HEADING_LIMIT = 40  # characters: a longer numbered line is a paragraph that begins with a number
_OPENER_LIMIT = 28
_TOPIC_LIMIT = 14
_ENDS = "。!?!?;;,,、::"
_STATE = re.compile(
    r"^(启动|建成|新建|完成|举办|新增|改造|修建|发放|引进|投用|开放|计划|争取)|已|正在|即将|完成|过半|建成|竣工|进场|按时序|预计|施工|获|达"
)
_DIGIT = re.compile(r"[0-90-9%%]")
_QUOTED = re.compile(r"[“\"「].*?[”\"」]")
_PUNCTUATION = re.compile(r"[^\w]")
_ORDER = {"mark": 0, "numeral": 0, "item": 1, "bare": 2}


@dataclass(frozen=True, slots=True)
class Rank:
    """How a heading stands to others: its kind of mark (# or a numeral, an item's digit, bold or bare), and its level."""

    kind: Literal["mark", "numeral", "item", "bare"]
    level: int

    def ends(self, other: Rank) -> bool:
        """Whether a heading of this rank ends the section of ``other``.

        Marks and numerals are two scales that say nothing of each other: what comes later stands under what is open.
        """
        if self.kind in ("item", "bare") or other.kind in ("item", "bare"):
            return _ORDER[self.kind] < _ORDER[other.kind] or (self.kind == other.kind and self.level <= other.level)
        return self.kind == other.kind and self.level <= other.level


PART_LINE = Rank("numeral", 0)
PLAIN_LINE = Rank("bare", 2)
_BOLD_LINE = Rank("bare", 1)
_QUESTION = Rank("bare", 2)
_ASKED = re.compile(r"问\s*\d*\s*[:.\uff1a]\s*|Q\s*\d*\s*[:.\uff1a]\s*", re.IGNORECASE)
_ANSWERED = re.compile(r"(?:答|A)\s*\d*\s*[:.\uff1a]", re.IGNORECASE)


def heading_rank(line: str) -> Rank | None:
    """The rank of a whole line that is a heading, else None."""
    line = line.strip()
    if is_question(line) and (
        ranked := numbered_rank(_ASKED.sub("", line)) or (_QUESTION if _ASKED.match(line) else None)
    ):
        return ranked
    if marked := _MARKDOWN.match(line):
        return Rank("mark", len(marked[1]))
    if not line or len(line) > _HEADING_LIMIT or line[-1] in _ENDS:
        return None
    return numbered_rank(line) or (_BOLD_LINE if _BOLD.match(line) else None)


def is_question(line: str) -> bool:
    """Whether a line asks what the lines below answer: 3.居住证怎么办?"""
    return 4 <= len(line.strip()) <= _HEADING_LIMIT and line.strip()[-1] in "?\uff1f"


def numbered_rank(text: str) -> Rank | None:
    """The rank that the number at the start of ``text`` stands for: 一、 (一) 1. …, else None."""
    level = next((level for level, pattern in _LEVELS if pattern.match(text.strip())), None)
    return Rank("numeral" if level <= _LAST_NUMERAL else "item", level) if level else None


def is_plain_heading(line: str, following: str) -> bool:
    """A short line without a stop or number before a longer one: 工作目标 / 主要做法."""
    line, following = line.strip(), following.strip()
    if is_question(line) and _ANSWERED.match(following):
        return True
    return 2 <= len(line) <= 20 and line[-1] not in _ENDS and len(following) > 2 * len(line) and not _DIGIT.search(line)


def is_caption(line: str) -> bool:
    """A line without a stop that may name the table below it: 表2 护理补贴标准(每人每月)."""
    return 2 <= len(line.strip()) <= _HEADING_LIMIT and line.strip()[-1] not in _ENDS


def heading_text(line: str) -> str:
    """The heading as a person reads it: without markdown marks and its last stop."""
    return _MARKDOWN.sub("", line.strip()).strip("*").strip().rstrip("。::?\uff1f")


def is_opener(sentence: str, sentences_after: int) -> bool:
    """The short sentence that heads a paragraph of several: 以韧克难,经济运行稳中提质。 or a numbered lead-in."""
    bare = _QUOTED.sub("", sentence)
    short = len(sentence) <= _OPENER_LIMIT and sentence[-1:] == "。"
    return (short and sentences_after >= 2 and not _states_a_fact(bare)) or _is_lead_in(sentence, sentences_after)


def _is_lead_in(sentence: str, sentences_after: int) -> bool:
    short = len(sentence) <= _HEADING_LIMIT and sentence[-1:] == "。"
    return short and sentences_after >= 1 and numbered_rank(sentence) is not None


def is_topic(sentence: str, following: str) -> bool:
    """The short sentence before its details: 经济引擎持续发力。"""
    bare = _PUNCTUATION.sub("", sentence)
    if len(bare) > _TOPIC_LIMIT or "," in sentence or sentence[-1:] != "。":
        return False
    return len(following) > len(sentence) + 4 and not _states_a_fact(_QUOTED.sub("", sentence))


def _states_a_fact(text: str) -> bool:
    return bool(_STATE.search(text) or _DIGIT.search(numberless(text)))


def numberless(text: str) -> str:
    """Text without the number that leads it."""
    for _, pattern in _LEVELS:
        text = pattern.sub("", text, count=1) if pattern.match(text) else text
    return text
