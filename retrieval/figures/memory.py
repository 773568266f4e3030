"""What a sentence has told so far, on which the next numbers lean: rates on their amounts, parallels on the verb before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from retrieval.figures.comparisons import RATE_UNITS, needs_subject
from retrieval.figures.counted_nouns import noun_after
from retrieval.figures.numbers import Number
from retrieval.figures.phrases import clean, split_verb
from retrieval.figures.segments import CONDITION, FORMER, LIMIT, Segment, built, hindered, is_condition, listed

_PARTS = re.compile(r"[\s,]*其中[\s,]*")


@dataclass(frozen=True, slots=True)
class Told:
    """A number with the indicator it tells. ``subject``: what a rate after it would be about."""

    number: Number
    indicator: str
    comparison: str | None
    subject: str = ""
    target: bool = False  # what is aimed at: a column's or a clause's 目标
    counts: bool = False  # an amount of its own, no rate, rank or change of another


@dataclass(slots=True)
class Memory:
    """What was told, and which words are still without a number."""

    told: list[Told] = field(default_factory=list)
    verb: str = ""
    whole: str = ""  # what a total is about, however many parts (其中…) were told since
    wholes: dict[str, str] = field(default_factory=dict)  # the same for each unit
    carried: str = ""  # words that a number counted and the next one continues: 重点产业项目累计投资
    context: str = ""  # the segment before, where it told no number
    earlier: int = 0  # how many of ``told`` the sentence before told
    before: int = 0  # how many of ``told`` went before the segment that is read
    parallel: int = 0  # and before the last one that told numbers
    used: int = 0  # where in the segment the words begin that no number has used as what it counts
    turned: bool = False  # whether a clause without numbers has turned to something else since
    within: bool = False  # whether the segment tells parts of a whole: 其中企业131户、个体户297户
    people: str = ""  # whom 每人每月 is about: 年满80周岁的独居老年人

    def open(self, segment: Segment) -> None:
        """Before the numbers of a segment are read."""
        self.carried, self.used = "", 0
        self.within = bool(_PARTS.match(segment.text) or _PARTS.fullmatch(self.context))
        if segment.numbers:
            self.parallel, self.before = self.before, len(self.told)

    def keep(self, told: Told) -> None:
        self.told.append(told)
        self.turned = False

    def close(self, segment: Segment) -> None:
        """After the numbers of a segment were read."""
        self.context = "" if segment.numbers else segment.text
        self.turned = not segment.numbers and (segment.opens or self.turned)
        if any(is_condition(segment, index) for index in range(len(segment.numbers))):
            self.people = clean(segment.text)

    def end_sentence(self) -> None:
        """What was told is that of the sentence before."""
        self.people = self.context = ""
        self.earlier = len(self.told)

    def use(self, segment: Segment, index: int, rest: str) -> None:
        """Keeps that of the words behind a number no more than ``rest`` is left for the next one."""
        self.used = segment.numbers[index].end + len(segment.after(index)) - len(rest)

    def words_before(self, segment: Segment, index: int) -> str:
        """The words before a number; a condition stays part of them: 100万以上税源项目|2个, 80—89周岁每人每月|50元."""
        end = segment.numbers[index - 1].end if index else 0
        if index and is_condition(segment, index - 1):
            start = segment.numbers[index - 2].end if index > 1 else 0
            return clean(segment.text[start : segment.numbers[index].start])
        return clean(self.carried or segment.text[max(self.used, end) : segment.numbers[index].start])

    def owner(self, since: int = 0) -> str:
        """What the last number was about."""
        if self.turned:
            return ""
        last = next((told for told in reversed(self.told[since:]) if told.comparison not in (CONDITION, LIMIT)), None)
        if last is None or (not last.subject and not split_verb(last.indicator)[1]):
            return ""  # 立案5件 alone is the owner of nothing
        return last.subject or last.indicator

    def counted_in(self, unit: str) -> str:
        """What a change in ``unit`` is of: 新落户企业839户,注册资本35亿元,比上年增加|563户."""
        alike = [told for told in self.told if told.counts and told.number.unit == unit]
        if self.turned or not alike or self.told[-1].number.unit == unit:
            return self.owner()
        return alike[-1].indicator

    def about(self) -> str:
        """What the clause before is about, where it told no number: 教学楼开工,建筑面积|4200平方米."""
        return built(self.context) or hindered(self.context)

    def former(self) -> Told:
        """What a new value belongs to: 由12家增加到|15家."""
        counted = (told for told in reversed(self.told) if told.counts or told.comparison == FORMER)
        return next(counted, self.told[-1])

    def turned_to(self) -> str:
        """What the clause before is about that turned to something else: 二期项目|全面进入施工阶段,进度…"""
        return noun_after(self.context, last=True)[0] if self.turned else ""

    def respectively(self, segment: Segment, index: int) -> tuple[str, str]:
        """The words and the owner of one of several: A、B分别增长5%、6%, or A1家、B2家,分别增长5%、6%."""
        first = max((at for at in range(index + 1) if "分别" in segment.between(at)), default=index)
        count, at = len(segment.numbers) - first, index - first
        names, _, words = segment.between(first).rpartition("分别")
        owners = listed(clean(names))
        if len(owners) == count:
            return clean(words), owners[at]
        if len(owners) == 1 and count == 2 and "城乡" in owners[0]:
            return clean(words), owners[0].replace("城乡", ("城镇", "农村")[at], 1)
        rates = segment.numbers[index].unit in RATE_UNITS
        told = [told.subject or told.indicator for told in self.told[: self.before or None] if told.counts or rates]
        known = told[-count:] if len(told) >= count else [self.owner()] * count
        return clean(words), (known[at] if needs_subject(clean(names)) else "") + clean(names)
