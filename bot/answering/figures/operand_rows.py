"""Which figures a sum is made of, for sums over named operands and over the figures of one sentence. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from bot.answering.evidence.gathering import gather
from bot.answering.figures.around import CHANGES, clause_of
from bot.answering.figures.rows import FoundFigure, rank, timely
from bot.answering.figures.units import unit_fit
from bot.answering.question.kinds import MEASURES
from bot.answering.question.terms import Term, coverage, lacking, matches, plain
from bot.answering.question.understanding import Understanding
from retrieval.document import Figure, Passage
from retrieval.figures.numbers import numbers_in

ENOUGH = 0.5
_STATED = 0.62
_HEADED = 0.45  # coverage by a heading alone
_RATES = ("%", "‰")
_PAID = re.compile("津贴|补贴|补助|救助金|养老金|低保金|费用|工资")
_WHOLE = re.compile("总投资|计划投资|任务|目标")
_OF_PLAN = re.compile("占|计划|任务|目标|全长|总(?!产值|值|额)")
_DURATIONS = ("工作日", "天", "日", "小时", "月")


_EXCESS = re.compile("超.{0,6}(?:目标|计划|任务|预算)$")  # 超半年目标3家 is a difference itself
_EACH = re.compile(f"每一?([{MEASURES}人])|([人户])均")
_ANY = re.compile("")


def stated(
    question: Understanding,
    passages: Sequence[Passage],
    units: Sequence[str],
    told: re.Pattern[str] = _ANY,
    parts: Sequence[FoundFigure] = (),
) -> bool:
    """Whether the documents give what is asked for themselves, as a figure of one of ``units``, told in such words;
    where there are ``parts`` that it could be computed of, beside these or with the very words of the question."""
    rows = [
        one
        for one in rank(question, gather(question, passages))
        if one.figure.unit in units and told.search(one.figure.indicator + one.evidence.read(one.clause))
    ]
    return any(
        one.coverage >= _STATED
        and not lacking(question.terms, one.found)
        and (not parts or same_sentence(one, parts[0]) or _to_the_letter(question, one))
        for one in rows[:3]
    )


def _to_the_letter(question: Understanding, one: FoundFigure) -> bool:
    return all(term.text in plain(one.evidence.text) for term in question.terms if not term.light)


def ranked(asked: Understanding, passages: Sequence[Passage], least: float = ENOUGH) -> list[FoundFigure]:
    """The figures that say what one operand names, best first; ``least``: how much of it."""
    rows = timely(asked, rank(asked, gather(asked, passages)))
    rows = tuple(one for one in rows if not _EXCESS.search(one.figure.indicator))
    return [one for one in rows if one.coverage >= least and not lacking(asked.terms, one.found) and level(asked, one)]


def level(asked: Understanding, one: FoundFigure) -> bool:
    """An amount is summed, not its rise."""
    return one.figure.comparison in (None, "排名") or asked.growth or asked.unit == "%"


def of_operands(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """One figure for each operand, all of a unit."""
    if told := _given(question, passages):
        return told
    if not all(operand.terms for operand in question.operands):  # a period alone names nothing
        return []
    if question.operation in ("share", "ratio") and (pair := _best_pair(question, passages)):
        return pair
    found: list[FoundFigure] = []
    added = question.operation in ("sum", "difference")
    money = "元" if question.unit is None and _PAID.search(question.text) else question.unit
    for operand in question.operands:
        asked = replace(operand, unit=money if added else operand.unit)
        rows = [
            one
            for one in (_for_operand if added else ranked)(asked, passages)
            if one.figure not in [known.figure for known in found]
        ]
        alike = [one for one in rows if not found or one.figure.unit == found[0].figure.unit]
        together = [one for one in alike if found and same_sentence(one, found[0])]
        if not (alike or rows):
            return []
        found.append(((question.operation == "share" and together) or alike or rows)[0])
    return found


def _given(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """The figures that the question names by their numbers: 29.3亿减去11.37亿."""
    asked = replace(question, unit=None, period=None, operation=None)
    rows = rank(asked, gather(asked, passages))
    given = [
        [float(n.number) for n in numbers_in(operand.text) if n.unit or len(n.value) > 2]
        for operand in question.operands
    ]
    if not all(len(numbers) == 1 for numbers in given):
        return []
    found = [next((one for one in rows if one.figure.number == number), None) for (number,) in given]
    return [one for one in found if one] if all(found) else []


def _best_pair(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """Of what each operand may mean two figures of one unit, in one sentence where there are such."""
    a_rows, b_rows = (ranked(operand, passages)[:6] for operand in question.operands)
    found = [
        (a, b) for a in a_rows for b in b_rows if a.figure.unit == b.figure.unit and a.figure.start != b.figure.start
    ]
    best = max(found, key=lambda pair: pair[0].score + pair[1].score + 0.3 * same_sentence(*pair), default=())
    return list(best)


def same_sentence(a: FoundFigure, b: FoundFigure) -> bool:
    return (a.evidence.chunk.id, a.evidence.sentence) == (b.evidence.chunk.id, b.evidence.sentence)


def _for_operand(asked: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """The rows of an operand; words of the question that no operand owns (an age, a condition) choose among them."""
    own = [term.text for term in asked.terms]
    shared = tuple(term for term in asked.context if term.text not in own and not (term.age and _ages(asked.terms)))
    ages = _ages(asked.terms) or _ages(asked.context)
    if not ages:
        return ranked(asked, passages)
    subject = replace(asked, terms=asked.terms[-1:] if asked.terms and asked.terms[0].age else asked.terms)
    aged = replace(subject, terms=(*subject.terms, *ages))
    return sorted(
        ranked(aged, passages, _HEADED) or ranked(subject, passages, _HEADED),
        key=lambda one: -one.score - _said(shared, one),
    )


def _ages(terms: Sequence[Term]) -> tuple[Term, ...]:
    return tuple(term for term in terms if term.age is not None)


def _said(terms: Sequence[Term], one: FoundFigure) -> float:
    above = "/".join(one.evidence.chunk.section)
    return coverage(terms, matches(terms, plain(f"{above}/{one.figure.indicator}/{one.evidence.read(one.clause)}")))


def progress_of_plan(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """The share of a plan that is fulfilled."""
    asked = replace(question.operands[0], unit="%", period=None)
    return [one for one in ranked(asked, passages) if one.figure.comparison == "占计划"][:1]


def of_terms(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """三级岗四级岗一共: the figures of one sentence that each have a word of the question of their own."""
    rows = [one for one in rank(question, gather(question, passages)) if unit_fit(question.unit, one.figure) >= 0.6]
    best = rows[0] if rows else None
    same = [one for one in rows if best and same_sentence(one, best) and level(question, one)]
    chosen: dict[int, FoundFigure] = {}
    for at, _ in enumerate(question.terms):
        owners = [one for one in same if own(question, one)[at] >= 0.9]
        if len(owners) == 1:
            chosen[owners[0].figure.start] = owners[0]
    found = sorted(chosen.values(), key=lambda one: one.figure.start)
    return found if len(found) > 1 else []


def of_steps(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """The time limits of one sentence, as many as steps are named, where durations are summed up."""
    if question.unit not in _DURATIONS:
        return []
    rows = [one for one in rank(question, gather(question, passages)) if one.figure.comparison == "时限"]
    for first in rows:
        same = [one for one in rows if same_sentence(one, first)]
        if len(same) > 1 and len(question.operands) in (0, len(same)):
            return sorted(same, key=lambda one: one.figure.start)
    return []


def own(question: Understanding, one: FoundFigure) -> tuple[float, ...]:
    """How much of each term a figure's own indicator says."""
    return matches(question.terms, plain(one.figure.indicator))


