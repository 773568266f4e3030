"""Which lines head what follows, as reports of several offices write them."""

import pytest

from retrieval.headings import Rank, heading_rank, heading_text, is_opener, is_plain_heading, is_topic


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        ("第一部分 工作回顾", Rank("numeral", 1)),
        ("一、2023年工作总结", Rank("numeral", 2)),
        ("十一、其他事项", Rank("numeral", 2)),
        ("(三)民生保障", Rank("numeral", 3)),
        ("4.养老服务", Rank("item", 4)),
        ("(2)申请材料", Rank("item", 5)),
        ("## 下一步打算", Rank("mark", 2)),
        ("**主要做法**", Rank("bare", 1)),
        ("一、全年完成投资3亿元,增长5%。", None),  # a paragraph that begins with a number
        ("3.5万人参加了活动", None),
        ("今年以来各项工作平稳", None),
        ("", None),
    ],
)
def test_the_rank_of_a_line(line: str, rank: Rank | None) -> None:
    assert heading_rank(line) == rank


def test_an_outer_heading_ends_an_inner_one_and_no_other() -> None:
    lines = ("第一章 总则", "一、范围", "(一)对象", "1.年龄", "(1)证明", "**材料**")
    ranks = [rank for line in lines if (rank := heading_rank(line))]
    assert len(ranks) == len(lines)
    assert all(one.ends(other) == (at <= below) for at, one in enumerate(ranks) for below, other in enumerate(ranks))


def test_marks_and_numerals_are_two_scales() -> None:
    mark, numeral, item = Rank("mark", 2), Rank("numeral", 2), Rank("item", 4)
    assert not mark.ends(numeral)
    assert not numeral.ends(mark)
    assert mark.ends(item)


def test_a_heading_is_told_without_marks() -> None:
    assert heading_text("### 工作目标:") == "工作目标"
    assert heading_text("**主要做法**") == "主要做法"


def test_a_short_line_before_a_longer_one_heads_it() -> None:
    assert is_plain_heading("主要做法", "一是走访困难家庭,建立台账;二是开展上门服务。")
    assert not is_plain_heading("共走访30户", "一是走访困难家庭,建立台账;二是开展上门服务。")
    assert not is_plain_heading("主要做法", "见附件")


def test_four_characters_open_a_paragraph_of_several_sentences() -> None:
    assert is_opener("凝心聚力,城市面貌焕然一新。", 4)
    assert not is_opener("凝心聚力,城市面貌焕然一新。", 1)


@pytest.mark.parametrize("sentence", ["三期改造已完成。", "新增停车位120个。", "健身步道正在施工。"])
def test_a_fact_is_neither_an_opener_nor_a_topic(sentence: str) -> None:
    assert not is_opener(sentence, 4)
    assert not is_topic(sentence, "该项目位于河东片区,惠及居民多户,深受好评。")


def test_a_topic_is_shorter_than_its_details() -> None:
    assert is_topic("养老服务提质增效。", "全年开展助餐服务多场,服务老人多人次,满意度较高。")
    assert not is_topic("养老服务提质增效。", "效果良好。")


@pytest.mark.parametrize("line", ["三、居住证怎么办?", "问:哪里可以磨刀?", "Q2.去哪里领奖状?"])
def test_a_question_heads_its_answer(line: str) -> None:
    assert heading_rank(line) is not None
    assert not heading_text(line).endswith("?")


def test_a_question_in_a_text_heads_nothing() -> None:
    assert heading_rank("这件事怎么办?") is None
