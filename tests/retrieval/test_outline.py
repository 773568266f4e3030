"""The outline of the seed report as a person reads it, and of other shapes of text."""

from pathlib import Path

import pytest

from retrieval.document import Document, Source, Table
from retrieval.loading import load_folder
from retrieval.outline import Unit, outline
from tests.retrieval.making import document

(REPORT,) = load_folder(Path(__file__).resolve().parents[2] / "seeds").documents
UNITS = tuple(outline(REPORT))
OPENERS = {  # by hand
    "一、2022年上半年工作总结": [
        "众志成城,疫情防线严密筑牢",
        "以韧克难,经济运行稳中提质",
        "多措并举,城区颜值持续刷新",
        "用心用情,民生答卷笔笔精彩",
        "强基固本,基层治理抓实抓牢",
        "定向引航,党的建设聚魂聚力",
    ],
    "二、2022年下半年工作打算": [
        "进一步强化精准服务,力促经济回升",
        "进一步树牢匠心理念,提升城市品质",
        "进一步挖掘荷花特色,增进民生福祉",
        "进一步织密治理之网,筑牢发展防线",
        "进一步强化党建引领,夯实基层基础",
    ],
}
TOPICS = {
    "以韧克难,经济运行稳中提质": ["经济引擎持续发力", "楼宇服务精准精细", "商圈建设亮点纷呈"],
    "强基固本,基层治理抓实抓牢": ["打好安全生产“组合拳”", "织牢网格管理“一张网”", "稳定法治荷花“基本盘”"],
    "进一步挖掘荷花特色,增进民生福祉": [
        "加大“一老一小”服务力度",
        "加大“一社一品”创建力度",
        "加大智慧社区建设力度",
    ],
}


def saying(text: str, units: tuple[Unit, ...], part: str) -> Unit:
    at = text.index(part)
    return next(unit for unit in units if unit.sentence.start <= at < unit.sentence.end)


def read(text: str, tables: tuple[Table, ...] = ()) -> tuple[Unit, ...]:
    made = document("某街道", text, period="2023年")
    return tuple(outline(Document(made.source, text, tables=tables)))


@pytest.mark.parametrize("part", OPENERS)
def test_every_paragraph_of_the_seed_stands_under_its_opener(part: str) -> None:
    found = dict.fromkeys(unit.section[1] for unit in UNITS if unit.section[:1] == (part,) and len(unit.section) > 1)
    assert list(found) == OPENERS[part]


@pytest.mark.parametrize("opener", TOPICS)
def test_topics_head_their_details(opener: str) -> None:
    paths = [unit.section for unit in UNITS if opener in unit.section]
    assert list(dict.fromkeys(path[2] for path in paths if len(path) > 2)) == TOPICS[opener]


@pytest.mark.parametrize(
    ("part", "stamp"),
    [
        ("建成街道非诉服务中心", "done"),
        ("建成悦华、晋陵文锦养老综合服务中心", "planned"),
        ("新城瀚景国际酒店作为人才公寓挂牌营业", "done"),
        ("锦江之星西新桥店预计11月挂牌使用", "planned"),
        ("预计7月上旬完成竞标和签约", "planned"),
        ("道路市政道路景观提升工程已完成", "done"),
        ("三期市政完成过半", "ongoing"),
        ("四期房建已进场", "ongoing"),
        ("主体清淤即将完成", "ongoing"),
        ("建设正在施工中", "ongoing"),
        ("重点项目储备不足", "problem"),
        ("干部队伍建设还要再加强", "problem"),
        ("促进“时间银行”项目落地见效", "planned"),
        ("新申报高企4家", "done"),
    ],
)
def test_clauses_of_the_seed_bear_the_stamp_of_their_part(part: str, stamp: str) -> None:
    at = REPORT.text.index(part)
    clause = next(one for one in saying(REPORT.text, UNITS, part).sentence.clauses if one.start <= at < one.end)
    assert clause.progress == stamp


def test_numbered_headings_nest() -> None:
    text = "一、工作回顾\n(一)民生\n1.养老\n开办助餐点三处。\n2.托育\n开办托育园。\n(二)经济\n引进企业多家。\n"
    units = read(text)
    assert saying(text, units, "托育园").section == ("一、工作回顾", "(一)民生", "2.托育")
    assert saying(text, units, "引进").section == ("一、工作回顾", "(二)经济")


@pytest.mark.parametrize("inner", ["## (一)养老", "## 养老", "### (一)养老"])
def test_headings_of_which_only_some_are_styled_nest(inner: str) -> None:
    text = f"一、2023年工作总结\n{inner}\n新建中心一处。\n二、2024年工作计划\n{inner}\n新建中心两处。\n"
    units = read(text)
    done, planned = (saying(text, units, part) for part in ("一处", "两处"))
    assert (done.section[0], planned.section[0]) == ("一、2023年工作总结", "二、2024年工作计划")
    assert [unit.sentence.clauses[0].progress for unit in (done, planned)] == ["done", "planned"]


