"""What each number of a sentence tells: its indicator and what it is compared with. Pure functions.

The words before a number (结案3件), those behind it (12座重点楼宇) or both (发放10万元消费券) name its indicator; a
rate or a change takes the one it is about (规模工业产值…,增幅…), a parallel the verb before it (三级岗1名、四级岗2名).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from retrieval.figures.behind import TOGETHER, bounded, deed, noun_behind, share
from retrieval.figures.comparisons import RATE_UNITS, became, becomes, comparison_of, grown, is_change, needs_subject
from retrieval.figures.counted_nouns import noun_after
from retrieval.figures.numbers import Number
from retrieval.figures.phrases import clean, manner, split_tail, split_verb
from retrieval.figures.segments import (
    CONDITION,
    FORMER,
    LIMIT,
    RANK,
    Segment,
    age_of,
    alike,
    attribute,
    built,
    context_of,
    each_one,
    hindered,
    is_condition,
    is_total,
    joined,
    limited,
    lists,
    names_it,
    owned,
    shared,
    tail,
)

_MARKED = re.compile("[,;。、]")
_RATE_AT_END = re.compile("(?<=[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2}率$")
_ACT = re.compile("治理|整治|整改|修复|改造|验收|清理|化解|销号|签约|拆除|搬迁|征收")
_DOING = frozenset("完成 开展 实施 推进 组织".split())
_WHOLE_DEED = frozenset("植树 造林 绿化 栽树 出警 巡河 巡逻".split())  # verbs that name what is counted
_SPENDING = frozenset("投资 投入 融资 争取 筹集 募集".split())
_BENEFITS = frozenset(("惠及", "受益", "带动", "拉动", "覆盖"))
_PARTS = re.compile(r"[\s,]*其中[\s,]*")
_OF_PLAN = re.compile(r"\s*为[^,]{0,8}(?:计划|目标|任务|预算)")
_RANK_ALONE = re.compile("(?:位列|位居|名列|排名?|列|居)[^,]{2,8}$|.*中(?:排名?|位列|位居|名列|列|居)?$")
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
    parallel: int = 0  # and before the last one that told numbers
    used: int = 0  # where in the segment the words begin that no number has used as what it counts
    turned: bool = False  # whether a clause without numbers has turned to something else since
    within: bool = False  # whether the segment tells parts of a whole: 其中企业131户、个体户297户
    people: str = ""  # whom 每人每月 is about: 年满80周岁的独居老年人

    def read(self, segment: Segment) -> Iterator[Told]:
        """What the numbers of the next segment tell; 书记、副书记各1名 tells two things."""
        self.carried, self.used = "", 0
        self.within = bool(_PARTS.match(segment.text) or _PARTS.fullmatch(self.context))
        if segment.numbers:
            self.parallel, self.before = self.before, len(self.told)
        for index in range(len(segment.numbers)):
            for told in self._tell(segment, index):
                self.told.append(told)
                self.turned = False
                yield told
        self.context = "" if segment.numbers else segment.text
        self.turned = not segment.numbers and (segment.opens or self.turned)
        if any(is_condition(segment, index) for index in range(len(segment.numbers))):
            self.people = clean(segment.text)

    def _tell(self, segment: Segment, index: int) -> Iterator[Told]:
        number = segment.numbers[index]
        before = self._before(segment, index)
        self.carried = ""
        if re.match("[第前]|倒数|全", number.value):
            yield self._rank(segment, index, before)
        elif self.told and (becomes(before) or (before == "达到" and self.told[-1].comparison == FORMER)):
            former = self._former()
            each = "".join(re.findall("每[人月年户天日]", before))
            words = former.indicator if each in former.indicator else grown(former.indicator) + each
            yield Told(number, words, None, former.subject, counts=True)
        elif before in ("比", "较", "同", "与"):  # 比2022年的5.18亿元增长8.3%
            yield Told(number, self._owner(), FORMER, self._owner())
        elif number.unit in RATE_UNITS:
            for words in alike(segment.between(index), became(before)):
                yield from self._rates(segment, index, words)
        elif is_change(before):
            yield Told(number, self._owner() + before, comparison_of(before, number.unit), self._owner())
        elif rest := limited(segment, index):
            yield Told(number, before + rest + LIMIT, LIMIT, before)
        else:
            yield from self._count(segment, index, became(before))

    def _before(self, segment: Segment, index: int) -> str:
        """The words before a number; a condition stays part of them: 100万以上税源项目|2个, 80—89周岁每人每月|50元."""
        end = segment.numbers[index - 1].end if index else 0
        if index and is_condition(segment, index - 1):
            start = segment.numbers[index - 2].end if index > 1 else 0
            return clean(segment.text[start : segment.numbers[index].start])
        return clean(self.carried or segment.text[max(self.used, end) : segment.numbers[index].start])

    def _rank(self, segment: Segment, index: int, before: str) -> Told:
        number = segment.numbers[index]
        if "分别" in segment.between(index) or (lists(segment.between(index)) and self.told):
            words, owner = self._respectively(segment, index)
            return Told(number, owner + _RANKED.sub("", words), RANK, self._owner())
        words = "" if becomes(before) else _RANKED.sub("", before)
        ranked = bool(self.told) and self.told[-1].comparison == RANK  # 综合考评排第五,满意度排第一
        former = segment.former(index)  # 由第29名|升至第17名
        leans = needs_subject(words) or _RANK_ALONE.match(words) or (len(words) < 5 and not ranked and not former)
        owner = self._owner() if leans else ""
        subject = self._owner() if leans else words.partition("在")[0]
        return Told(number, owner + words, former or RANK, subject)

    def _rates(self, segment: Segment, index: int, words: str) -> Iterator[Told]:
        """A rate; of two things counted side by side one each: 建议14件、提案6件,满意率均为|100%."""
        told = self._rate(segment, index, words)
        owners = [one.subject for one in self.told[self.parallel : self.before] if one.counts and one.subject]
        if "均" in segment.between(index) and words.endswith("率") and needs_subject(words) and len(owners) > 1:
            yield from (replace(told, indicator=owner + words, subject=owner) for owner in owners)
        else:
            yield told

    def _rate(self, segment: Segment, index: int, before: str) -> Told:
        number, raw = segment.numbers[index], segment.between(index)
        if "分别" in raw or (lists(raw) and not before):
            words, owner = self._respectively(segment, index)
            return Told(number, owner + words, comparison_of(owner + words, number.unit), owner)
        before = ("占" if _OF_PLAN.match(raw) else "") + before
        comparison = segment.former(index) or comparison_of(before, number.unit)
        words = before or share(segment, index)
        if not needs_subject(words):
            subject = self._owner() if words.endswith("占") else grown(words)  # 其中物业类占|31%
            return Told(number, owned(raw, self._owner(), words) + words, comparison, subject)
        points = number.unit != "%" and not re.match("[增降涨][幅速]", words)
        if points and self.told and self.told[-1].number.unit == "%":  # 占比…,提高2个百分点
            return Told(number, joined(self.told[-1].indicator, words), comparison, self._owner())
        owner = context_of(self.context) or hindered(self.context) or self._owner() or self._turned_to()
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
            noun, rest = noun_behind(segment, index)
            self._use(segment, index, rest)
            known = self.told[-1].indicator
            noun = "" if known.endswith(noun) or noun == "中" else noun  # 10类|46项|实事项目
            yield replace(self.told[-1], number=number, indicator=known + noun, comparison=None)
            return
        verb, object_, noun, rest = self._parts(segment, index, before)
        self.carried = object_ + noun + rest if noun and rest and not lists(rest) else ""
        comparison = CONDITION if is_condition(segment, index) else segment.former(index)
        for name in shared(raw, object_):
            own = attribute(after, name or verb, noun)
            verb, words = ("", own) if own else (verb, name + noun)
            indicator = self._named(segment, index, verb, words, rest if noun and not own else "")
            subject = noun if own else self._subject(verb, words)
            if comparison == CONDITION:
                indicator = age_of(number, before, clean(raw), noun, after)
            elif verb or not self.within:
                self.whole = subject
            kind = comparison or comparison_of(before, number.unit)
            yield Told(number, indicator, kind, subject, counts=comparison is None)

    def _parts(self, segment: Segment, index: int, before: str) -> tuple[str, str, str, str]:
        """The verb and the object before a counted number, the noun behind it, and what follows that."""
        verb, object_ = deed(before)
        raw, after, last = segment.between(index), segment.after(index), segment.is_last(index)
        named = names_it(object_, after) and not bounded(segment, index)
        noun, rest = ("", after) if named else noun_behind(segment, index)
        if noun and rest:
            self._use(segment, index, rest)
        if not object_ and not noun and after in TOGETHER and not last:
            noun, rest = noun_behind(segment, index + 1)[0], ""
        if noun and re.search("[对向把从]$", raw.strip()):
            verb = object_ = ""  # 代表们对|12件|候选项目进行审议
        if not verb and (lists(raw) or (not before and index > 0)):
            verb = self.verb
        if noun and not last and not rest:
            verb = ""  # of 采集12座重点楼宇400多家单位基础信息 the verb is about neither
        self.verb = verb
        return verb, object_, noun, rest

    def _named(self, segment: Segment, index: int, verb: str, words: str, rest: str) -> str:
        """The indicator of a count, completed where its own words leave open what they are about."""
        if each_one(verb + words) and (about := self.people or segment.topic):
            return about + verb + words
        if not words:
            return self._of_verb(segment, index, verb)
        if segment.is_last(index) and (behind := tail(rest)):
            words += behind if not verb or verb[-2:] in _DOING or len(behind.rstrip("”")) == 1 else ""
        if verb in _DOING and _ACT.fullmatch(words):
            return self._owner(self.earlier) + verb + words
        if verb + words == "完成投资" and self._owner().endswith(("项目", "工程")):
            return self._owner() + verb + words
        if len(verb) > 3:  # 新增绿化|面积
            return verb + words
        part = self.within and not verb
        raw, owner = ("其中", self.whole) if part else (segment.between(index), self._owner())
        return owned(raw, owner, words, self._about() or self.whole) + verb + words

    def _of_verb(self, segment: Segment, index: int, verb: str) -> str:
        """The indicator of a number before which a verb stands alone, or nothing: 立案|5件, 8件|已完成."""
        behind = _MARKED.split(segment.after(index), maxsplit=1)[0]
        rest = clean(behind)
        if verb in _WHOLE_DEED:
            return verb
        if verb in _SPENDING and rest:
            return verb + tail(segment.without_numbers(index))
        following = "" if verb or becomes(rest) else rest
        if following:
            self._use(segment, index, segment.after(index)[len(behind) :])
        context = context_of(self.context) or clean(self.context)[-20:]
        return (self._owner(self.earlier) or segment.topic or ("" if len(verb) > 3 else context)) + verb + following

    def _use(self, segment: Segment, index: int, rest: str) -> None:
        """Keeps that of the words behind a number no more than ``rest`` is left for the next one."""
        self.used = segment.numbers[index].end + len(segment.after(index)) - len(rest)

    def _subject(self, verb: str, words: str) -> str:
        if (verb in _BENEFITS or _ACT.fullmatch(words)) and self._owner():
            return self._owner()
        if is_total(words) and (about := self._about()):
            return about
        subject = re.sub("(?:总数|总量|总投资|投资额|总?预算|规模)$", "", split_tail(words)[0])
        if manner(subject):
            return verb + words
        return subject if subject and not owned("", self._owner(), words) else self._owner() or subject

    def _about(self) -> str:
        """What the clause before is about, where it told no number: 教学楼开工,建筑面积|4200平方米."""
        return built(self.context) or hindered(self.context)

    def _former(self) -> Told:
        """What a new value belongs to: 由12家增加到|15家."""
        return next((told for told in reversed(self.told) if told.counts or told.comparison == FORMER), self.told[-1])

    def _turned_to(self) -> str:
        """What the clause before is about that turned to something else: 二期项目|全面进入施工阶段,进度…"""
        return noun_after(self.context, last=True)[0] if self.turned else ""

    def _owner(self, since: int = 0) -> str:
        """What the last number was about."""
        if self.turned:
            return ""
        last = next((told for told in reversed(self.told[since:]) if told.comparison not in (CONDITION, LIMIT)), None)
        if last is None or (not last.subject and not split_verb(last.indicator)[1]):
            return ""  # 立案5件 alone is the owner of nothing
        return last.subject or last.indicator
