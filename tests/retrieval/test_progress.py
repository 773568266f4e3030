"""Stamps by section and words, on clauses of several invented offices. Done is not planned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.document import Progress
from retrieval.progress import Part, announces, part_of, part_of_title, stamps, turn

HALF_YEAR = 6

TABLE: list[tuple[Part | None, str, list[Progress | None]]] = [
    # what the design names
    ("past", "建成街道议事厅。", ["done"]),
    ("past", "获区级文明社区称号。", ["done"]),
    ("past", "云溪酒店作为人才公寓挂牌营业,|河东店预计11月挂牌使用。", ["done", "planned"]),
    ("past", "新申报高企4家,", ["done"]),
    ("past", "调处矛盾纠纷86件,", ["done"]),
    ("past", "引进总部项目1个。", ["done"]),
    ("past", "口袋公园正在施工。", ["ongoing"]),
    ("past", "五期房建已进场。", ["ongoing"]),
    ("past", "二期市政完成过半,", ["ongoing"]),
    ("past", "清淤即将完成。", ["ongoing"]),
    ("past", "周边地块解困按时序推进。", ["ongoing"]),
    ("past", "民居修缮基本完成,", ["ongoing"]),
    ("past", "完成总工程量的65%。", ["ongoing"]),
    ("plan", "建成社区食堂,", ["planned"]),
    ("plan", "打造书香街区。", ["planned"]),
    ("plan", "力争国庆节前开放。", ["planned"]),
    ("plan", "加快道路验收。", ["planned"]),
    ("plan", "探索物业新模式。", ["planned"]),
    ("past", "志愿服务机制有待畅通;", ["problem"]),
    ("problem", "重点项目不多,|人手不够。", ["problem", "problem"]),
    # words overrule the part, and what follows a plan without words of its own is planned too
    ("past", "一期已建成投用,|二期计划9月开工,|预算300万元。", ["done", "planned", "planned"]),
    ("past", "河东菜场预计年底开业;|调处纠纷12件。", ["planned", "done"]),
    ("plan", "目前已完成立项,|明年建成。", ["done", "planned"]),
    ("past", "推进农贸市场改造。", ["ongoing"]),
    ("past", "拟新建托育园一所。", ["planned"]),
    # where no part is known the words alone decide
    (None, "消防通道已完成验收。", ["done"]),
    (None, "将于9月1日起发放。", ["planned"]),
    (None, "窗口周一至周五办理。", [None]),
    (None, "计划投资1200余万元,|完成两个片区改造;|新增车位30个。", [None, "planned", None]),
    (None, "计划投资30万元,|已完成投资20万元。", [None, "done"]),
    ("past", "总投资2亿元,|计划投资6000万元,|完成厂房建设。", ["done", "done", "done"]),
    ("past", "完成地铁站2个基地收尾工作。", ["done"]),
    ("past", "二期房建进入收尾阶段。", ["ongoing"]),
    ("past", "克服比预计更大的困难。", ["done"]),
    ("past", "占年计划100.4%。", ["done"]),
    ("past", "3个在建项目完成投资2亿元。", ["done"]),
    ("past", "在建项目3个。", ["ongoing"]),
    ("past", "工程总体进度70.3%。", ["ongoing"]),
    ("past", "招引企业30家(完成进度117%)。", ["done"]),
    ("past", "成功创建市级示范社区。", ["done"]),
    ("past", "商标已提交申请,|尚待核准。", ["done", "ongoing"]),
    ("past", "2处未建。", ["planned"]),
    ("past", "完成了“双过半”任务,|实现时间过半、任务过半。", ["done", "done"]),
    ("past", "1个项目未完成年度目标。", ["problem"]),
    (None, "18幢危房全部改造完毕,|平均车速提高了15%。", ["done", "done"]),
    (None, "将努力办好十件实事:", ["planned"]),
    ("facts", "社区有居民3120户,|拟建活动室1处。", [None, "planned"]),
]


@pytest.mark.parametrize(("part", "sentence", "expected"), TABLE)
def test_stamps(part: Part | None, sentence: str, expected: list[Progress | None]) -> None:
    assert stamps(sentence.split("|"), part, HALF_YEAR) == expected


@pytest.mark.parametrize("clause", ["建成助餐点3处", "完成老旧小区改造2个", "举办健康讲座", "开展安全检查", "引进企业"])
def test_the_same_words_are_done_in_part_one_and_planned_in_part_two(clause: str) -> None:
    assert stamps([clause], "past", HALF_YEAR) == ["done"]
    assert stamps([clause], "plan", HALF_YEAR) == ["planned"]


@pytest.mark.parametrize("clause", ["8月完成招标", "12月挂牌使用", "10月上旬签约"])
def test_a_month_behind_the_period_lies_ahead(clause: str) -> None:
    assert stamps([clause], "past", HALF_YEAR) == ["planned"]


@pytest.mark.parametrize("clause", ["5月完成招标", "去年10月完成招标", "2021年12月挂牌"])
def test_a_month_inside_the_period_or_of_another_year_does_not(clause: str) -> None:
    assert stamps([clause], "past", HALF_YEAR) == ["done"]


@given(st.lists(st.sampled_from([part for _, text, _ in TABLE for part in text.split("|")]), min_size=1, max_size=5))
def test_nothing_in_a_plan_is_done_unless_it_says_so(clauses: list[str]) -> None:
    told = stamps(clauses, "plan", HALF_YEAR)
    assert len(told) == len(clauses)
    for clause, stamp in zip(clauses, told, strict=True):
        assert stamp != "done" or "已" in clause


@pytest.mark.parametrize(
    ("section", "opening", "part"),
    [
        (("一、2023年工作回顾", "(一)经济"), "", "past"),
        (("2024年工作汇报",), "", "past"),
        (("1.年度计划完成情况",), "", "past"),
        (("二、2024年工作安排",), "", "plan"),
        (("第三部分 下阶段工作思路", "(一)问题整改"), "", "plan"),
        (("三、存在的问题",), "", "problem"),
        (("一、上半年工作总结", "(二)补短板、强弱项,民生持续改善"), "", "past"),
        (("一、2023年工作回顾", "面对经济下行挑战,我们迎难而上"), "", "past"),
        (("某镇2023年上半年工作总结和下半年工作打算",), "", None),
        (("一、2023年工作回顾",), "同时,我们还面临一些问题和挑战:", "problem"),
        ((), "下一步,我们将做好三项工作。", "plan"),
        ((), "今年以来,各项工作平稳推进。", "past"),
        (("办理流程",), "", None),
        (("某社区2025年工作计划", "一、基本情况"), "", "facts"),
        (("一、2023年工作回顾", "(一)基本情况"), "", "past"),
    ],
)
def test_what_a_section_tells(section: tuple[str, ...], opening: str, part: Part | None) -> None:
    assert part_of(section, opening) == part


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("二、2024年重点任务", "plan"),
        ("(三)2024年经济社会发展主要指标", "plan"),
        ("二、2023年工作重点", None),
        ("2024年1月工作情况", "past"),
        ("三、2024年工作部署", "plan"),
        ("落实市委部署情况", None),
    ],
)
def test_a_heading_of_a_later_year_tells_a_plan(heading: str, part: Part | None) -> None:
    assert part_of((heading,), year=2023) == part


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("某街道2023年十大实事项目", "plan"),
        ("2023年实事项目(征求意见稿)的说明", "plan"),
        ("2023年民生实事项目完成情况", "past"),
        ("十件实事件件有着落", None),
        ("实事项目启动仪式举行", None),
    ],
)
def test_a_list_of_projects_promised_is_a_plan(title: str, part: Part | None) -> None:
    assert part_of_title(title) == part


def test_a_sentence_may_turn_to_problems_or_to_what_comes_next() -> None:
    assert turn("在肯定成绩的同时,也清醒看到:消费基础还不牢固。") == "problem"
    assert turn("下一步,街道继续抓好三项工作。") == "plan"
    assert turn("我们深刻认识到发展的重要。") is None


def test_the_innermost_heading_that_says_something_wins() -> None:
    assert part_of(("一、工作总结", "(五)下一步打算")) == "plan"
    assert part_of(("二、明年计划", "(二)重点项目")) == "plan"


def test_a_colon_at_the_end_hands_on() -> None:
    assert announces("重点做好以下五个方面工作:")
    assert not announces("工作完成得很好。")


def test_what_makes_up_for_a_weakness_is_no_problem() -> None:
    assert part_of(("一、2023年工作总结", "(二)补短板、提品质,城市更新有序铺开")) == "past"
    assert part_of(("(二)短板和不足",)) == "problem"
