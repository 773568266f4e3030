"""The numbers that a question states (规模工业产值是1.2亿对吗), and what it asks without them. Pure functions."""

from __future__ import annotations

import re

from retrieval.figures.numbers import Number, numbers_in

_TAIL = re.compile(r"(对不对|对吗|对吧|对么|是吗|是吧|是不是|没错吧|吗|吧)[?]?")  # 1.2亿对吗 is no 亿 of pairs
_RANKED = re.compile("(?:排|列|居|全[省市区县镇])(?:名|在|到|为|是|了|全[省市区县镇])*$")
_DATED = re.compile(r"年|月|日|号|期|岁|周岁|点$|季度")


def stated_numbers(text: str) -> list[Number]:
    """The amounts and the ranks of a question; bare digits and dates may be names."""
    numbers = numbers_in(_TAIL.sub(",", text))
    return [
        one for one in numbers if (one.unit or one.number >= 10 or _ranks(text, one)) and not _DATED.match(one.unit)
    ]


def _ranks(text: str, number: Number) -> bool:
    return number.value.startswith("第") and bool(_RANKED.search(text[: number.start]))


def as_asked(text: str) -> str:
    """A question that asks for the last number it states: 化解率是98%吧 → 化解率是多少; any other as it is."""
    told = [one for one in stated_numbers(text) if one.unit or re.search("[万亿]", one.value)]
    if not told:
        return text
    last = told[-1]
    return text[: last.start] + "多少" + _TAIL.sub("", text[last.end :])
