"""Where the bars of a chart stand: questions day by day, answered and not, one above the other. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT = 720, 240
_LEFT, _BOTTOM, _TOP = 44, 28, 12  # room for the numbers and for the days
_NAMED = 10  # days that bear their name, about


@dataclass(frozen=True, slots=True)
class Bar:
    """A day; lengths in the units of the drawing. ``name``: empty where there is no room for it."""

    x: float
    width: float
    answered_y: float
    answered: float
    refused_y: float
    refused: float
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line across at ``y`` for so many questions."""

    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Bars:
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT


def bars_of(days: Mapping[date, tuple[int, int]]) -> Bars:
    """``days``: how many were asked on each, and how many of them got no whole answer."""
    step = _step(max((asked for asked, _ in days.values()), default=0))
    top = step * 4
    scale = (HEIGHT - _BOTTOM - _TOP) / top
    room = (WIDTH - _LEFT) / max(len(days), 1)
    every = max(1, len(days) // _NAMED)
    floor = HEIGHT - _BOTTOM
    bars = [
        Bar(
            x=round(_LEFT + room * (at + 0.15), 1),
            width=round(room * 0.7, 1),
            answered_y=round(floor - (asked - refused) * scale, 1),
            answered=round((asked - refused) * scale, 1),
            refused_y=round(floor - asked * scale, 1),
            refused=round(refused * scale, 1),
            name=f"{day.month}-{day.day}" if at % every == 0 else "",
        )
        for at, (day, (asked, refused)) in enumerate(days.items())
    ]
    return Bars(tuple(bars), tuple(Line(round(floor - n * step * scale, 1), n * step) for n in range(5)))


def _step(most: int) -> int:
    """A quarter of the scale, a number that is easily read: 1, 2, 5, 10, 20, 50, …"""
    power = 1
    while True:
        for n in (1, 2, 5):
            if n * power * 4 >= most:
                return n * power
        power *= 10
