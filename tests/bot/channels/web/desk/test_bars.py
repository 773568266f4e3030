"""The chart of days: every bar stands on the floor, in the picture, and as high as its number."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.web.desk.bars import HEIGHT, WIDTH, bars_of

days = st.lists(st.tuples(st.integers(0, 10_000), st.floats(0, 1)), max_size=60).map(
    lambda rows: {date(2026, 1, 1) + timedelta(n): (asked, int(asked * part)) for n, (asked, part) in enumerate(rows)}
)


@settings(max_examples=25)
@given(days)
def test_bars_stand_in_the_picture_one_on_the_other(asked: dict[date, tuple[int, int]]) -> None:
    chart = bars_of(asked)
    floor, top = chart.lines[0].y, chart.lines[-1]
    scale = (floor - top.y) / top.number
    for bar, (number, refused) in zip(chart.bars, asked.values(), strict=True):
        assert 0 <= bar.refused_y <= bar.answered_y + 0.11 <= floor + 0.2
        assert chart.left <= bar.x <= bar.x + bar.width <= WIDTH
        assert abs(bar.refused - refused * scale) < 0.1
        assert abs(bar.answered - (number - refused) * scale) < 0.1
    assert top.number >= max((number for number, _ in asked.values()), default=0)
    assert all(0 < line.y < HEIGHT for line in chart.lines)
