"""The two figures of which a remainder, a rate, a change or a former value is made. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.evidence.gathering import gather
from bot.answering.figures.compute import since_year_before
from bot.answering.figures.operand_rows import ENOUGH, beside, core, level, pairs, ranked, same_sentence
from bot.answering.figures.outcomes import likeness
from bot.answering.figures.rows import FoundFigure, rank
from bot.answering.figures.units import unit_fit
from bot.answering.question.asked_period import Period, fits, read_period
from bot.answering.question.terms import coverage, lacking, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import noun
from retrieval.document import Figure, Passage

Finder = Callable[[Understanding, Sequence[Passage]], list[FoundFigure]]

_REMAINS = re.compile(r"剩|缺|尚|余下|未|仍有|空置")
_SEATS = (("张", "个", "张床位", "个床位", "床", "席"), ("人", "名", "位", "户"))
_OF_WHOLE = re.compile("占[^,;]{0,6}$")  # 签约742户,占应签968户的76.7%
_LESS = re.compile("再?减|优惠|抵扣|补贴|便宜|立减")
_MONEY = re.compile("(?:几|多少)个?[百千]?[亿万元钱块]")
_PLANS = re.compile("(?:目标|计划)(?=数|值|比|同比|较)")
_ROSE_OR_FELL = re.compile("(?:增加|减少|压减|缩减|精简)$")
_MOST = 14
_OF_ONE = 0.35  # of the characters' pairs of a part that its whole says too


def amounts(question: Understanding, passages: Sequence[Passage], unit: str | None) -> list[FoundFigure]:
    """The amounts near the subject of a sum, best first; what they lack the other of a pair may have."""
    asked = replace(question.operands[0], unit=unit, period=None, growth=False)
    return [one for one in rank(asked, gather(asked, passages)) if level(asked, one)][:_MOST]


def covers(question: Understanding, *rows: FoundFigure) -> bool:
    """Whether figures together say the subject of a sum."""
    terms = question.operands[0].terms
    found = tuple(max(shares) for shares in zip(*(one.found for one in rows), strict=True))
    return coverage(terms, found) >= ENOUGH and all(term.verb for term in lacking(terms, found))


def whole_and_done(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """42件信访积案化解39件: the larger figure and the smaller one after it, of one unit and in one sentence."""
    found = [
        (a, b)
        for a, b in pairs(amounts(question, passages, None))
        if a.figure.number > b.figure.number
        and _is_whole(question, a, b)
        and b.figure.progress not in ("ongoing", "planned")  # 建成7部,在建4部: neither is part of the other
        if unit_fit(question.unit, a.figure) >= (0.8 if question.unit else 0.6)
        and _countable(question, a, b)
        and covers(question, a, b)
    ]
    best = max(found, key=lambda pair: _done_score(question, *pair), default=None)
    return list(best) if best and not _told_otherwise(question, passages, *best) else []


def _is_whole(question: Understanding, a: FoundFigure, b: FoundFigure) -> bool:
    """Whether the larger of two figures is of what is asked about, and not of something else told before it."""
    if _OF_WHOLE.search(_words_before(a)):
        return True
    subject, verb = question.operands
    done = verb.text and verb.text in plain(b.figure.indicator + _words_before(b))
    if not done and a.figure.unit == b.figure.unit and noun(b.figure.indicator) and likeness(a, b) < _OF_ONE:
        return False  # 受理工单4762件,化解积案8件
    deed = {
        at
        for at, term in enumerate(subject.terms)
        if verb.text and (verb.text[0] in term.text or term.text in verb.text)
    }
    things = [at for at, term in enumerate(subject.terms) if not term.verb and at not in deed]
    return a.figure.start < b.figure.start and sum(a.own[at] for at in things) >= sum(b.own[at] for at in things) - 0.1


def _told_otherwise(question: Understanding, passages: Sequence[Passage], a: FoundFigure, b: FoundFigure) -> bool:
    """Whether the documents tell another remainder than the difference: 剩余8条."""
    rows = [one for one in amounts(question, passages, question.unit) if covers(question, one)][:3]
    said = [one.figure.number for one in rows if _REMAINS.search(one.figure.indicator)]
    return bool(said) and a.figure.number - b.figure.number not in said


def _countable(question: Understanding, a: FoundFigure, b: FoundFigure) -> bool:
    """Of one unit, or places and who has taken them."""
    if a.figure.unit == b.figure.unit:
        return True
    taken = a.figure.unit in _SEATS[0] and b.figure.unit in _SEATS[1]
    return taken and "空" in question.text


def _done_score(question: Understanding, a: FoundFigure, b: FoundFigure) -> tuple[float, float, float]:
    """What was done as the verb says it, to what the question names; of equals the whole is the larger: 32个项目开工29个."""
    verb, terms = question.operands[1].text, question.operands[0].terms
    done = 1.0 if verb and verb in plain(b.figure.indicator + _words_before(b)) else 0.0
    together = coverage(terms, tuple(map(max, a.found, b.found)))
    named = coverage(terms, matches(terms, plain(a.figure.indicator)))
    return round(done + together, 1), round(named, 1), a.figure.number


def _words_before(one: FoundFigure) -> str:
    """What stands between a figure and the one before it."""
    chunk = one.evidence.chunk
    ends = [figure.end for figure in chunk.figures if figure.end <= one.figure.start]
    return chunk.quote(max(ends, default=one.evidence.sentence.start), one.figure.start)


def came_and_done(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """收集诉求96条,办结88条: what came in and what the verb of the rate was done to, the latter first."""
    verb = question.operands[1].text
    found = [
        (b, a)
        for a, b in pairs(amounts(question, passages, None))
        if a.figure.number >= b.figure.number and a.figure.start < b.figure.start
        if a.figure.unit == b.figure.unit and verb in b.figure.indicator and verb not in a.figure.indicator
        if covers(question, a, b)
    ]
    best = max(found, key=lambda pair: pair[0].score + pair[1].score, default=None)
    return list(best) if best else []


def now_and_before(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """One indicator's value and its former one, of the same sentence or of another year."""
    if question.unit == "%" and _MONEY.search(question.text):
        question = replace(question, unit="元")  # 增加了多少亿
    if question.unit in (None, "%", "名次") or _told(question, passages):
        return []
    before = question.operands[1].period if len(question.operands) > 1 else None
    rows = [one for one in amounts(question, passages, question.unit) if _may_be_counted(question, one)]
    for one in rows[:3]:
        for figure in one.evidence.chunk.figures:
            if _former_of(one.figure, figure) and fits(before, figure.period):
                return [one, beside(one, figure.start)]
    return _of_two_years(rows, before, question.period)


