"""What each number of a sentence tells: its indicator and what it is compared with. Pure functions.

The words before a number (结案3件), those behind it (12座重点楼宇) or both (发放10万元消费券) name its indicator; a
rate or a change takes the one it is about (规模工业产值…,增幅…), a parallel the verb before it (三级岗1名、四级岗2名).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from retrieval.figures.comparisons import RATE_UNITS, became, becomes, comparison_of, grown, is_change, needs_subject
from retrieval.figures.counted_nouns import noun_after
from retrieval.figures.numbers import Number
from retrieval.figures.phrases import clean, split_tail, split_verb
from retrieval.figures.segments import (
    CONDITION,
    FORMER,
    LIMIT,
    RANK,
    Segment,
    age_of,
    alike,
    attribute,
    context_of,
    each_one,
    is_condition,
    joined,
    limited,
    lists,
    names_it,
    owned,
    shared,
)

_RATE_AT_END = re.compile("(?<=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2}率$")
_BENEFITS = frozenset(("惠及", "受益", "带动", "拉动", "覆盖"))
_RANKED = re.compile("(?:分别)?(?:位列|位居|名列|排在?|列|居|跃居|跃升|并列|分列|获得?|荣获|进入)$")


@dataclass(frozen=True, slots=True)
class Told:
    """A number with the indicator it tells. ``subject``: what a rate after it would be about."""

    number: Number
    indicator: str
    comparison: str | None
    subject: str = ""
    target: bool = False  # what a table's column aims at
    counts: bool = False  # an amount of its own, no rate, rank or change of another


def _noun_behind(segment: Segment, index: int) -> tuple[str, str]:
    """The counted noun behind a number and what follows it; a condition belongs to it: 55户|80周岁以上独居老人."""
    following = index + 1
    if _bounded(segment, index):
        noun, rest = noun_after(segment.after(following), segment.is_last(following))
        start = segment.numbers[following].start
        return segment.text[start : len(segment.text) - len(rest)] if segment.is_last(following) else noun, rest
    return noun_after(segment.after(index), segment.is_last(index))


def _bounded(segment: Segment, index: int) -> bool:
    """Whether a condition follows a number at once: 55户|80周岁以上独居老人."""
    return not segment.after(index) and not segment.is_last(index) and is_condition(segment, index + 1)


@dataclass(slots=True)
class Reader:
    """Reads a sentence's segments in order and remembers what was told: rates and parallels lean on it."""

    told: list[Told] = field(default_factory=list)
    verb: str = ""
    whole: str = ""  # what a total is about, however many parts (其中…) were told since
    carried: str = ""  # words that a number counted and the next one continues: 重点产业项目累计投资
    context: str = ""  # the segment before, where it told no number
    earlier: int = 0  # how many of ``told`` the sentence before told
    before: int = 0  # how many of ``told`` went before the segment that is read
    people: str = ""  # whom 每人每月 is about: 年满80周岁的独居老年人

    def read(self, segment: Segment) -> Iterator[Told]:
        """What the numbers of the next segment tell; 书记、副书记各1名 tells two things."""
        self.carried = ""
        self.before = len(self.told)
        for index in range(len(segment.numbers)):
            for told in self._tell(segment, index):
                self.told.append(told)
                yield told
        self.context = "" if segment.numbers else segment.text
        if any(is_condition(segment, index) for index in range(len(segment.numbers))):
            self.people = clean(segment.text)

    def _tell(self, segment: Segment, index: int) -> Iterator[Told]:
        number = segment.numbers[index]
        before = self._before(segment, index)
        self.carried = ""
        if re.match("[第前]|倒数|全", number.value):
            yield self._rank(segment, index, before)
        elif becomes(before) and self.told:
            former = self._former()
            yield Told(number, former.indicator, None, former.subject, counts=True)
        elif before in ("比", "较", "同", "与"):  # 比2022年的5.18亿元增长8.3%
            yield Told(number, self._owner(), FORMER, self._owner())
        elif number.unit in RATE_UNITS:
            for words in alike(segment.between(index), became(before)):
                yield self._rate(segment, index, words)
        elif is_change(before):
            yield Told(number, self._owner() + before, comparison_of(before, number.unit), self._owner())
        elif rest := limited(segment, index):
            yield Told(number, before + rest + LIMIT, LIMIT, before)
        else:
            yield from self._count(segment, index, became(before))

    def _before(self, segment: Segment, index: int) -> str:
        """The words before a number; a condition stays part of them: 100万以上税源项目|2个, 80—89周岁每人每月|50元."""
        if index and is_condition(segment, index - 1):
            start = segment.numbers[index - 2].end if index > 1 else 0
            return clean(segment.text[start : segment.numbers[index].start])
        return clean(self.carried or segment.between(index))

    def _rank(self, segment: Segment, index: int, before: str) -> Told:
        number = segment.numbers[index]
        if "分别" in segment.between(index) or (lists(segment.between(index)) and self.told):
            words, owner = self._respectively(segment, index)
            return Told(number, owner + _RANKED.sub("", words), RANK, self._owner())
        words = _RANKED.sub("", before)
        ranked = bool(self.told) and self.told[-1].comparison == RANK  # 综合考评排第五,满意度排第一
        owner = self._owner() if needs_subject(words) or (len(words) < 5 and not ranked) else ""
        return Told(number, owner + words, RANK, self._owner())

    def _rate(self, segment: Segment, index: int, before: str) -> Told:
        number, raw = segment.numbers[index], segment.between(index)
        if "分别" in raw or (lists(raw) and not before):
            words, owner = self._respectively(segment, index)
            return Told(number, owner + words, comparison_of(words, number.unit), owner)
        comparison = segment.former(index) or comparison_of(before, number.unit)
        words = before or noun_after(segment.after(index), segment.is_last(index))[0]
        if not needs_subject(words):
            return Told(number, owned(raw, self._owner(), words) + words, comparison, grown(words))
        if number.unit != "%" and self.told and self.told[-1].number.unit == "%" and not re.match("增[幅速]", words):
            return Told(
                number, joined(self.told[-1].indicator, words), comparison, self._owner()
            )  # 占比…,提高2个百分点
        owner = context_of(self.context) or self._owner()
        if words.endswith("率") and owner != words:
            owner = _RATE_AT_END.sub("", owner)  # 学生健康优良率61%,近视率52%: of the pupils both
        return Told(number, joined(owner, words), comparison, owner)

    def _respectively(self, segment: Segment, index: int) -> tuple[str, str]:
        """The words and the owner of one of several: A、B分别增长5%、6%, or A1家、B2家,分别增长5%、6%."""
        first = max((at for at in range(index + 1) if "分别" in segment.between(at)), default=index)
        count, at = len(segment.numbers) - first, index - first
        names, _, words = segment.between(first).rpartition("分别")
        owners = [clean(name) for name in re.split("[、和]|以及", clean(names)) if clean(name)]
        if len(owners) == count:
            return clean(words), owners[at]
        if len(owners) == 1 and count == 2 and "城乡" in owners[0]:
            return clean(words), owners[0].replace("城乡", ("城镇", "农村")[at], 1)
        rates = segment.numbers[index].unit in RATE_UNITS
        told = [told.subject or told.indicator for told in self.told[: self.before or None] if told.counts or rates]
        known = told[-count:] if len(told) >= count else [self._owner()] * count
        return clean(words), (known[at] if needs_subject(clean(names)) else "") + clean(names)

    def _count(self, segment: Segment, index: int, before: str) -> Iterator[Told]:
        number, raw, after = segment.numbers[index], segment.between(index), segment.after(index)
        if "分别" in raw or (lists(raw) and not before and "分别" in segment.text[: number.start]):
            words, owner = self._respectively(segment, index)
            yield Told(number, owner + words, comparison_of(words, number.unit), owner, counts=True)
            return
        if not raw and index and self.told and not is_condition(segment, index):  # 惠及居民1200户|3500人
            yield replace(self.told[-1], number=number, comparison=None)
            return
        verb, object_ = split_verb(before)
        verb = "" if verb == "实现" else verb  # says nothing that the stamp doesn't
        named = names_it(object_, after) and not _bounded(segment, index)
        noun, rest = ("", after) if named else _noun_behind(segment, index)
        if not verb and (lists(raw) or (not before and index > 0)):
            verb = self.verb
        if noun and not segment.is_last(index) and not rest:
            verb = ""  # of 采集12座重点楼宇400多家单位基础信息 the verb is about neither
        self.verb = verb
        self.carried = object_ + noun + rest if noun and rest and not lists(rest) else ""
        comparison = CONDITION if is_condition(segment, index) else segment.former(index)
        for name in shared(raw, object_):
            own = attribute(after, name or verb, noun)
            verb, words = ("", own) if own else (verb, name + noun)
            indicator = self._named(segment, index, verb, words, rest if noun and not before else "")
            if comparison == CONDITION:
                indicator = age_of(number, before, clean(raw), noun)
            yield Told(
                number,
                indicator,
                comparison or comparison_of(before, number.unit),
                self._remember(segment, noun if own else self._subject(verb, words)),
                counts=comparison is None,
            )

    def _named(self, segment: Segment, index: int, verb: str, words: str, rest: str) -> str:
        """The indicator of a count, completed where its own words leave open what they are about."""
        if each_one(verb + words) and (about := self.people or segment.topic):
            return about + verb + words
        if not words:
            rest = clean(re.split("[,;。]", segment.after(index))[0])
            following = "" if verb or becomes(rest) else rest
            return (self._owner(self.earlier) or segment.topic or clean(self.context)[-20:]) + verb + following
        if not verb and segment.is_last(index):
            words += clean(re.split("[,;。、()]", rest)[0])[:16]
        return owned(segment.between(index), self._owner(), words, self.whole) + verb + words

    def _remember(self, segment: Segment, subject: str) -> str:
        if not segment.text.lstrip().startswith("其中"):
            self.whole = subject
        return subject

    def _subject(self, verb: str, words: str) -> str:
        if verb in _BENEFITS and self._owner():
            return self._owner()
        subject = re.sub("(?:总数|总量|总投资|投资额|规模)$", "", split_tail(words)[0])
        return subject if subject and not owned("", self._owner(), words) else self._owner() or subject

    def _former(self) -> Told:
        """What a new value belongs to: 由12家增加到|15家."""
        return next((told for told in reversed(self.told) if told.counts or told.comparison == FORMER), self.told[-1])

    def _owner(self, since: int = 0) -> str:
        """What the last number was about."""
        last = next((told for told in reversed(self.told[since:]) if told.comparison not in (CONDITION, LIMIT)), None)
        if last is None or (not last.subject and not split_verb(last.indicator)[1]):
            return ""  # 立案5件 alone is the owner of nothing
        return last.subject or last.indicator
