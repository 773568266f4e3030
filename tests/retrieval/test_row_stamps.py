"""Stamps of tables' rows: a task is no deed, whatever its verb; what came of it stands in another column."""

import pytest

from retrieval.chinese import clause_spans
from retrieval.figures.table_rows import row_cells
from retrieval.progress import Part
from retrieval.row_stamps import row_stamps


@pytest.mark.parametrize(
    ("row", "part", "expected"),
    [
        ("任务:建成图书馆;牵头单位:文化站;进展情况:正在装修,已招标", "past", ["planned", None, "ongoing", "done"]),
        ("项目名称:口袋公园;建设内容:新建3处;完成情况:已完成。", None, ["done", "done", "done"]),
        ("项目名称:口袋公园;建设内容:新建3处;完成情况:建成1处。", None, [None, "planned", "done"]),
        ("工作任务:新增床位50张;一季度:完成选址;二季度:建成20张", "past", ["planned", "done", "done"]),
        ("工作任务:新增床位50张;一季度:完成选址", "plan", ["planned", "planned"]),
        ("社区:槐荫里;老年人口:1200人", "past", ["done", "done"]),
        ("事项:修路;计划完成时间:10月底前;实际完成:10月12日通车", "past", [None, "planned", "done"]),
    ],
)
def test_each_column_has_its_own_stamp(row: str, part: Part | None, expected: list[str | None]) -> None:
    assert row_stamps(row, row_cells(row), list(clause_spans(row, 0, len(row))), part, 12) == expected


def test_a_semicolon_in_a_cell_ends_no_cell() -> None:
    row = "任务:创建社区;责任单位:残联;进展:1.完成申报;2.对第一批进行验收。"
    assert [row[cell.start : cell.end] for cell in row_cells(row)] == [
        "创建社区",
        "残联",
        "1.完成申报;2.对第一批进行验收",
    ]
