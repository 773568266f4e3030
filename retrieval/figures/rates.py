"""Whose a rate or a rank is: the amount before it, the clause before it, or what its own words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.figures.behind import share
from retrieval.figures.comparisons import becomes, comparison_of, grown, needs_subject
from retrieval.figures.memory import Memory, Told
from retrieval.figures.segments import RANK, Segment, context_of, hindered, is_total, joined, lists, owned

_RATE_AT_END = re.compile("(?<=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2}率$")
_OF_PLAN = re.compile(r"\s*为[^,]{0,8}(?:计划|目标|任务|预算)")
_GOAL = re.compile("(?:全年|年度|年初|半年)?的?(?:计划|目标|任务|预算)(?:任务|数)?$")
_RANK_ALONE = re.compile("(?:位列|位居|名列|排名?|列|居)[^,]{2,8}$|.*中(?:排名?|位列|位居|名列|列|居)?$")
_MEASURED = re.compile("(?=[排位名列居])")
_RANKED = re.compile("(?:分别)?(?:位列|位居|名列|排在?|列|居|跃居|跃升|并列|分列|获得?|荣获|进入)$")


def rank(memory: Memory, segment: Segment, index: int, before: str) -> Told:
    """A rank, its indicator with whose it is where its own words (总量居全区12个街道) don't say."""
    number = segment.numbers[index]
    if "分别" in segment.between(index) or (lists(segment.between(index)) and memory.told):
        words, owner = memory.respectively(segment, index)
        return Told(number, owner + _RANKED.sub("", words), RANK, memory.owner())
    words = "" if becomes(before) else _RANKED.sub("", before)
    ranked = bool(memory.told) and memory.told[-1].comparison == RANK  # 综合考评排第五,满意度排第一
    former = segment.former(index)  # 由第29名|升至第17名
    short = len(words) < 5 and not ranked and not former
    leans = needs_subject(words) or is_total(_MEASURED.split(words)[0]) or _RANK_ALONE.match(words) or short
    owner = memory.owner() if leans else ""
    subject = memory.owner() if leans else words.partition("在")[0]
    return Told(number, owner + words, former or RANK, subject)


def rates(memory: Memory, segment: Segment, index: int, words: str) -> Iterator[Told]:
    """A rate; of two things counted side by side one each: 建议14件、提案6件,满意率均为|100%."""
    told = _rate(memory, segment, index, words)
    counted = memory.told[memory.parallel : memory.before]
    owners = [one.subject for one in counted if one.counts and one.subject]
    if "均" in segment.between(index) and words.endswith("率") and needs_subject(words) and len(owners) > 1:
        yield from (replace(told, indicator=owner + words, subject=owner) for owner in owners)
    else:
        yield told


def _rate(memory: Memory, segment: Segment, index: int, before: str) -> Told:
    number, raw = segment.numbers[index], segment.between(index)
    if "分别" in raw or (lists(raw) and not before):
        words, owner = memory.respectively(segment, index)
        return Told(number, owner + words, comparison_of(owner + words, number.unit), owner)
    if raw.strip() == "的" and (goal := goal_before(segment, index - 1)):
        return Told(number, f"{memory.owner()}占{goal}", "占计划", memory.owner())
    before = ("占" if _OF_PLAN.match(raw) else "") + before
    comparison = segment.former(index) or comparison_of(before, number.unit)
    words = before or share(segment, index)
    if not needs_subject(words):
        subject = memory.owner() if words.endswith("占") else grown(words)  # 其中物业类占|31%
        return Told(number, owned(raw, memory.owner(), words) + words, comparison, subject)
    points = number.unit != "%" and not re.match("[增降涨][幅速]", words)
    if points and memory.told and memory.told[-1].number.unit == "%":  # 占比…,提高2个百分点
        return Told(number, joined(memory.told[-1].indicator, words), comparison, memory.owner())
    owner = context_of(memory.context) or hindered(memory.context) or memory.owner() or memory.turned_to()
    if words.endswith("率") and owner != words:
        owner = _RATE_AT_END.sub("", owner)  # 学生健康优良率61%,近视率52%: of the pupils both
    return Told(number, joined(owner, words), comparison, owner)


def goal_before(segment: Segment, index: int) -> str:
    """The goal that a number tells of which the next one is the share: 为年度目标|22亿元|的96.8%."""
    goes_on = 0 <= index < len(segment.numbers) - 1 and segment.after(index).strip() == "的"
    goal = _GOAL.search(segment.between(index)) if goes_on else None
    return goal[0] if goal else ""
