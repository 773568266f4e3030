"""What each number of a sentence tells: its indicator and what it is compared with. Pure functions.

The words before a number (结案3件), those behind it (12座重点楼宇) or both (发放10万元消费券) name its indicator; a rate or a
change takes the one it is about (规模工业产值…,增幅…), a parallel the verb of the one before it (提拔三级岗1名、四级岗2名).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.comparisons import RATE_UNITS, becomes, comparison_of, is_change, needs_subject
from retrieval.numbers import Number
from retrieval.phrases import clean, noun_after, split_verb

CONDITION, FORMER, RANK = "条件", "原值", "排名"


@dataclass(frozen=True, slots=True)
class Told:
    """A number with the indicator it tells. ``counts``: it is an amount of its own, no rate or change of another."""

    number: Number
    indicator: str
    comparison: str | None
    subject: str = ""
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence between commas: its text, its numbers (offsets into ``text``), the words before its colon."""

    text: str
    numbers: tuple[Number, ...]
    topic: str = ""
    start: int = 0  # of ``text`` in the sentence

    def between(self, index: int) -> str:
        """The words before number ``index``, from the number before it or the segment's start."""
        start = self.numbers[index - 1].end if index else 0
        return self.text[start : self.numbers[index].start]

    def after(self, index: int) -> str:
        last = index + 1 == len(self.numbers)
        return self.text[self.numbers[index].end : len(self.text) if last else self.numbers[index + 1].start]


@dataclass(slots=True)
class Reader:
    """Reads a sentence's segments in order and remembers what was told: rates and parallels lean on it."""

    told: list[Told] = field(default_factory=list)
    verb: str = ""
    carried: str = ""  # words that a number counted and the next one may continue: 重点产业项目|累计投资

    def read(self, segment: Segment) -> Iterator[Told]:
        """What the numbers of the next segment tell; one of 书记、副书记各1名 tells two things."""
        self.carried = ""
        for index in range(len(segment.numbers)):
            for told in self._tell(segment, index):
                self.told.append(told)
                yield told

    def _tell(self, segment: Segment, index: int) -> Iterator[Told]:
        number = segment.numbers[index]
        raw = segment.between(index)
        before, self.carried = _with_condition(segment, index, clean(self.carried or raw)), ""
        if re.match("[第前]|全", number.value):
            yield Told(number, self._about(before, ranked=True), RANK, counts=False)
        elif becomes(before):
            yield self._became(number)
        elif number.unit in RATE_UNITS:
            yield self._rate(segment, index, before)
        elif is_change(before):
            yield Told(number, self._subject() + before, comparison_of(before, number.unit), counts=False)
        else:
            yield from self._count(segment, index, before)

    def _became(self, number: Number) -> Told:
        former = self._last()
        return Told(number, former.indicator if former else "", None, former.subject if former else "")

    def _rate(self, segment: Segment, index: int, before: str) -> Told:
        number = segment.numbers[index]
        comparison = comparison_of(before, number.unit) or _former(segment, index)
        if re.search("分别", segment.between(index)) or (_lists(segment.between(index)) and not before):
            before, owner = self._respectively(segment, index)
            return Told(number, owner + before, comparison_of(before, number.unit), counts=False)
        if not before:
            noun, _ = noun_after(segment.after(index), index + 1 == len(segment.numbers))
            return Told(number, self._about(noun), comparison, counts=False)
        return Told(number, self._about(before), comparison, subject=split_verb(before)[1], counts=False)

    def _respectively(self, segment: Segment, index: int) -> tuple[str, str]:
        """The words and the owner of one of several rates: A、B分别增长5%、6%, or A1家、B2家,分别增长5%、6%."""
        first = max((at for at in range(index + 1) if "分别" in segment.between(at)), default=index)
        count = len(segment.numbers) - first
        names, _, words = segment.between(first).rpartition("分别")
        owners = [clean(name) for name in re.split("[、和]|以及", clean(names)) if clean(name)]
        if not owners:
            owners = [told.subject or told.indicator for told in self.told if told.counts and told.number.end][-count:]
        at = index - first
        return clean(words), owners[at] if at < len(owners) == count else clean(names) or self._subject()

    def _count(self, segment: Segment, index: int, before: str) -> Iterator[Told]:
        number, last = segment.numbers[index], index + 1 == len(segment.numbers)
        noun, rest = (
            ("", segment.after(index))
            if _counted(before, segment.after(index))
            else noun_after(segment.after(index), last)
        )
        verb, object_ = split_verb(before)
        parallel = _lists(segment.between(index)) or (not before and index > 0)
        if parallel and not verb:
            verb = self.verb
        if noun and not last and not rest:
            verb = ""  # of 采集12座重点楼宇400多家单位基础信息 the verb is about neither
        self.verb = verb
        self.carried = object_ + noun + rest if noun and rest and not _lists(rest) else ""
        comparison = CONDITION if _is_condition(number, segment.after(index)) else _former(segment, index)
        for name in _shared(segment.between(index), object_):
            subject = name + noun or self._subject()
            indicator = self._named(verb, name + noun, segment.topic)
            if comparison == CONDITION:
                indicator = _condition_name(number, noun or subject)
            yield Told(number, indicator, comparison or comparison_of(before, number.unit), subject, comparison is None)

    def _named(self, verb: str, subject: str, topic: str) -> str:
        if not subject and verb and (owner := self._subject()):
            return owner + verb  # 信访举报和问题线索 7件,立案5件
        if not verb + subject or re.fullmatch("(?:每[人月年户天日次餐床]|人均|户均|标准|合计|最高)*", verb + subject):
            return (topic or self._subject()) + verb + subject
        return verb + subject

    def _about(self, words: str, ranked: bool = False) -> str:
        """The indicator of a rate or rank: with its owner in front where the words name none."""
        if needs_subject(words) or (ranked and len(words) < 5):
            return self._subject() + words
        return words

    def _last(self) -> Told | None:
        return next((told for told in reversed(self.told) if told.counts or told.comparison == FORMER), None) or (
            self.told[-1] if self.told else None
        )

    def _subject(self) -> str:
        last = next((told for told in reversed(self.told) if told.counts), None)
        return (last.subject or last.indicator) if last else ""


