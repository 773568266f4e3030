"""Sums, differences, shares, ratios and back-computed bases over figures of the documents, in exact decimals.

Only where units and periods fit. What the report hedges (突破1287万元) hedges the result (2365万元以上); what has to be
rounded says 约. ``shown`` is the sum as a person reads it and as ``verify`` works it out again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from bot.answering.figures.sums import PLACES
from bot.answering.figures.written import (
    Direction,
    decimals,
    direction_of,
    exact,
    opposite,
    scale_of,
    together,
    written,
)
from retrieval.document import Figure
from retrieval.figures.numbers import numbers_in, plain
from retrieval.figures.units import SCALES

Reason = Literal["units", "periods", "rates", "ranks", "range", "conditions", "same", "few", "zero", "growth", "part"]
_SUFFIX: dict[Direction, str] = {"over": "以上", "under": "以下", "about": ""}
_SAME_UNIT = {"名": "人", "位": "人", "平米": "平方米", "㎡": "平方米", "百分点": "个百分点", "周岁": "岁"}
_SANK = re.compile("下降|减少|降低|降幅|回落|下跌|下滑|缩减|萎缩|走低|负增长|压减|同比[少减降]|缩水|收窄")
_ROSE = re.compile("增|涨|升|提高|多|扩大|加快|快于|翻")
_FELL = re.compile("下降|减少|降低|降幅|回落|下跌|少|减|降|低")
_COUNTED = re.compile("人次?|[户家个名位件处台部套张场起项座栋幢辆对例]")  # there is no half of one
_RATES = frozenset(("%", "‰", "个百分点"))


class DoesNotFit(ValueError):  # noqa: N818  # it is an answer, no error
    """The figures cannot be computed with; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True, slots=True)
class Computed:
    """A result as told (2365万元以上), its unit, its number with 万 and 亿 multiplied out, the sum that shows it."""

    value: str
    unit: str
    number: Decimal
    shown: str


def add(figures: Sequence[Figure], over_time: bool = False) -> Computed:
    """The sum of at least two amounts of one unit and one period; ``over_time``: of several that were asked for."""
    if len(figures) < 2:
        raise DoesNotFit("few")
    steps = all(figure.comparison == "时限" for figure in figures)  # one after the other
    _check([replace(figure, comparison=None) for figure in figures] if steps else figures, periods=not over_time)
    if figures[0].unit in _RATES:
        raise DoesNotFit("rates")
    total = sum((exact(figure) for figure in figures), Decimal(0))
    hedge = together([direction_of(figure) for figure in figures])
    return _exactly(total, figures, hedge, " + ".join(map(written, figures)))


def difference(a: Figure, b: Figure) -> Computed:
    """``a`` less ``b`` (the larger first): of one period, or of one indicator in two."""
    if exact(a) < exact(b):
        a, b = b, a
    _check((a, b), periods=a.indicator != b.indicator)
    hedge = together([direction_of(a), opposite(direction_of(b))])
    unit = "个百分点" if a.unit == "%" else None
    return _exactly(exact(a) - exact(b), (a, b), hedge, f"{written(a)} - {written(b)}", unit)


def change(now: Figure, before: Figure) -> Computed:
    """What an amount rose or fell by: its former value, its other year's or its plan's stands for ``before``."""
    told = replace(before, comparison=None) if before.comparison == "原值" else before
    if now.unit in _RATES and now.unit != "%":
        raise DoesNotFit("rates")
    _check((now, told), periods=False)
    return difference(replace(now, indicator=""), replace(told, indicator=""))


def left(whole: Figure, done: Figure) -> Computed:
    """What is left of ``whole``; places (96张) are taken by people (41人)."""
    if whole.unit == done.unit and whole.sentence == done.sentence:  # 预算3684万元,截至12月底投入3245.5万元
        return difference(whole, replace(done, period=whole.period))
    if whole.unit == done.unit:
        return difference(whole, done)
    _check((whole,))
    _check((done,))
    if whole.unit not in PLACES or _unit(done) != "人" or exact(done) > exact(whole):
        raise DoesNotFit("units")
    if whole.period != done.period:
        raise DoesNotFit("periods")
    hedge = together([direction_of(whole), opposite(direction_of(done))])
    return _exactly(exact(whole) - exact(done), (whole,), hedge, f"{written(whole)} - {written(done)}")