def value_and_rate(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """An amount and the growth, or the share of the plan, that the documents give beside it."""
    asked = replace(question.operands[0], unit=None, growth=False, period=None)
    if by_number := _rate_by_number(question, asked, passages):
        return by_number
    named = question.operands[1].text if len(question.operands) > 1 else None
    rows = _named_by_number(asked, passages) or ranked(asked, passages)
    if named and any(_WHOLE.search(one.figure.indicator) and one.figure.unit not in _RATES for one in rows[:4]):
        return []  # the whole is told itself
    grows = question.operation == "base" and not _OF_PLAN.search(question.text)
    unit = question.unit if question.operation == "gap" else "元" if named == "投资" else None
    for one in [one for one in rows if one.figure.unit not in _RATES and unit_fit(unit, one.figure) >= 0.6][:3]:
        rates = [
            beside(one, figure.start)
            for figure in one.evidence.chunk.figures
            if figure.unit == "%" and figure.sentence == one.figure.sentence and figure.start > one.figure.start
            if figure.comparison in (CHANGES if grows else ("占计划", "占比"))
        ]
        rates.sort(key=lambda rate: not _is_of(rate.figure, one.figure))  # 分别完成68%和84%
        if rates and (named is None or named in rates[0].evidence.read(rates[0].clause)):
            return [one, rates[0]]
    return []


def _is_of(rate: Figure, value: Figure) -> bool:
    """Whether a rate names what the value is of: 充电端口完成年度目标 of 新增充电端口."""
    head = re.split("完成|占|达|同比|环比|增|[比较]", rate.indicator)[0]
    return len(head) > 1 and value.indicator.endswith(head)


def _rate_by_number(question: Understanding, asked: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """The rate that the question gives as the documents have it (按8.8%倒推), behind the amount right before it."""
    said = [float(number.number) for number in numbers_in(question.text) if number.unit in _RATES]
    if not said:
        return []
    for one in rank(asked, gather(asked, passages)):
        after = [figure for figure in one.evidence.chunk.figures if figure.start > one.figure.start][:1]
        rate = next(
            (f for f in after if f.number in said and f.sentence == one.figure.sentence and f.unit == "%"), None
        )
        if rate and one.figure.unit not in _RATES and unit_fit(question.unit, one.figure) >= 0.6:
            return [one, beside(one, rate.start)]
    return []


def _named_by_number(asked: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """1.6亿是完成了78.2%: the figures that the question names by their amounts."""
    amounts = [number for number in numbers_in(asked.text) if number.unit in _RATES or len(number.value) > 2]
    named = {float(number.number) for number in amounts}
    if len(named) < 2:
        return []
    rows = rank(asked, gather(asked, passages))
    return [one for one in rows if one.figure.number in named]


def beside(one: FoundFigure, start: int) -> FoundFigure:
    """The figure of the same chunk that stands at ``start``, as found with ``one``."""
    figure = next(figure for figure in one.evidence.chunk.figures if figure.start == start)
    return replace(one, figure=figure, clause=clause_of(one.evidence, figure))


def total_and_count(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """The two figures of one sentence that a mean is made of: the total in the unit asked for, and the count."""
    asked = replace(question.operands[0], unit=None, growth=False)
    rows = [one for one in timely(asked, rank(asked, gather(asked, passages)))[:12] if one.figure.comparison is None]
    unit = "元" if question.unit is None and _PAID.search(question.text) else question.unit
    each = _EACH.search(question.text)
    found = [
        (a, b)
        for a, b in pairs(rows)
        if unit_fit(unit, a.figure) == 1.0 and a.figure.unit != b.figure.unit and "元" not in b.figure.unit
        if each is None or unit_fit(each[1] or each[2], b.figure) >= 0.8
        if not lacking(asked.terms, tuple(map(max, own(asked, a), own(asked, b), a.found)))
    ]
    best = max(
        found, key=lambda pair: (_named(asked, pair), -abs(pair[0].figure.start - pair[1].figure.start)), default=()
    )
    return list(best)


def _named(asked: Understanding, pair: tuple[FoundFigure, FoundFigure]) -> float:
    """How much of a question the indicators of a total and a count say."""
    return round(coverage(asked.terms, tuple(map(max, *(own(asked, one) for one in pair)))), 1)


def pairs(rows: Sequence[FoundFigure]) -> Iterator[tuple[FoundFigure, FoundFigure]]:
    """Every two figures of one sentence, in both orders."""
    for a, b in combinations(rows, 2):
        if same_sentence(a, b):
            yield a, b
            yield b, a


def core(indicator: str) -> str:
    """An indicator without what only tells when it was counted: 年末登记居民 → 登记居民."""
    return re.sub("年[末底初]|全年|年内|历年|累计|现有|共有|(?:^|(?<=年末))有|达到?$|^(?:实现|完成|已)", "", indicator)
