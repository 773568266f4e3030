"""How a figure is written and hedged, as a shown sum writes it again. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from retrieval.document import Figure
from retrieval.figures.numbers import plain
from retrieval.figures.units import SCALES

Direction = Literal["over", "under", "about"]
_UNDER = re.compile("不超过|不高于|不大于|不多于|不足|不到|低于|少于|小于|至多|最多|最高|将近|接近|近|以下|以内|之内")
_AT_LEAST = re.compile("不(?:少|低|小)于")
_ABOUT = re.compile("约|左右|上下|来")
_OPPOSITE: dict[Direction, Direction] = {"over": "under", "under": "over", "about": "about"}
_SCALE = re.compile("|".join(sorted(SCALES, key=len, reverse=True)))


def exact(figure: Figure) -> Decimal:
    """Its number as the decimal it is written with."""
    return Decimal(repr(figure.number))


def written(figure: Figure) -> str:
    """The figure as the report has it, with its unit, and its hedge where that is not part of the number."""
    unit = "" if figure.value.endswith(figure.unit) else figure.unit
    scale = scale_of(figure)
    bare = unit and not _SCALE.search(figure.value)  # a table's cell leaves scale and unit to its header
    number = f"{told_in(exact(figure), scale)}{unit}" if bare else figure.value + unit
    outside = (figure.hedge or "").removesuffix("余").removesuffix("多").removesuffix("来")
    return number + (f"(报告写“{outside}”)" if outside else "")


def scale_of(figure: Figure) -> str:
    """万 or 亿 as written, or as the header of a table's column has it; empty where it has none."""
    found = re.search(r"\d[\d,.]*[余多来]?(万亿|[十百千]?[万亿])", figure.value)
    if found or figure.value.endswith(figure.unit):
        return found[1] if found else ""
    return next((scale for scale in ("亿", "万") if told_in(exact(figure), scale) == figure.value + scale), "")


def told_in(number: Decimal, scale: str) -> str:
    """A number in a scale: 0.96亿."""
    return f"{plain(number / SCALES.get(scale, Decimal(1)))}{scale}" if scale else plain(number)


def decimals(figure: Figure) -> int:
    """How many decimals it is written with."""
    found = re.search(r"\.(\d+)", figure.value)
    return len(found[1]) if found else 0


def direction_of(figure: Figure) -> Direction | None:
    """Which way its hedge points."""
    if not figure.hedge:
        return None
    return (
        "under"
        if _UNDER.search(_AT_LEAST.sub("", figure.hedge))
        else "about"
        if _ABOUT.search(figure.hedge)
        else "over"
    )


def opposite(direction: Direction | None) -> Direction | None:
    """The hedge of what is taken away or divided by."""
    return _OPPOSITE[direction] if direction else None


def together(directions: Sequence[Direction | None]) -> Direction | None:
    """The hedge of a result: of one direction where all agree, else 约."""
    found = {direction for direction in directions if direction}
    return found.pop() if len(found) == 1 else ("about" if found else None)