def _told(question: Understanding, passages: Sequence[Passage]) -> bool:
    """Whether the documents tell the change themselves: 比上年同期多收2600万元."""
    asked = replace(question.operands[0], unit=question.unit, period=None, growth=True)
    return any(
        (one.figure.comparison in ("同比", "环比", "较年初") or _ROSE_OR_FELL.search(one.figure.indicator))
        and unit_fit(question.unit, one.figure) == 1.0
        and covers(question, one)
        for one in rank(asked, gather(asked, passages))[:4]
    )


def _may_be_counted(question: Understanding, one: FoundFigure) -> bool:
    """A deed, or a plan where plans are compared: 2024年目标比2023年多多少."""
    if (one.figure.progress == "planned") != bool(_PLANS.search(question.text)):
        return False
    fits_unit = question.unit is None or unit_fit(question.unit, one.figure) >= 0.8
    return fits_unit and covers(question, one)


def _former_of(figure: Figure, other: Figure) -> bool:
    same = (other.sentence, other.unit) == (figure.sentence, figure.unit)
    near = core(other.indicator) in core(figure.indicator) or core(figure.indicator) in core(other.indicator)
    return same and near and other.comparison == "原值"


def _of_two_years(rows: Sequence[FoundFigure], before: Period | None, asked: Period | None) -> list[FoundFigure]:
    if not rows:
        return []
    same = [one for one in rows if core(one.figure.indicator) == core(rows[0].figure.indicator)]
    years = {year: one for one in reversed(same) if (year := year_of(one)) is not None}
    old = before.year if before else max((year for year in years if year < max(years)), default=None)
    later = [year for year in years if old is not None and year > old]
    named = asked.year if asked and asked.year in later else None
    if old not in years or not later:
        return []
    now, then = years[named or min(later)], years[old]
    return [now, then] if _part_of_year(now) == _part_of_year(then) else []