def former(value: Figure, by: Figure) -> Computed:
    """What ``value`` was a year before, from its growth in per cent or from the amount it changed by."""
    if by.unit == "%":
        return base(value, by)
    if value.comparison == "排名":
        return _former_rank(value, by)
    if not since_year_before(by) or by.period != value.period:
        raise DoesNotFit("periods")
    fell = _FELL.search(re.split(r"同比|同期|上年|去年|上一年|\d{4}年", by.indicator)[-1])
    before = exact(value) + (exact(by) if fell else -exact(by))
    points = value.unit == "%" and _unit(by) == "个百分点"
    _check((value, replace(by, comparison=None, unit=value.unit if points else by.unit)))
    if before < 0:
        raise DoesNotFit("zero")
    hedge = together([direction_of(value), direction_of(by) if fell else opposite(direction_of(by))])
    return _exactly(before, (value, by), hedge, f"{written(value)} {'+' if fell else '-'} {written(by)}")


def since_year_before(by: Figure) -> bool:
    """Whether a figure is a change since the year before: 同比增加3件, of 2023: 比2022年多3件."""
    named = re.search(r"[比较](\d{4})年", by.indicator)
    return by.comparison == "同比" or bool(named and by.period and by.period.startswith(f"{int(named[1]) + 1}年"))


def _former_rank(rank: Figure, by: Figure) -> Computed:
    """The place before it rose or fell by some: the fourth that fell by one was the third."""
    rose, fell = (
        re.search("升|前移|前进|提", by.indicator),
        _FELL.search(by.indicator) or re.search("后移|退", by.indicator),
    )
    if by.unit not in ("位", "名", "个位次") or bool(rose) == bool(fell) or direction_of(rank):
        raise DoesNotFit("ranks")
    place = exact(rank) + (exact(by) if rose else -exact(by))
    if place < 1:
        raise DoesNotFit("zero")
    value = f"第{plain(place)}位"
    return Computed(value, "名", place, f"第{plain(exact(rank))}位 {'+' if rose else '-'} {by.value} = {value}")


def times(amount: Figure, months: int) -> Computed:
    """What an amount a month comes to in some months."""
    _check((amount,))
    hedge = direction_of(amount)
    return _exactly(exact(amount) * months, (amount,), hedge, f"{written(amount)} × {months}个月")


def share(part: Figure, whole: Figure) -> Computed:
    """What per cent ``part`` is of ``whole``, to one decimal."""
    quotient, hedge, sum_ = _quotient(part, whole)
    if quotient > 1:
        raise DoesNotFit("part")
    return _rounded(quotient * 100, Decimal("0.1"), "%", hedge, sum_)


def fulfilled(done: Figure, planned: Figure) -> Computed:
    """What per cent of what was planned is done; it may be more than that."""
    quotient, hedge, sum_ = _quotient(replace(done, period=planned.period), planned)
    return _rounded(quotient * 100, Decimal("0.1"), "%", hedge, sum_)


def ratio(a: Figure, b: Figure) -> Computed:
    """How many times ``b`` is ``a``, to two decimals."""
    quotient, hedge, sum_ = _quotient(a, b)
    return _rounded(quotient, Decimal("0.01"), "倍", hedge, sum_)


def base(value: Figure, growth: Figure) -> Computed:
    """What ``value`` was before it grew by ``growth`` per cent, with the decimals that ``value`` is written with."""
    if growth.unit != "%" or growth.comparison not in ("同比", "环比", "较年初", "增幅", "降幅"):
        raise DoesNotFit("growth")
    if value.period != growth.period:
        raise DoesNotFit("periods")
    _check((value,))
    fell = _SANK.search(growth.indicator) or growth.comparison == "降幅"
    if not fell and (exact(growth) < 0 or not (_ROSE.search(growth.indicator) or growth.comparison == "增幅")):
        raise DoesNotFit("growth")  # which way it went is not said
    factor = 1 + (-exact(growth) if fell else exact(growth)) / 100
    if factor <= 0:
        raise DoesNotFit("zero")
    scale = scale_of(value)
    step = Decimal(1).scaleb(-decimals(value))
    before = (exact(value) / factor / SCALES.get(scale, Decimal(1))).quantize(step, ROUND_HALF_UP)
    told = f"{plain(before)}{scale}{value.unit}"
    factored = f"100% - {growth.value}" if fell else f"1 + {growth.value}"  # 1 - 3.6% would read as a range
    sum_ = f"{written(value)} ÷ ({factored}) ≈ {told}"
    return Computed(f"约{told}", value.unit, before * SCALES.get(scale, Decimal(1)), sum_)


def average(total: Figure, count: Figure) -> Computed:
    """What falls to one of ``count``: a mean with one decimal more than ``total`` is written with, in its unit."""
    _check((total,))
    _check((count,))
    if total.period != count.period:
        raise DoesNotFit("periods")
    if not exact(count):
        raise DoesNotFit("zero")
    hedge = together([direction_of(total), opposite(direction_of(count))])
    scale = scale_of(total)
    number = exact(total) / exact(count) / SCALES.get(scale, Decimal(1))
    step = Decimal(1).scaleb(-decimals(total) - 1)
    sum_ = f"{written(total)} ÷ {written(count)}"
    result = _rounded(number, step, f"{scale}{total.unit}", hedge, sum_)
    return replace(result, unit=total.unit, number=result.number * SCALES.get(scale, Decimal(1)))


