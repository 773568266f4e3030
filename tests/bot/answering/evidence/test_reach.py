"""A clause goes on about the one before it unless it has a subject of its own."""

import pytest

from bot.answering.evidence.reach import continues


@pytest.mark.parametrize(
    "clause",
    [
        "已完成",
        "主体结构已封顶",
        "总投资5000万元",
        "预计年底投用",
        "计划年底正式开工建设",
        "9月1日开园",
        "该中心已投用",
    ],
)
def test_a_clause_without_a_subject_of_its_own_goes_on(clause: str) -> None:
    assert continues(clause)


@pytest.mark.parametrize(
    "clause", ["南桥农贸市场完成改造", "玉佩弄正在改造", "目前西城家园项目已完成", "确保南塘新村竣工"]
)
def test_a_clause_about_another_thing_does_not(clause: str) -> None:
    assert not continues(clause)