def year_of(one: FoundFigure) -> int | None:
    """The year that a figure is of."""
    period = read_period(one.figure.period or "")
    return period.year if period else None


def _part_of_year(one: FoundFigure) -> tuple[int | None, int | None] | None:
    period = read_period(one.figure.period or "")
    return (period.first, period.last) if period else None


def of_years(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """One indicator in each of the years that the documents tell, plans left out."""
    rows = [one for one in amounts(question, passages, question.unit) if _may_be_counted(question, one)]
    same = [one for one in rows if core(one.figure.indicator) == core(rows[0].figure.indicator)]
    years = {year: one for one in reversed(same) if (year := year_of(one)) is not None}
    return [years[year] for year in sorted(years)] if len(years) > 1 else []


def value_and_change(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """An amount and, right behind it, what it changed by since a year before; none where that year is told itself."""
    asked = replace(question.operands[0], unit=question.unit, period=None, growth=False)
    rows = ranked(asked, passages)
    if question.kind != "figure" or question.growth:
        return []
    if question.period is None or any(fits(question.period, one.figure.period) for one in rows):
        return []
    for one in rows[:3]:
        after = [figure for figure in one.evidence.chunk.figures if figure.start > one.figure.start]
        if after and _year_before(question, one.figure) and _changes(one.figure, after[0]):
            return [one, beside(one, after[0].start)]
    return []


def rank_and_change(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """A rank and, right behind it, the places it rose or fell by."""
    asked = replace(question.operands[0], unit="名次", period=None, growth=False)
    for one in ranked(asked, passages)[:3]:
        after = [figure for figure in one.evidence.chunk.figures if figure.start > one.figure.start]
        if after and _changes(one.figure, after[0]):
            return [one, beside(one, after[0].start)]
    return []


def _changes(figure: Figure, by: Figure) -> bool:
    if figure.comparison == "排名":
        return by.sentence == figure.sentence and by.comparison == "同比" and by.unit in ("位", "名")
    if figure.unit == "%":
        changed = by.unit in ("个百分点", "百分点") and since_year_before(by)
    elif by.unit == "%":
        changed = by.comparison in ("同比", "增幅", "降幅")
    else:
        changed = by.unit == figure.unit and since_year_before(by)
    return changed and by.sentence == figure.sentence


def _year_before(question: Understanding, figure: Figure) -> bool:
    """Whether the period asked about is that of the figure, a year earlier."""
    asked, told = question.period, read_period(figure.period or "")
    if asked is None or told is None or (asked.year and told.year and asked.year + 1 != told.year):
        return False
    return (
        figure.comparison == "排名" or "同期" in question.text or (asked.first, asked.last) == (told.first, told.last)
    )


def price_and_reduction(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """午餐12元一份,80岁以上再减3元: the price before the reduction that the question names."""
    for one in amounts(question, passages, "元"):
        clause = one.evidence.chunk.quote(one.clause.start, one.figure.start)
        before = [
            figure
            for figure in one.evidence.chunk.figures
            if figure.sentence == one.figure.sentence and figure.start < one.figure.start and figure.unit == "元"
        ]
        if _LESS.search(clause) and before and covers(question, one):
            return [beside(one, before[-1].start), one]
    return []


def monthly(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """The amount a month that the question's person gets."""
    asked = replace(question.operands[0], unit="元", period=None, growth=False)
    rows = [one for one in ranked(asked, passages) if re.search("每个?月|/月", one.evidence.read(one.clause))]
    return rows[:1]


def whole_and_part(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """A whole and a part of it that the same sentence tells behind it: 28.37亿元,其中税收收入24.68亿元."""
    whole, part = (replace(operand, unit=question.unit, period=None) for operand in question.operands)
    for a in ranked(whole, passages)[:3]:
        for b in ranked(part, passages):
            inside = same_sentence(a, b) and a.figure.start < b.figure.start
            if inside and a.figure.unit == b.figure.unit and a.figure.number > b.figure.number:
                return [a, b]
    return []