def whole(part: Figure, percent: Figure) -> Computed:
    """What the plan was of which ``part`` is ``percent``."""
    if percent.unit != "%" or not exact(percent):
        raise DoesNotFit("units")
    _check((part,))
    scale = scale_of(part)
    number = exact(part) * 100 / exact(percent) / SCALES.get(scale, Decimal(1))
    step = Decimal(1) if not scale and _COUNTED.fullmatch(part.unit) else Decimal(1).scaleb(-decimals(part) - 1)
    hedge = together([direction_of(part), opposite(direction_of(percent))])
    result = _rounded(number, step, f"{scale}{part.unit}", hedge, f"{written(part)} ÷ {percent.value}")
    return replace(result, unit=part.unit, number=result.number * SCALES.get(scale, Decimal(1)))


def to_whole(part: Figure, percent: Figure) -> Computed:
    """What is left of a plan of which ``part`` is ``percent``."""
    if percent.unit != "%" or not 0 < exact(percent) < 100 or direction_of(part) or direction_of(percent):
        raise DoesNotFit("units")
    _check((part,))
    scale = scale_of(part)
    worth = SCALES.get(scale, Decimal(1))
    number = (exact(part) * 100 / exact(percent) - exact(part)) / worth
    sum_ = f"{written(part)} ÷ {percent.value} - {written(part)}"
    result = _rounded(number, Decimal(1).scaleb(-decimals(part) - 1), f"{scale}{part.unit}", None, sum_)
    return replace(result, unit=part.unit, number=result.number * worth)


def to_full(percent: Figure) -> Computed:
    """How many percentage points are left to a hundred."""
    if percent.unit != "%" or not 0 <= exact(percent) <= 100:
        raise DoesNotFit("units")
    left = 100 - exact(percent)
    hedge = opposite(direction_of(percent))
    value = f"{plain(left)}个百分点" + (_SUFFIX[hedge] if hedge else "")
    return Computed(value, "个百分点", left, f"100% - {percent.value} = {value}")


def _check(figures: Sequence[Figure], periods: bool = True) -> None:
    if any(figure.comparison in ("条件", "时限", "原值") for figure in figures):
        raise DoesNotFit("conditions")
    if any(figure.comparison == "排名" for figure in figures):
        raise DoesNotFit("ranks")
    if any(number.upper is not None for figure in figures for number in numbers_in(figure.value)):
        raise DoesNotFit("range")
    if len({_unit(figure) for figure in figures}) > 1:
        raise DoesNotFit("units")
    if periods and len({figure.period for figure in figures}) > 1:
        raise DoesNotFit("periods")
    if len({(figure.start, figure.indicator, figure.sentence, figure.period) for figure in figures}) < len(figures):
        raise DoesNotFit("same")


def _quotient(part: Figure, whole: Figure) -> tuple[Decimal, Direction | None, str]:
    _check((part, whole))
    if part.unit in _RATES:
        raise DoesNotFit("rates")
    if not exact(whole):
        raise DoesNotFit("zero")
    hedge = together([direction_of(part), opposite(direction_of(whole))])
    return exact(part) / exact(whole), hedge, f"{written(part)} ÷ {written(whole)}"


def _exactly(
    number: Decimal, figures: Sequence[Figure], hedge: Direction | None, sum_: str, unit: str | None = None
) -> Computed:
    """A result that comes out, in the scale of the largest figure as it is written: 2365万元."""
    scale = scale_of(max(figures, key=exact))
    unit = unit or figures[0].unit
    told = f"{plain(number / SCALES.get(scale, Decimal(1)))}{scale}{unit}"
    value = f"约{told}" if hedge == "about" else told + (_SUFFIX[hedge] if hedge else "")
    return Computed(value, unit, number, f"{sum_} = {value}")


def _rounded(number: Decimal, step: Decimal, unit: str, hedge: Direction | None, sum_: str) -> Computed:
    rounded = number.quantize(step, ROUND_HALF_UP)
    told = f"{plain(rounded)}{unit}"
    if rounded == number and hedge != "about":
        value = told + (_SUFFIX[hedge] if hedge else "")
        return Computed(value, unit, rounded, f"{sum_} = {value}")
    return Computed(f"约{told}", unit, rounded, f"{sum_} ≈ {told}")


def _unit(figure: Figure) -> str:
    return _SAME_UNIT.get(figure.unit, figure.unit)
