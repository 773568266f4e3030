"""The words around a counted number of a segment: the verb and what is counted, behind it or bounded by it. Pure functions."""

from __future__ import annotations

import re

import rjieba

from retrieval.figures.counted_nouns import noun_after
from retrieval.figures.phrases import split_verb
from retrieval.figures.segments import Segment, is_condition, tail
from retrieval.figures.verbs import VERBS

TOGETHER = ("", "、", "和", "及", "共")
"""What stands between two numbers of one thing: 18幢、3万平方米|危房."""

_STATE = re.compile("在[建谈]|(?:正在|尚未|还未)[^,]{2,6}")


def noun_behind(segment: Segment, index: int) -> tuple[str, str]:
    """The counted noun behind a number and what follows it; a condition belongs to it: 55户|80周岁以上独居老人."""
    following, start = index + 1, segment.numbers[index].end
    if bounded(segment, index):
        after = segment.after(following)
        _, rest = noun_after(after, segment.is_last(following))
        return segment.text[start : segment.numbers[following].end + len(after) - len(rest)], rest
    return noun_after(segment.after(index), segment.is_last(index))


def deed(words: str) -> tuple[str, str]:
    """Words as verb and object; a state (正在施工, 在建) is a verb, and 实现 says nothing that the stamp doesn't."""
    verb, object_ = split_verb(words)
    if _STATE.fullmatch(object_):
        return verb + object_, ""
    return "" if verb == "实现" else verb, object_


def bounded(segment: Segment, index: int) -> bool:
    """Whether a condition of what is counted follows a number: 55户|80周岁以上独居老人."""
    if segment.is_last(index) or not is_condition(segment, index + 1):
        return False
    between = segment.after(index)
    return not re.search("[中的和与及、]", between) and not any(word in VERBS for word in rjieba.cut(between))


def share(segment: Segment, index: int) -> str:
    """What a share is of and what it does: 三分之二|的行政村通了公交."""
    noun, rest = noun_after(segment.after(index), segment.is_last(index))
    return noun + (tail(rest) if noun and segment.is_last(index) else "")