def _lists(words: str) -> bool:
    return bool(re.match(r"\s*(?:、|和|及|以及|与|或)", words))


def _counted(before: str, after: str) -> bool:
    """Whether the words before a number already name what it counts: 受理投诉7件办结5件."""
    verb, rest = split_verb(before)
    next_verb = split_verb(after)[0]
    return bool(rest) and (
        not after.strip(" \u2009") or bool(next_verb) and verb != "" and len(after) > len(next_verb) - 1
    )


def _with_condition(segment: Segment, index: int, words: str) -> str:
    """A condition stays part of what follows it: 100万以上税源项目|2个, 80—89周岁每人每月|50元."""
    if not index or not _is_condition(segment.numbers[index - 1], segment.after(index - 1)):
        return words
    start = segment.numbers[index - 2].end if index > 1 else 0
    return clean(segment.text[start : segment.numbers[index].start])


def _is_condition(number: Number, after: str) -> bool:
    if number.unit in ("岁", "周岁"):
        return True
    return bool(re.match(r"\s*(?:及?以[上下内])?(?:的)?[\u4e00-\u9fff“]", after)) and bool(
        re.match(r"\s*(?:及?以[上下内])", after)
    )


def _condition_name(number: Number, subject: str) -> str:
    if number.unit not in ("岁", "周岁"):
        return subject
    people = re.match(r".*?(?:老年人|老人|居民|人员|儿童|青少年|人群|妇女|男性|女性|学生|对象|户籍|人)", subject)
    return (people[0] if people else subject) + "年龄"


def _former(segment: Segment, index: int) -> str | None:
    """原值 where the number is what another one came from: 由3元提高到5元."""
    following = segment.numbers[index + 1 : index + 2]
    if not following or not becomes(clean_change(segment.between(index + 1))):
        return None
    return FORMER if re.search("[由从]", segment.between(index)) else None


def clean_change(words: str) -> str:
    return words.replace("\u2009", "").strip()


def _shared(words: str, object_: str) -> Sequence[str]:
    """The things that 各 gives a number each: 80后社区书记、副书记 → 80后社区书记, 80后社区副书记."""
    names = [clean(name) for name in re.split("[、和及与]", object_) if clean(name)]
    if not re.search(r"各\s*$", words) or len(names) < 2:
        return (re.sub(r"[由从](?=每|$)", "", object_),)
    head = _common_end(names[0], names[1])
    start = names[0][: len(names[0]) - len(head)] if head else ""
    return [names[0]] + [start + name for name in names[1:]]


def _common_end(first: str, second: str) -> str:
    length = 0
    while length < min(len(first), len(second)) and first[-1 - length] == second[-1 - length]:
        length += 1
    return first[len(first) - length :]
