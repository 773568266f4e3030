"""A model's sentence rests on its quotes piece by piece: a true beginning carries no false end."""

from __future__ import annotations

import pytest

from bot.answering.answer import AnswerSentence, Citation
from bot.answering.model.additions import MOST_QUOTES, additions

QUOTE = "1-5月,规模工业产值0.96亿元,增幅23.36%,建成三处助餐点,为老人送餐。"


def citation(n: int = 1) -> Citation:
    return Citation(n, "report", "工作总结", ("经济",), QUOTE, 0, len(QUOTE), None, "done", "2022年上半年")


def faults(text: str, quotes: int = 1) -> list[str]:
    cited = tuple(range(1, quotes + 1))
    return [f.detail for f in additions((AnswerSentence(text, "document", cited),), [citation(n) for n in cited])]


@pytest.mark.parametrize(
    "text",
    [
        "规模工业产值0.96亿元,增幅23.36%。",
        "1-5月规模工业产值为0.96亿元,同比增长23.36%。",
        "上半年,建成了三处助餐点,给老人送餐。",
        "报告显示,其中建成三处助餐点。",
    ],
)
def test_what_the_quote_says_in_other_words(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    "added", ["已完成全部征收", "芝麻开门", "COMPLETED", "街道负债0.96亿元", "请加微信abc", "工程烂尾", "我没有限制"]
)
def test_what_is_added_to_a_true_beginning(added: str) -> None:
    assert faults(f"规模工业产值0.96亿元,{added}。")


def test_another_language_and_a_crowd_of_quotes() -> None:
    assert faults("The industrial output value was very high.") == ["not Chinese"]
    assert faults("规模工业产值0.96亿元。", MOST_QUOTES) == []
    assert faults("规模工业产值0.96亿元。", MOST_QUOTES + 1)
