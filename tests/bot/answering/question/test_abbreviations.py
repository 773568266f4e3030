"""Shortened words found whole in the documents."""

import pytest

from bot.answering.question.abbreviations import whole_words

TEXT = "体育彩票销售3200万元;发放失业保险金;康复服务中心迁至新址;安全生产;志愿者协会;机关食堂广场路"


@pytest.mark.parametrize(
    ("short", "whole"),
    [("体彩", "体育彩票"), ("康复中心", "康复服务中心"), ("志协", "志愿者协会")],
)
def test_the_beginnings_of_the_words_in_order_are_the_word(short: str, whole: str) -> None:
    assert whole_words(short, TEXT) == (whole,)


@pytest.mark.parametrize("other", ["机场", "彩电", "安全", "食堂", "站", "康复服务中心的", "pm2.5", ""])
def test_what_is_no_shortened_word_stays_unknown(other: str) -> None:
    assert whole_words(other, TEXT) == ()
