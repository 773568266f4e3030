"""The numbers a text mentions, made comparable: amount, unit and the direction of its hedge. Pure functions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from retrieval.figures.numbers import Number, numbers_in
from retrieval.figures.ranks import ranks_in
from retrieval.figures.table_rows import row_cells, told_numbers
from retrieval.figures.units import LABELS, SCALES, UNIT

Hedge = Literal["over", "under", "about"]

_HEDGES = re.compile(
    r"(?P<under>不超过|不高于|不大于|不多于|不足|不到|低于|少于|小于|至多|最多|最高|将近|接近|近|以下|以内|之内)"
    r"|(?P<over>不少于|不低于|高于|多于|大于|至少|最低|最少|突破|超过|超|逾|过|以上|余|多|上(?!下))"
    r"|(?P<about>大约|约|左右|上下|来)"
)
_SAME = {
    "名": "人",
    "位": "人",
    "周岁": "岁",
    "平米": "平方米",
    "㎡": "平方米",
    "m²": "平方米",
    "百分点": "个百分点",
    "个点": "个百分点",
}
_STRICT = {"%", "‰", "个百分点"} | LABELS
_CELL = re.compile(
    rf"\((?:单位:)?(?P<scale>{'|'.join(sorted(SCALES, key=len, reverse=True))})?(?P<unit>{UNIT})\):"
    rf"(?P<number>\d[\d,.]*)(?![\d.])"
)
_WRITTEN = re.compile(rf"\d[\d,]*(?:\.(\d+))?({'|'.join(sorted(SCALES, key=len, reverse=True))})?")


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of a text. ``step`` is the worth of its last digit: 0.01亿 in 0.96亿元."""

    text: str
    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    hedge: Hedge | None
    step: Decimal

    def equals(self, other: Mention) -> bool:
        """The same amount. A unit may be left out of a large one (1078万), a percent sign or a date's word never."""
        if (self.value, self.upper) != (other.value, other.upper):
            return False
        units = {self.unit, other.unit}
        return len(units) == 1 or ("" in units and not units & _STRICT and self.value >= 100)


def plain(text: str) -> str:
    """Text as the checks compare it: NFKC, no white space, one kind of quotation mark and dash."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"[—–−~]", "-", re.sub(r"[“”\"「」『』‘’']", '"', text))


def mentions(text: str) -> list[Mention]:
    """Every number of a text that went through ``plain``, in order."""
    return [_mention(number) for number in numbers_in(text)]


def in_columns(text: str) -> Iterator[Mention]:
    """Numbers of table cells whose header, row's name or column of units bears scale and unit, multiplied out:
    预算(万元):28 is 280000元.
    """
    yield from (_mention(number) for _, number in told_numbers(text, row_cells(text)))
    for cell in _CELL.finditer(text):
        scale = SCALES.get(cell["scale"] or "", Decimal(1))
        for one in mentions(cell["number"]):
            unit = _SAME.get(cell["unit"], cell["unit"])
            yield replace(one, value=one.value * scale, unit=unit, step=one.step * scale)


def places(text: str) -> Iterator[Mention]:
    """The ranks of a text, which only a sum of places counts with: 第四 as 第4位."""
    yield from (_mention(replace(rank, unit="位")) for rank in ranks_in(text))


def with_parts(found: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions and both ends of every range among them: 5月 may be said where 1-5月 is written."""
    for mention in found:
        yield mention
        if mention.upper is not None:
            yield replace(mention, upper=None)
            yield replace(mention, value=mention.upper, upper=None)


def _mention(number: Number) -> Mention:
    return Mention(
        text=number.value,
        start=number.start,
        end=number.end,
        value=number.number,
        upper=number.upper,
        unit=_SAME.get(number.unit, number.unit),
        hedge=_direction(number.hedge),
        step=_step(number.value),
    )


def _direction(words: str | None) -> Hedge | None:
    found = _HEDGES.search(words) if words else None
    return found.lastgroup if found else None  # type: ignore[return-value]


def _step(written: str) -> Decimal:
    found = _WRITTEN.search(written)
    if not found:
        return Decimal(1)
    return SCALES.get(found[2] or "", Decimal(1)).scaleb(-len(found[1] or ""))
