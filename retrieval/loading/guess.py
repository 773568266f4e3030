"""What a document without a manifest entry says of itself: the period it is about, the day it was issued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_PERIOD = re.compile(
    r"(?:19|20)\d\d年(?:度|[上下]半年|第?[一二三四1-4]季度|前三季度|\d{1,2}(?:月)?[-~\u2014\u2013至到]\d{1,2}月|\d{1,2}月(?!\d{1,2}日))?"
)
_DAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_HANZI_YEAR = re.compile(r"(?<![一二三四五六七八九])[二一][〇○0零一二三四五六七八九]{3}(?=年)")
_HANZI = re.compile(
    r"([二一][〇○0零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {mark: str(at) for at, mark in enumerate("〇一二三四五六七八九")} | {"○": "0", "0": "0", "零": "0"}
_HEAD_LINES = 3
_TAIL_LINES = 8
_LINE_LIMIT = 60  # characters: a title or a date stands in a short line


def period_of(names: Sequence[str], text: str) -> str | None:
    """The first period in the names, else in the first short lines: 2022年上半年."""
    lines = [line for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    for line in [*names, *(line for line in lines if len(line) <= _LINE_LIMIT)]:
        plain = _HANZI_YEAR.sub(lambda year: "".join(_DIGITS[mark] for mark in year[0]), _HANZI.sub("", line))
        if found := _PERIOD.search(_DAY.sub("", plain)):
            return found[0].removesuffix("度") if found[0].endswith("年度") else found[0]
    return None


def published_of(text: str) -> str | None:
    """The ISO date in the last lines, as official papers end: 2023年3月1日 or 二〇二三年三月一日."""
    lines = [line.strip() for line in text.split("\n") if line.strip()][-_TAIL_LINES:]
    for line in reversed([line for line in lines if len(line) <= _LINE_LIMIT]):
        compact = re.sub(r"\s", "", line)
        if compact.endswith("日") and (found := _DAY.search(compact) or _HANZI.search(compact)):
            return _iso(*found.groups())
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int("".join(_DIGITS.get(mark, mark) for mark in year)), _number(month), _number(day)).isoformat()
    except ValueError:
        return None


def _number(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))
