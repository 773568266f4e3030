from hypothesis import given
from hypothesis import strategies as st

from retrieval.loading.tables import Row, table_lines


def lines(*rows: Row) -> list[str]:
    return list(table_lines(rows))


def test_every_cell_carries_its_header() -> None:
    assert lines(["社区", "老人"], ["西二村", "1200人"], ["西一村", ""]) == [
        "社区:西二村;老人:1200人。",
        "社区:西一村。",
    ]


def test_a_title_row_stands_alone() -> None:
    assert lines(["津贴标准", None], ["年龄", "金额"], ["80岁", "50元"]) == ["津贴标准", "年龄:80岁;金额:50元。"]


def test_two_header_rows_are_one_header() -> None:
    table = lines(["项目", "投资", None], ["项目", "计划", "完成"], ["大庙弄", "2亿元", "1.6亿元"])
    assert table == ["项目:大庙弄;投资计划:2亿元;投资完成:1.6亿元。"]


def test_ages_head_columns_too() -> None:
    table = lines(["社区", "老人", None], ["社区", "60岁以上", "80岁以上"], ["西二村", "600", "120"])
    assert table == ["社区:西二村;老人60岁以上:600;老人80岁以上:120。"]


def test_a_unit_for_the_whole_table_is_told_with_each_number_that_has_none() -> None:
    rows: list[Row] = [["指标", "完成", "增长", "人数", "说明"], ["收入", "3,456", "5.1", "12", "见附件"]]
    expected = "指标:收入;完成(万元):3,456;增长:5.1;人数:12;说明:见附件。"
    assert list(table_lines(rows, "表1 收支情况(单位\uff1a万元)")) == [expected]
    assert lines(["收支情况", "", "", "", ""], ["", "", "", "", "单位:万元"], *rows) == [
        "收支情况",
        "单位:万元",
        expected,
    ]
    assert list(table_lines(rows, "单位:万元、人")) == list(table_lines(rows))
    assert list(table_lines([["指标", "一季度"], ["产值(亿元)", "3"]], "单位:万元")) == ["指标:产值(亿元);一季度:3。"]


def test_equal_values_in_two_columns_are_both_told() -> None:
    assert lines(["一季度", "二季度"], ["3", "3"]) == ["一季度:3;二季度:3。"]


def test_a_merged_cell_is_told_once() -> None:
    assert lines(["项目", "一季度", "二季度"], ["合计", "6", None]) == ["项目:合计;一季度:6。"]


def test_a_heading_between_the_rows_has_no_column() -> None:
    assert lines(["项目", "预算"], ["一、民生", None], ["助餐", "3万"]) == ["一、民生。", "项目:助餐;预算:3万。"]


def test_numbers_in_the_first_row_mean_that_there_is_no_header() -> None:
    assert lines(["路灯", "12盏"], ["长椅", "8张"]) == ["路灯;12盏。", "长椅;8张。"]


def test_periods_head_columns() -> None:
    for first, second in (("2023年完成", "2024年目标"), ("2022", "2023"), ("1-6月", "7月")):
        assert lines(["指标", first, second], ["培训", "275", "280"]) == [f"指标:培训;{first}:275;{second}:280。"]


def test_a_header_alone_is_a_row_and_a_single_column_is_plain_text() -> None:
    assert lines(["项目", "预算"]) == ["项目;预算。"]
    assert lines(["说明"], ["第一条"], ["第二条"]) == ["说明。", "第一条。", "第二条。"]


def test_empty_tables_give_nothing() -> None:
    assert lines() == lines(["", ""]) == lines(["", None]) == []


def test_a_row_is_one_sentence() -> None:
    assert lines(["事项", "说明"], ["助餐", "每天\n两餐。"]) == ["事项:助餐;说明:每天 两餐。"]


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=5)), min_size=3, max_size=3), max_size=6))
def test_any_table_gives_lines_of_one_sentence(rows: list[list[str | None]]) -> None:
    assert all(line.strip() and "\n" not in line for line in table_lines(rows))
