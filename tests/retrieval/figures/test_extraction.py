"""Figures of sentences from many kinds of reports: what they tell, of when, and what is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.chinese import clause_spans
from retrieval.document import Clause, Sentence
from retrieval.figures.extraction import figures_of
from tests.retrieval.sentences import figures


def _labels() -> dict[str, list[list[str]]]:
    """Sentence → its rows: indicator, value, unit, comparison."""
    labels: dict[str, list[list[str]]] = {}
    sentence = ""
    for line in (Path(__file__).parent / "labelled_sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            labels[sentence].append([field.strip() for field in line.split("|")])
        elif line and not line.startswith("#"):
            sentence = line
            labels[sentence] = []
    return labels


LABELS = _labels()


@pytest.mark.parametrize("sentence", LABELS)
def test_figures_of_many_offices(sentence: str) -> None:
    found = figures(sentence)
    assert [[one.indicator, one.value, one.unit, one.comparison or ""] for one in found] == [
        [*row, ""][:4] for row in LABELS[sentence]
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "深化“3分钟消防救援圈”成效,打造15分钟便民生活圈。",
        "落实“1+4+X”清单和7×24小时值守,推进5G应用、3D打印。",
        "西横街10号6号楼改造,3幢2单元302室完成腾退,位于人民路100号3楼。",
        "80后、90后干部占多数,三期、四期改造持续推进。",
        "学习贯彻党的二十大精神,落实第14届人大会议部署,第一书记到任。",
        "G312、S239沿线整治,12路公交改道,12345热线畅通,电话0519-86600000、13900001111。",
        "苏政办发〔2022〕15号自2023年1月1日起施行,3月15日前报送。",
        "推进“一网统管”、一老一小、一户一档,落实“四种形态”“八项规定”、三项机制、两项补贴、三大提升行动。",
        "十四五规划、三年行动计划、五年规划中期评估完成,重点做好以下五个方面工作。",
        "每天9:00-11:30、14时30分至17时办理,周六不休。",
        "第三季度召开第二次会议,分三批推进,成立三人小组。",
        "数十家企业参与,完成过半,一半居民受益。",
        "庆祝建党100周年、新中国成立75周年。",
        "受理窗口:政务服务中心二楼B06窗口;咨询电话:5278210。",
        "城关街道:5270101;白塔街道:5270212。",
    ],
)
def test_names_codes_dates_and_addresses_are_no_figures(sentence: str) -> None:
    assert not figures(sentence)


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("1-5月,产值3亿元,增幅5%。", ["2023年1-5月", "2023年1-5月"]),
        ("产值3亿元,1-5月调处纠纷210件。", ["2023年上半年", "2023年1-5月"]),
        ("6月提拔干部3名,培训20人。", ["2023年6月", "2023年6月"]),
        ("一季度增长5%,二季度增长6%。", ["2023年一季度", "2023年二季度"]),
        ("由2020年的12家增加到15家。", ["2020年", "2023年上半年"]),
        ("去年投资3亿元,今年1-9月投资4亿元。", ["2022年", "2023年1-9月"]),
        ("到2025年,床位达到5000张。", ["2025年"]),
        ("2024年计划开展活动24场次。", ["2024年"]),
        ("截至6月底,完成投资8.6亿元。", ["截至2023年6月底"]),
        ("预计11月挂牌,惠及居民300户。", ["2023年上半年"]),
        ("通济路5月20日通车,新增泊位318个。", ["2023年上半年"]),
        ("5月20日通济路通车,新增泊位318个。", ["2023年上半年"]),
        ("5月20日启用,当天办理登记147对。", ["2023年5月20日"]),
        ("6月19日强降雨期间转移群众87户。", ["2023年6月19日"]),
        ("一季度完成老旧小区改造,惠及居民2480户。", ["2023年上半年"]),
        ("确保二期项目二季度投产,建设厂房6万平方米。", ["2023年上半年"]),
        ("产值23亿元(2022年21亿元),比上年增长8%。", ["2023年上半年", "2022年", "2023年上半年"]),
        ("客流1850万人次,恢复到2019年的96%。", ["2023年上半年", "2023年上半年"]),
        ("入选2025年省重点项目4个。", ["2023年上半年"]),
        ("5月份以来解决问题270个。", ["2023年上半年"]),
        ("比2021年增加3家,较去年同期提高2个百分点。", ["2023年上半年", "2023年上半年"]),
        ("9月底前办结8条诉求。", ["2023年上半年"]),
        ("围绕全年工作,发表报道88篇。", ["2023年上半年"]),
        ("全年新增就业300人。", ["2023年"]),
        ("完成率从三月份的45%上升到六月份的88%。", ["2023年3月", "2023年6月"]),
    ],
)
def test_a_named_period_holds_for_the_figures_behind_it(sentence: str, periods: list[str]) -> None:
    assert [one.period for one in figures(sentence, "2023年上半年")] == periods


def test_without_a_year_a_period_is_told_as_written() -> None:
    assert [one.period for one in figures("1-5月产值3亿元。", None)] == ["1-5月"]


def test_the_stamp_is_that_of_the_clause() -> None:
    text = "酒店开业,提供客房80间,预计11月再增加20间。"
    first, second, third = clause_spans(text, 0, len(text))
    clauses = (Clause(*first, "done"), Clause(*second, "done"), Clause(*third, "planned"))
    found = figures_of(text, Sentence(0, len(text), clauses), (), "2023年")
    assert [one.progress for one in found] == ["done", "planned"]


def test_a_sentence_that_opens_with_growth_is_about_the_one_before() -> None:
    text = "规模工业产值0.96亿元。同比增长5%。"
    clauses = (Clause(13, 20, "done"),)
    (found,) = figures_of(text, Sentence(13, len(text), clauses), (), "2023年")
    assert found.indicator == "规模工业产值同比增长"
    assert text[found.start : found.end] == "5%"


@given(st.text(alphabet="产值投资企业12.5万亿元家户%,、;:()“”同比增长由到至各分别前第1-5月年的在", max_size=60))
def test_any_sentence_is_read_and_values_are_its_text(text: str) -> None:
    for one in figures(text):
        assert text[one.start : one.end] == one.value
        assert one.sentence == (0, len(text))


@given(st.sampled_from(sorted(LABELS)), st.integers(0, 40))
def test_offsets_count_in_the_document(sentence: str, before: int) -> None:
    text = "荷" * before + "\n" + sentence
    start = before + 1
    clauses = tuple(Clause(*span, None) for span in clause_spans(text, start, len(text)))
    found = figures_of(text, Sentence(start, len(text), clauses), (), "2023年")
    assert [text[one.start : one.end] for one in found] == [value for _, value, *_ in LABELS[sentence]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "规上工业总产值9.75亿元(1—5月),增长8%,新增企业5家。",
            [
                ("规上工业总产值", "9.75亿元", "2023年1—5月"),
                ("规上工业总产值增长", "8%", "2023年1—5月"),
                ("新增企业", "5家", "2023年"),
            ],
        ),
        (
            "规上服务业营收2.1亿元(2月底),税收1亿元。",
            [("规上服务业营收", "2.1亿元", "2023年2月底"), ("税收", "1亿元", "2023年")],
        ),
        (
            "城乡居民人均可支配收入分别达68420元、39650元,分别增长5.2%、6.8%。",
            [
                ("城镇居民人均可支配收入", "68420元", "2023年"),
                ("农村居民人均可支配收入", "39650元", "2023年"),
                ("城镇居民人均可支配收入增长", "5.2%", "2023年"),
                ("农村居民人均可支配收入增长", "6.8%", "2023年"),
            ],
        ),
        ("城乡居民收入比缩小至1.73∶1。", [("城乡居民收入比", "1.73∶1", "2023年")]),
        ("比赛8:1开始,比分3:1,房屋1:1复建。", []),
        ("交出一份满意答卷,建成一站式大厅,一站办理、一份份暖心礼包。", []),
        (
            "垃圾分类投放点由134个撤并到92个。",
            [("垃圾分类投放点", "134个", "2023年"), ("垃圾分类投放点", "92个", "2023年")],
        ),
        (
            "固定资产投资4.1亿元,全区倒数第三,综合考评排第五,满意度位列第一。",
            [
                ("固定资产投资", "4.1亿元", "2023年"),
                ("固定资产投资", "全区倒数第三", "2023年"),
                ("综合考评", "第五", "2023年"),
                ("满意度", "第一", "2023年"),
            ],
        ),
    ],
)
def test_brackets_pairs_proportions_and_ranks(text: str, rows: list[tuple[str, str, str]]) -> None:
    assert [(figure.indicator, figure.value, figure.period) for figure in figures(text)] == rows


@pytest.mark.parametrize(
    ("row", "rows"),
    [
        (
            "序号:1;指标:规模工业产值(亿元);2022年上半年:0.96;2021:0.78;同比增长(%):23.36。",
            [("规模工业产值", "元", 96e6, "2022年上半年"), ("规模工业产值", "元", 78e6, "2021年"),
             ("规模工业产值同比增长", "%", 23.36, "2023年")],
        ),
        (
            "年份:2021;新增床位(张):30;助餐点(个):5。",
            [("新增床位", "张", 30, "2021年"), ("助餐点", "个", 5, "2021年")],
        ),
        (
            "指标:社会消费品零售总额;计量单位:万元;完成:12,345.6;增速:5.1。",
            [("社会消费品零售总额完成", "元", 123456000, "2023年"), ("社会消费品零售总额增速", "%", 5.1, "2023年")],
        ),
    ],
)  # fmt: skip
def test_a_row_tells_unit_and_period_in_its_columns_and_its_name(
    row: str, rows: list[tuple[str, str, float, str]]
) -> None:
    found = figures(row, period="2023年")
    assert [(one.indicator, one.unit, one.number, one.period) for one in found] == rows


def test_a_cell_that_tells_something_is_no_name_of_its_row() -> None:
    aim = "推进智慧养老服务转型提升,搭建智慧养老运维平台和服务商库,新增养老床位120张"
    found = figures(f"序号:2;目标任务:{aim};完成情况:新增养老床位131张。")
    assert [(one.indicator, one.value) for one in found if one.unit == "张"] == [
        ("新增养老床位", "120张"),
        ("新增养老床位", "131张"),
    ]


def test_a_row_is_named_by_an_age_and_its_column_by_what_it_tells() -> None:
    rows = figures("年龄段:80至84周岁;调整前标准:每人每月30元;调整后标准:每人每月50元。")
    assert [(one.indicator, one.value, one.comparison) for one in rows] == [
        ("80至84周岁调整前标准每人每月", "30元", "原值"),
        ("80至84周岁调整后标准每人每月", "50元", None),
    ]


def test_a_column_of_units_and_one_of_targets_tell_of_the_whole_row() -> None:
    found = figures("指标:家庭医生签约;单位:万人;2023年目标:2.5;2023年完成:2.8;2024年目标:3。")
    told = [(one.unit, one.number, one.period, one.progress) for one in found]
    assert told[0] == ("人", 25_000, "2023年", "planned")
    assert told[1][:3] == ("人", 28_000, "2023年")
    assert told[2] == ("人", 30_000, "2024年", "planned")


def test_each_of_several_rates_gets_its_own_change() -> None:
    found = figures("供水普及率98.2%,污水处理率95.4%,分别比上年提高0.6个和1.8个百分点。")
    assert [(one.indicator, one.unit) for one in found[2:]] == [
        ("供水普及率比上年提高", "个百分点"),
        ("污水处理率比上年提高", "个百分点"),
    ]


def test_the_days_of_an_event_are_no_period_of_its_row() -> None:
    found = figures("活动名称:元宵灯会;时间:2月3日至2月5日;预算(元):9000。", period="2023年")
    assert [(one.number, one.period) for one in found] == [(9000, "2023年")]
