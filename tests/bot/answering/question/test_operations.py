"""Which sum a question asks for, and that a question for a number the documents tell asks for none."""

import pytest

from bot.answering.question.summing import operation_in


@pytest.mark.parametrize(
    ("text", "operation", "operands"),
    [
        ("植树完成了年度任务的百分之几", "fulfilled", ("植树",)),
        ("给企业减了几次检查", "change", ("给企业 次检查",)),
        ("信访积案还剩几件没化解", "left", ("信访积案 件 化解", "化解")),
        ("养老中心还空着几张床", "left", ("养老中心 ", "")),
        ("剩下多少套保交楼没交付", "left", (" 套保交楼 交付", "交付")),
        ("2023年比2022年多装了几部电梯", "change", ("装 部电梯", "2022年")),
        ("养老床位多了几张?", "change", ("养老床位 张",)),
        ("去年同期城管投诉多少件", "former", ("城管投诉多少件",)),
        ("去年上半年财政总收入多少", "former", ("财政总收入多少",)),
        ("企业诉求办结率算一下", "rate", ("企业诉求", "办结")),
        ("83岁一年下来一共多少津贴", "times", ("83岁多少津贴", "12个月")),
        ("96岁一个季度到手多少", "times", ("96岁多少", "3个月")),
        ("两年一共新增多少停车位", "years", ("新增多少停车位",)),
        ("2023年新增的床位加2024年计划的一共多少张", "sum", ("2023年新增的床位", "2024年计划的床位")),
        ("一般公共预算收入离全年目标还差几个亿", "gap", ("一般公共预算收入",)),
        ("税收以外的一般公共预算收入是多少", "rest", ("一般公共预算收入", "税收")),
        ("北苑不带电梯的楼房有几栋", "rest", ("北苑楼房", "北苑电梯")),
        ("食堂建设比预算超了多少万", "over", ("食堂建设",)),
        ("80岁以上老人一份饭实付多少", "net", ("80岁以上老人一份饭多少",)),
        ("S235总投资大概多少", "whole", ("S235", "投资")),
        ("城镇居民比农村居民人均收入多多少元", "difference", ("城镇居民", "农村居民人均收入")),
        ("按占年度计划60%倒推,全年投资大约多少", "base", (" 全年投资大约多少",)),
        ("拆除面积里非经营性的有多少", "rest", ("拆除面积", "经营性")),
        ("8.2亿减去多出来的1.1亿是多少", "difference", ("8.2亿", "多出来的1.1亿")),
        ("一二三产增加值合计多少", "sum", ("一产", "二产", "三产增加值")),
        ("城乡特困人员加起来多少人", "sum", ("城镇特困人员", "农村特困人员")),
        ("年底60岁以上老人占登记居民的比例", "share", ("60岁以上老人", "登记居民")),
    ],
)
def test_the_sum_and_its_operands(text: str, operation: str, operands: tuple[str, ...]) -> None:
    asked = operation_in(text)
    assert asked
    assert (asked.operation, asked.operands) == (operation, operands)


@pytest.mark.parametrize(
    "text",
    [
        "上半年对接了多少高层次人才",
        "全年打算引进几家高企",
        "上一年度养老床位几张",
        "2023年新增了几家国家级小巨人",
        "食堂建设实际花了多少钱",
        "还有哪些小区没改造",
        "规模工业产值是多少",
        "办结了几件,还剩几件",
        "重点项目投资完成多少、占计划比例",
        "低保多久发一次",
        "税收减免了多少",
        "一季度改好了几个小区",
    ],
)
def test_what_asks_for_no_sum(text: str) -> None:
    assert operation_in(text) is None
