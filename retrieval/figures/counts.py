"""What a count is of: the words before it, those behind it or both, completed by what was told before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.figures.behind import TOGETHER, bounded, deed, noun_behind
from retrieval.figures.comparisons import becomes, comparison_of
from retrieval.figures.memory import Memory, Told
from retrieval.figures.phrases import clean, manner, split_tail
from retrieval.figures.rates import goal_before
from retrieval.figures.segments import (
    CONDITION,
    Segment,
    age_of,
    attribute,
    context_of,
    each_one,
    frame_of,
    is_condition,
    is_total,
    lists,
    names_it,
    owned,
    shared,
    tail,
)

_MARKED = re.compile("[,;。、]")
_ACT = re.compile("治理|整治|整改|修复|改造|验收|清理|化解|销号|签约|拆除|搬迁|征收")
_DOING = frozenset("完成 开展 实施 推进 组织".split())
_WHOLE_DEED = frozenset("植树 造林 绿化 栽树 出警 巡河 巡逻".split())  # verbs that name what is counted
_SPENDING = frozenset("投资 投入 融资 争取 筹集 募集".split())
_BENEFITS = frozenset(("惠及", "受益", "带动", "拉动", "覆盖"))
_COST = re.compile("总(?:投入|投资|支出)")
_SIZE = re.compile("(?:总数|总量|总投资|总投入|投资额|(?<!公共)总?预算|规模)$")


def counted(memory: Memory, segment: Segment, index: int, before: str) -> Iterator[Told]:
    """What one counted number tells; 书记、副书记各1名 tells two things."""
    number, raw = segment.numbers[index], segment.between(index)
    if "分别" in raw or (lists(raw) and not before and "分别" in segment.text[: number.start]):
        words, owner = memory.respectively(segment, index)
        yield Told(number, owner + words, comparison_of(words, number.unit), owner, counts=True)
    elif goal := goal_before(segment, index):
        yield Told(number, memory.owner() + goal, None, memory.owner(), target=True)
    elif not raw and index and memory.told and not is_condition(segment, index):  # 惠及居民1200户|3500人
        yield _again(memory, segment, index)
    else:
        yield from _of_words(memory, segment, index, before)


def _again(memory: Memory, segment: Segment, index: int) -> Told:
    """The same thing in another unit; what is named behind both belongs to both: 10类|46项|实事项目."""
    noun, rest = noun_behind(segment, index)
    memory.use(segment, index, rest)
    known = memory.told[-1].indicator
    noun = "" if known.endswith(noun) or noun == "中" else noun
    return replace(memory.told[-1], number=segment.numbers[index], indicator=known + noun, comparison=None)


def _of_words(memory: Memory, segment: Segment, index: int, before: str) -> Iterator[Told]:
    number, raw, after = segment.numbers[index], segment.between(index), segment.after(index)
    verb, object_, noun, rest = _parts(memory, segment, index, before)
    memory.carried = object_ + noun + rest if noun and rest and not lists(rest) else ""
    comparison = CONDITION if is_condition(segment, index) else segment.former(index)
    for name in shared(raw, object_):
        own = attribute(after, name or verb, noun)
        verb, words = ("", own) if own else (verb, name + noun)
        indicator = _named(memory, segment, index, verb, words, rest if noun and not own else "")
        subject = noun if own else _subject(memory, verb, words)
        if comparison == CONDITION:
            indicator = age_of(number, before, clean(raw), noun, frame_of(segment, index)) or memory.owner()
        elif verb or not memory.within:
            memory.whole = memory.wholes[number.unit] = subject
        kind = comparison or comparison_of(before, number.unit)
        yield Told(number, indicator, kind, subject, counts=comparison is None)


def _parts(memory: Memory, segment: Segment, index: int, before: str) -> tuple[str, str, str, str]:
    """The verb and the object before a counted number, the noun behind it, and what follows that."""
    verb, object_ = deed(before)
    raw, after, last = segment.between(index), segment.after(index), segment.is_last(index)
    named = names_it(object_, after) and not bounded(segment, index)
    noun, rest = ("", after) if named else noun_behind(segment, index)
    if noun and rest:
        memory.use(segment, index, rest)
    if not object_ and not noun and after in TOGETHER and not last:
        noun, rest = noun_behind(segment, index + 1)[0], ""
    if noun and re.search("[对向把从]$", raw.strip()):
        verb = object_ = ""  # 代表们对|12件|候选项目进行审议
    if not verb and (lists(raw) or (not before and index > 0)):
        verb = memory.verb
    if noun and not last and not rest:
        verb = ""  # of 采集12座重点楼宇400多家单位基础信息 the verb is about neither
    memory.verb = verb
    return verb, object_, noun, rest


def _named(memory: Memory, segment: Segment, index: int, verb: str, words: str, rest: str) -> str:
    """The indicator of a count, completed where its own words leave open what they are about."""
    if each_one(verb + words) and (about := memory.people or segment.topic):
        return about + verb + words
    if not words:
        return _of_verb(memory, segment, index, verb)
    if _opens_with_total(memory, verb, words):
        return verb + words
    if segment.is_last(index) and not is_total(words) and (behind := tail(rest)):
        words += behind if not verb or verb[-2:] in _DOING or len(behind.rstrip("”")) == 1 else ""
    if verb in _DOING and _ACT.fullmatch(words):
        return memory.owner(memory.earlier) + verb + words
    if verb + words == "完成投资" and (about := _invested_in(memory)):
        return about + verb + words
    if len(verb) > 3:  # 新增绿化|面积
        return verb + words
    raw, unit = segment.between(index), segment.numbers[index].unit
    if memory.within and not verb:
        raw, owner = "其中", memory.wholes.get(unit, memory.whole)
    else:
        owner = memory.wholes.get(unit, memory.owner()) if memory.within else memory.owner()
    return owned(raw, owner, words, memory.about() or memory.whole) + verb + words


def _invested_in(memory: Memory) -> str:
    owner = memory.owner()
    return memory.about() or (owner if owner.endswith(("项目", "工程")) else "")


def _opens_with_total(memory: Memory, verb: str, words: str) -> bool:
    """改造总投入|1.34亿元 at a sentence's start is of no one thing that the sentence before told last."""
    return bool(_COST.fullmatch(words) and _ACT.fullmatch(verb)) and len(memory.told) == memory.earlier


