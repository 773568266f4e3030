"""Whether the number of a draft says the same as a figure of the ledger: unit, hedge and direction. Pure functions."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.document import Figure
from retrieval.figures.numbers import numbers_in, read_amount
from retrieval.figures.units import SCALES

_ALIKE = (
    frozenset("人 名 位 人次 个人".split()),
    frozenset("件 起 宗 条 项 个 例 桩".split()),
    frozenset("家 个 户 所 处".split()),
    frozenset("次 场 期 场次 批 批次 轮 项 个".split()),
    frozenset("座 栋 幢 个".split()),
    frozenset("处 个 所 点".split()),
    frozenset("课时 学时 节 期 课".split()),
    frozenset("篇 条 件 份 次".split()),
    frozenset("岁 周岁".split()),
    frozenset("部 台 个".split()),
    frozenset("项 个 条 件".split()),
)
_FACTORS = {
    "公里": ("米", Decimal(1000)),
    "千米": ("米", Decimal(1000)),
    "平方公里": ("平方米", Decimal(10**6)),
    "公顷": ("平方米", Decimal(10**4)),
    "平米": ("平方米", Decimal(1)),
    "㎡": ("平方米", Decimal(1)),
    "方": ("立方米", Decimal(1)),
    "百分点": ("个百分点", Decimal(1)),
    "个点": ("个百分点", Decimal(1)),
}
_MONEY = frozenset("元 美元 欧元 港元 日元 英镑 澳元".split())
_CHANGES = frozenset(("同比", "环比", "较年初", "增幅", "降幅"))
_FELL = re.compile("下降|减少|降低|降幅|回落|下跌|缩减|压减")
_SINCE = frozenset(("同比", "环比", "较年初"))  # a rise since the month before is none since the year before
_STEP = re.compile("(?:提高|增加|增长|上升|减少|下降|降低|缩短|压缩|压减)了?$")
_UNDER = re.compile("不超过|不高于|不足|不到|低于|少于|小于|至多|最多|将近|接近|近|以下|以内")
_ROUGH = re.compile("约|左右|上下|近|接近")


def same_kind(draft: Figure, row: Figure) -> bool:
    """Whether two figures may be the same: alike in unit, and both or neither a rate of change, a rank, a condition.

    What something was before (由3元提高到5元) stands for no other figure, but another may stand for it.
    """
    if row.comparison == "原值" and draft.comparison != "原值":
        return False
    since = {draft.comparison, row.comparison} & _SINCE
    return len(since) < 2 and _units_fit(draft.unit, row.unit) and _sort(draft) == _sort(row)


def _units_fit(one: str, other: str) -> bool:
    one, other = _FACTORS.get(one, (one,))[0], _FACTORS.get(other, (other,))[0]
    return one == other or {one, other} <= _MONEY or any(one in group and other in group for group in _ALIKE)


def _sort(figure: Figure) -> str:
    comparison = figure.comparison or ""
    if comparison in _CHANGES and figure.unit in ("%", "个百分点", "‰", "倍"):
        return "change"
    return comparison if comparison in ("条件", "排名", "时限", "占计划") else ""


def agrees(draft: Figure, row: Figure) -> bool:
    """Whether the draft's number is the report's: equal, or truly rounded where the draft says 约, 近 or 超."""
    said, true = _amount(draft), _amount(row)
    if {draft.unit, row.unit} <= _MONEY and draft.unit != row.unit:
        return False
    if fell(draft) != fell(row) or _upper(draft) != _upper(row):
        return False
    if said == true:
        return not (_direction(draft) and _direction(row) and _direction(draft) != _direction(row))
    return _rounded(said, true, draft.hedge or "")


def steps(figure: Figure) -> bool:
    """Whether a figure tells by how much something changed, not what it is now: 提高|40元."""
    return _sort(figure) == "change" or bool(_STEP.search(figure.indicator))


def bounds(figure: Figure) -> bool:
    """Whether a figure is an age or another bound of what is counted."""
    return figure.comparison == "条件"


def fell(figure: Figure) -> bool:
    """Whether a rate of change is one downwards."""
    return _sort(figure) == "change" and bool(_FELL.search(figure.indicator))


def with_unit(row: Figure) -> str:
    """A row's value as it is read with its column's unit: 975 under 投入(万元) is 975万元."""
    if row.value.endswith(row.unit):
        return row.value
    read = read_amount(row.value)
    ratio = Decimal(repr(row.number)) / read if read else Decimal(1)
    scale = next((word for word, times in SCALES.items() if times == ratio), "")
    return row.value + scale + row.unit


def _rounded(said: Decimal, true: Decimal, hedge: str) -> bool:
    if re.search("超|突破|逾|以上|余|多|不少于|不低于|高于", hedge):
        return said <= true <= said * Decimal("1.1")
    if re.search("近|接近|不到|不足", hedge):
        return true <= said <= true * Decimal("1.1")
    return bool(_ROUGH.search(hedge)) and abs(said - true) <= true * Decimal("0.05")


def _direction(figure: Figure) -> str:
    if not figure.hedge or re.fullmatch("约|左右|大约", figure.hedge):
        return ""
    return "under" if _UNDER.search(figure.hedge) else "over"


def _amount(figure: Figure) -> Decimal:
    return Decimal(repr(figure.number)) * _FACTORS.get(figure.unit, ("", Decimal(1)))[1]


def _upper(figure: Figure) -> Decimal | None:
    return next((number.upper for number in numbers_in(figure.value)), None)
