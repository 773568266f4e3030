"""Wrapping keeps the width and loses nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wrapping import columns, wrap

TEXT = st.text(st.sampled_from("报告好。,!?(a1.5%” \n😀"), max_size=120)


@given(TEXT, st.integers(8, 60))
def test_every_line_fits_and_every_character_stays(text: str, width: int) -> None:
    wrapped = wrap(text, width, "  ")
    assert all(columns(line) <= width for line in wrapped.split("\n"))
    assert "".join(wrapped.split()) == "".join(text.split())


def test_chinese_takes_two_columns_and_stops_stay_with_their_sentence() -> None:
    assert wrap("一二三四。五六", 8) == "一二三\n四。五六"


def test_numbers_stay_whole() -> None:
    assert wrap("增幅是23.36%左右", 10) == "增幅是\n23.36%左右"
