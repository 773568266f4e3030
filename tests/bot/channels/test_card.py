"""Cards hold everything, inside their borders, without a missing glyph."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.channels.card import HEIGHT, MARGIN, WIDTH, Card, _flow, _font, _glyphs, _wrap, covered, draw_cards

TEXT = st.text(st.sampled_from("报告好。,(23.36%亿元“”》a \n😀𠮷"), max_size=400)


@given(TEXT, st.sampled_from([92, 62, 38]))
@settings(max_examples=40, deadline=None)
def test_no_line_is_wider_than_its_card_and_nothing_is_lost(text: str, size: int) -> None:
    lines = _wrap(text, size)
    assert all(_font(size).getlength(line) <= WIDTH - 2 * MARGIN + size for line in lines)
    assert "".join("".join(lines).split()) == "".join(covered(text).split())


@given(st.text(max_size=60))
def test_whatever_is_drawn_has_a_glyph(text: str) -> None:
    assert {ord(character) for character in covered(text)} - {ord("\n")} <= _glyphs()


def test_a_long_text_shrinks_and_then_flows_to_more_cards() -> None:
    sizes = [_flow("字" * length, 900) for length in (40, 80, 400)]
    assert [len(pages) for _, pages in sizes] == [1, 1, 3]
    assert sizes[0][0] > sizes[1][0] > sizes[2][0]


def test_numbers_stay_with_their_unit() -> None:
    assert "".join(_wrap("引进区外高企1家,数字经济企业产值达3.1亿元", 92)).count("3.1亿") == 1
    assert any("3.1亿" in line for line in _wrap("引进区外高企1家,数字经济企业产值达3.1亿元", 92))


def test_pictures_have_their_size_and_white_borders() -> None:
    foot = ("出处:《" + "很长的标题" * 20 + "》", "有事请打 12345")
    for picture in draw_cards(Card("很长的问题" * 20, "1234567890" * 30, (("planned", "计划"),), foot)):
        image = Image.open(io.BytesIO(picture)).convert("L")
        assert image.size == (WIDTH, HEIGHT)
        right = image.crop((WIDTH - MARGIN // 2, 130, WIDTH, HEIGHT))
        assert right.getextrema()[0] > 240
