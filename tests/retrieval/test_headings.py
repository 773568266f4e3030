"""Which lines head what follows, as reports of several offices write them."""

import pytest

from retrieval.headings import heading_level, heading_text, is_opener, is_plain_heading, is_topic


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一部分 工作回顾", 1),
        ("一、2023年工作总结", 2),
        ("十一、其他事项", 2),
        ("(三)民生保障", 3),
        ("4.养老服务", 4),
        ("(2)申请材料", 5),
        ("## 下一步打算", 2),
        ("**主要做法**", 6),
        ("一、全年完成投资3亿元,增长5%。", None),  # a paragraph that begins with a number
        ("3.5万人参加了活动", None),
        ("今年以来各项工作平稳", None),
        ("", None),
    ],
)
def test_the_level_of_a_line(line: str, level: int | None) -> None:
    assert heading_level(line) == level


def test_an_outer_heading_has_the_smaller_level() -> None:
    levels = [heading_level(line) for line in ("第一章 总则", "一、范围", "(一)对象", "1.年龄", "(1)证明")]
    assert all(levels)
    assert levels == sorted(levels, key=lambda level: level or 0)
    assert len(set(levels)) == 5


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