def _of_verb(memory: Memory, segment: Segment, index: int, verb: str) -> str:
    """The indicator of a number before which a verb stands alone, or nothing: 立案|5件, 8件|已完成."""
    behind = _MARKED.split(segment.after(index), maxsplit=1)[0]
    rest = clean(behind)
    if verb in _WHOLE_DEED:
        return verb
    if verb in _SPENDING and rest:
        return verb + tail(segment.without_numbers(index))
    following = "" if verb or becomes(rest) else rest
    if following:
        memory.use(segment, index, segment.after(index)[len(behind) :])
    context = context_of(memory.context) or clean(memory.context)[-20:]
    about = (
        memory.owner(memory.earlier) or segment.topic or ("" if len(verb + following) > 8 or len(verb) > 3 else context)
    )
    return about + verb + following


def _subject(memory: Memory, verb: str, words: str) -> str:
    """What a rate after a count would be about."""
    if _opens_with_total(memory, verb, words):
        return verb
    if (verb in _BENEFITS or _ACT.fullmatch(words)) and memory.owner():
        return memory.owner()
    if is_total(words) and (about := memory.about()):
        return about
    subject = _SIZE.sub("", split_tail(_SIZE.sub("", words))[0])
    if manner(subject):
        return verb + words
    return subject if subject and not owned("", memory.owner(), words) else memory.owner() or subject