def test_the_rows_of_a_table_have_neither_openers_nor_topics() -> None:
    text = "二、明细\n养老服务提升。对象是老人,由民政办负责落实。时间是全年。费用由财政承担。\n"
    start = text.index("养老")
    (_, *rows) = read(text, (Table(start, len(text), 1),))
    assert rows
    assert all(unit.section == ("二、明细",) and not unit.sentence.lead for unit in rows)


def test_a_line_above_a_table_heads_its_rows_and_nothing_after_it() -> None:
    text = "一、停车\n泊位不足。\n表1 收费标准(每小时)\n车型:小型车;收费:4元。\n夜间不收费。"
    start = text.index("车型")
    units = read(text, (Table(start, text.index("夜间"), 1),))
    assert saying(text, units, "小型车").section == ("一、停车", "表1 收费标准(每小时)")
    assert saying(text, units, "夜间").section == ("一、停车",)


def test_a_text_without_any_structure_is_read_all_the_same() -> None:
    text = "本店周一休息。其余时间正常营业,欢迎光临。"
    assert "".join(text[unit.sentence.start : unit.sentence.end] for unit in read(text)) == text


def test_what_a_title_promises_is_no_more_than_planned() -> None:
    text = "停车项目聚焦停车难,新增停车位300个。\n"
    title = "双桥街道2025年民生实事项目"
    for named, stamp in ((title, "planned"), (title + "完成情况", "done")):
        source = Source("街道", named, None, "2025年", None, "public", "街道.txt", "")
        (unit,) = outline(Document(source, text))
        assert [clause.progress for clause in unit.sentence.clauses][-1] == stamp


def test_what_a_paragraph_announces_holds_for_those_after_it() -> None:
    text = "下一步,街道将做好以下工作:\n建成社区食堂。\n改造停车场。\n"
    stamps = [clause.progress for unit in read(text)[1:] for clause in unit.sentence.clauses]
    assert stamps == ["planned", "planned"]


def stamped(units: tuple[Unit, ...], text: str, words: str) -> str | None:
    at = text.index(words)
    clauses = (clause for unit in units for clause in unit.sentence.clauses)
    return next(clause.progress for clause in clauses if clause.start <= at < clause.end)


def test_what_a_paragraph_announces_holds_under_the_headings_that_follow() -> None:
    text = "在会上作工作报告时表示,2023年,区政府将努力办好两件实事:\n1.改善居住\n改造房屋85幢。\n2.缓解拥堵\n新增线路6条。\n"
    units = read(text)
    assert [stamped(units, text, words) for words in ("改造房屋", "新增线路")] == ["planned", "planned"]


def test_a_line_of_a_year_heads_a_part_of_the_report() -> None:
    text = (
        "某街道2023年工作总结\n2023年工作回顾\n一年来,街道实干争先,完成各项任务,主要做了以下工作:\n一、经济\n新增企业30家。\n"
        "2024年工作安排\n街道坚持实干争先,坚持服务居民,抓好以下工作。\n一、民生\n新建食堂2家。\n"
    )
    units = read(text)
    assert [stamped(units, text, words) for words in ("新增企业", "新建食堂")] == ["done", "planned"]
    assert saying(text, units, "新建食堂").section == ("2024年工作安排", "一、民生")


def test_parallels_of_two_states_are_two_clauses() -> None:
    text = "一、2023年工作总结\n实事项目8件已完成、2件正在推进,新增泊位3处、路灯5盏。完成2号线车站、2处基地收尾。\n"
    clauses = [text[one.start : one.end] for unit in read(text) for one in unit.sentence.clauses if not unit.heading]
    assert clauses == ["实事项目8件已完成、", "2件正在推进,", "新增泊位3处、路灯5盏。", "完成2号线车站、2处基地收尾。"]


def test_the_rest_of_a_paragraph_follows_its_turn_to_problems() -> None:
    text = (
        "一、2023年工作总结\n全年新增企业30家。成绩来之不易。但我们也清醒看到,增长乏力,泊位供给有缺口。养老床位少。\n"
    )
    units = read(text)
    assert [stamped(units, text, words) for words in ("新增", "泊位", "养老")] == ["done", "problem", "problem"]


ROWS = """\
项目名称:卫生院改扩建;建设内容:新增床位60张;累计投入(万元):540;完成情况:正在推进,主体已封顶。
项目名称:幼儿园分园;建设内容:新增学位270个;累计投入(万元):975;完成情况:已完成。
目标任务:新建照料中心19处。;完成情况:新建照料中心22处,培训护理员80人。
"""


@pytest.mark.parametrize(
    ("words", "stamp"),
    [
        ("新增床位", "ongoing"),
        ("新增学位", "done"),
        ("目标任务", "planned"),
        ("完成情况:新建", "done"),
        ("培训", "done"),
    ],
)
def test_a_rows_cells_are_stamped_by_what_their_headers_say(words: str, stamp: str) -> None:
    heading = "2023年完成情况\n"
    units = read(heading + ROWS, (Table(len(heading), len(heading + ROWS), 3),))
    assert stamped(units, heading + ROWS, words) == stamp
