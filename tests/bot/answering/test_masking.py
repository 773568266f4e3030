"""Personal numbers are covered however they are written; numbers that are nobody's secret stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.masking import mask

WIDE = {ord(c): chr(0xFEE0 + ord(c)) for c in "0123456789"}
SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")

digits = st.text("0123456789", min_size=1)


def exactly(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


mobiles = st.builds("1{}{}".format, st.sampled_from("3456789"), exactly(9))
identities = st.builds("{}{}{}".format, st.sampled_from("123456"), exactly(16), st.sampled_from("0123456789Xx"))
cards = st.builds("6{}".format, st.integers(15, 18).flatmap(exactly))
landlines = st.builds(
    "{}{}{}{}".format, st.sampled_from(["010", "021", "0519", "0755"]), st.sampled_from("-  "), st.just("8"), exactly(7)
)
frames = st.sampled_from(["我的号码是{}", "{}", "请打{},谢谢", "叫张三,{}。", "({})", "证件{}丢了"])
scripts = st.sampled_from([lambda t: t, lambda t: t.translate(WIDE), lambda t: t.translate(SPOKEN)])


@given(st.one_of(mobiles, identities, cards, landlines), frames, scripts)
def test_no_digit_of_a_personal_number_is_left(number, frame, script):  # type: ignore[no-untyped-def]
    text = frame.format(script(number))
    covered = mask(text)
    assert len(covered) == len(text)
    assert covered == frame.format("".join("*" if c.isalnum() else c for c in script(number)))
    assert mask(covered) == covered


@pytest.mark.parametrize(
    "text",
    [
        "138 0013 8000",
        "138-0013-8000",
        "1380 013 8000",
        "+86 13800138000",
        "+8613800138000",
        "0086-138-0013-8000",
        "(0519)86601234",
        "0519-8660 1234",
        "0519-86601234转801",
        "电话:86601234",
        "6222 0212 3456 7890 123",
        "320402 1985 0101 123X",
        "320402850101123",
    ],
)
def test_ways_of_writing(text: str) -> None:
    assert not any(c.isdigit() for c in mask(text))


@pytest.mark.parametrize(
    "text",
    [
        "打12345还是119、110、120?12356、95588、96889呢",
        "400-820-8820 是客服",
        "规模工业产值0.96亿元,增幅23.36%",
        "财政拨款13800138000元",
        "2022年6月30日 20220630",
        "新世纪商城1287万元,一共12家,3.1亿元",
        "1-5月,210件,4000余人次,60岁以上",
        "1300 1500 1200 345",
        "第313、426两轮",
        "西横街10号6号楼",
        "二〇二二年一二月份",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text


@given(st.text())
def test_any_text_keeps_its_length_and_what_is_no_digit(text: str) -> None:
    covered = mask(text)
    assert len(covered) == len(text)
    assert all(b == a or b == "*" for a, b in zip(text, covered, strict=True))


@given(st.text("0123456789", max_size=6))
def test_short_numbers_stay(text: str) -> None:
    assert mask(f"拨打{text}吗") == f"拨打{text}吗"
