"""Which time a question asks about, and whether a figure's or a section's period fits it. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = re.compile(r"((?:19|20)\d\d)年|(?<!\d)(20\d\d)(?=[./-]\d|上半年|下半年|全年|第?[一二三四]季度|度)")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})月?(?:份)?\s*(?:[-—–~至到]+)\s*(\d{1,2})月")
_MONTH = re.compile(r"(?<![\d-])(\d{1,2})月(?!底|初|末)")
_RELATIVE = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "明年": 1, "来年": 1, "下一年": 1}
_SPANS = (
    (re.compile(r"上半年"), 1, 6),
    (re.compile(r"下半年"), 7, 12),
    (re.compile(r"前三季度"), 1, 9),
    (re.compile(r"全年|整年|一整年|年度?(总|一共)"), 1, 12),
)
_FIRST_MONTHS = re.compile(r"[前头](\d{1,2})个月|(?:截至|截止到?|到)(\d{1,2})月底?")
_NUMERALS = {name: number for number, name in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)}
_CHINESE_MONTH = re.compile(r"(十[一二]|[一二三四五六七八九十])(个月|月)")
_SHORT_YEAR = re.compile(r"(?<!\d)([12]\d)年(?!来|以来|间|历史|制|期|级)")
_NO_PERIOD = re.compile(r"(比|较|同)(上年|去年|前年)(同期)?|(全年|年度)(?=的?(任务|计划|目标))")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")


@dataclass(frozen=True, slots=True)
class Period:
    """Months ``first`` to ``last`` of ``year``; an unknown year is None, unknown months are None."""

    year: int | None
    first: int | None = None
    last: int | None = None
    exact: bool = False  # months named one by one: a part of them is another period


def read_period(text: str, this_year: int | None = None) -> Period | None:
    """The period a text names (2022年上半年, 去年, 1-5月, 前五个月), or None. ``this_year`` gives 去年 its meaning."""
    text = _NO_PERIOD.sub("", text)
    text = _SHORT_YEAR.sub(r"20\1年", text)
    text = _CHINESE_MONTH.sub(lambda m: f"{_NUMERALS.get(m[1], 0)}{m[2]}", text)
    year = _year(text, this_year)
    first, last = _months(text)
    return Period(year, first, last, bool(_MONTHS.search(text))) if year or first else None


def _year(text: str, this_year: int | None) -> int | None:
    if written := _YEAR.search(text):
        return int(written[1] or written[2])
    if this_year is None:
        return None
    return next((this_year + shift for word, shift in _RELATIVE.items() if word in text), None)


def _months(text: str) -> tuple[int | None, int | None]:
    if begun := _FIRST_MONTHS.search(text):
        return 1, int(begun[1] or begun[2])
    if months := _MONTHS.search(text):
        return int(months[1]), int(months[2])
    for pattern, first, last in _SPANS:
        if pattern.search(text):
            return first, last
    if quarter := _QUARTER.search(text):
        number = _QUARTERS[quarter[1]]
        return 3 * number - 2, 3 * number
    month = _MONTH.search(text)
    return (int(month[1]), int(month[1])) if month else (None, None)


def fits(asked: Period | None, told: str | None) -> bool:
    """Whether what a document tells about ``told`` (2022年1-5月) answers a question about ``asked``.

    A part of the half-year asked for is accepted (the answer names it); a part never stands for the whole year.
    """
    period = read_period(told) if told else None
    if asked is None or period is None:
        return True
    if asked.year and period.year and asked.year != period.year:
        return False
    if asked.first is None or asked.last is None or period.first is None or period.last is None:
        return asked.first is None or asked.last is None or (asked.first, asked.last) == (1, 12)
    if asked.exact:
        return (asked.first, asked.last) == (period.first, period.last)
    within = asked.first <= period.first and period.last <= asked.last
    return within and (asked.last - asked.first < 11 or period.last - period.first == 11)
