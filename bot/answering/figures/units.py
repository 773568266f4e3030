"""Whether a figure's unit is the one that a question asks for. Pure functions."""

from __future__ import annotations

import re

from bot.answering.question.kinds import COUNT, MEASURES
from retrieval.document import Figure
from retrieval.figures.units import AGES

PEOPLE = ("人", "名", "位", "人次", "个人")
_ALIKE = (
    PEOPLE,
    ("件", "起", "宗", "条", "个"),
    ("家", "个"),
    ("次", "场", "场次", "期", "批", "趟", "回"),
    ("顿", "餐"),
    ("趟", "班", "班次"),
    ("座", "栋", "幢", "个"),
    ("处", "个", "所"),
    ("台", "部", "架"),
)
_THINGS = tuple("家件处座所项条栋台只类种支组篇批期例起宗部辆间")
_MEASURED = {
    "%": re.compile("^(?:%|‰|个?百分点|倍)$"),
    "元": re.compile("元"),
    "天": re.compile("(?:工作日|自然日|天|日)$"),
    "工作日": re.compile("工作日$"),
    "小时": re.compile("小时$"),
    "月": re.compile("月$"),
    "平方米": re.compile("^(?:平方米|平米|㎡|亩|公顷|平方公里)$"),
    "公里": re.compile("^(?:公里|千米|米)$"),
    "岁": re.compile("岁$"),
    "周岁": re.compile("岁$"),
}  # what is measured, not counted, and by which units
_BY_NAME = {
    ("人", ""): re.compile("人口|居民|群众"),  # 10.3万常住人口
    ("辆", "个"): re.compile("车位|泊位"),  # each for one car
}  # units that stand for the one asked for (the first) where the indicator names such a thing
_NO_COUNT = ("%", "‰", "个百分点", "百分点", "倍", *AGES)


def unit_fit(asked: str | None, figure: Figure) -> float:
    """1 where the unit is the one asked for, 0 where it can't be, between where it may stand for it."""
    unit = figure.unit
    if asked is None:
        return 0.3 if unit in AGES else 0.6
    if asked == "名次":
        return float(figure.comparison == "排名" or "第" in figure.value)
    if asked == COUNT:
        return float("元" not in unit and unit not in _NO_COUNT and figure.comparison != "排名")
    if asked == "位" and figure.comparison == "排名":
        return 0.0  # 升了几位 is no rank
    if (named := _BY_NAME.get((asked, unit))) and named.search(figure.indicator):
        return 1.0
    if asked in _MEASURED:
        return float(bool(_MEASURED[asked].search(unit)))
    if asked == unit or unit == f"{asked}次" or any(asked in alike and unit in alike for alike in _ALIKE):
        return 1.0
    if asked == "家" and unit == "户":
        return 0.7
    if asked == "个" and (unit in _THINGS or unit in PEOPLE):
        return 0.8
    return 0.3 if _counts(unit) and _counts(asked) else 0.0


def _counts(unit: str) -> bool:
    return unit in MEASURES or unit in ("", "人次", "场次", "户次", "课时", "公里", "平方米")
