"""Numbers as reports write them become exact decimals."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.figures.numbers import chinese_number, normalise_numbers, numbers_in, plain, read_amount

READ = [
    # text, value as written, unit, number, hedge
    ("产值0.96亿元", "0.96亿元", "元", "96000000", None),
    ("采集400多家单位", "400多家", "家", "400", "多"),
    ("服务群众4000余人次", "4000余人次", "人次", "4000", "余"),
    ("惠及1,200户", "1,200户", "户", "1200", None),
    ("预算1,078.5万元", "1,078.5万元", "元", "10785000", None),
    ("重点楼宇12座", "12座", "座", "12", None),
    ("居民3 200 户", "200 户", "户", "200", None),
    ("居民三千二百户", "三千二百户", "户", "3200", None),
    ("两轮疫情", "两轮", "轮", "2", None),
    ("百分之五十四", "百分之五十四", "%", "54", None),
    ("增长54%", "54%", "%", "54", None),
    ("千分之三", "千分之三", "‰", "3", None),
    ("提高3.5个百分点", "3.5个百分点", "个百分点", "3.5", None),
    ("就业1.2万人", "1.2万人", "人", "12000", None),
    ("引进十余家", "十余家", "家", "10", "余"),
    ("销售额突破1287万元", "1287万元", "元", "12870000", "突破"),
    ("不少于30家", "30家", "家", "30", "不少于"),
    ("销售额1078万,", "1078万", "", "10780000", None),
    ("引进100万以上项目", "100万", "", "1000000", "以上"),
    ("约3.5万余平方米", "3.5万余平方米", "平方米", "35000", "约余"),
    ("达2亿3000万元", "2亿3000万元", "元", "230000000", None),
    ("共1万2千人", "1万2千人", "人", "12000", None),
    ("三分之二以上", "三分之二", "%", "66.67", "以上"),
    ("一半居民", "一半", "%", "50", None),
    ("完成过半,", "过半", "%", "50", "过"),
    ("超过七成", "七成", "%", "70", "超过"),
    ("近百名志愿者", "百名", "名", "100", "近"),
    ("达1.2万元/人·年", "1.2万元/人·年", "元/人/年", "12000", None),
    ("用电12.5亿千瓦时", "12.5亿千瓦时", "千瓦时", "1250000000", None),
    ("绿道3千米", "3千米", "千米", "3", None),
    ("总量1万亿元", "1万亿元", "元", "1000000000000", None),
    ("慰问金两万三千元", "两万三千元", "元", "23000", None),
    ("三点五万平方米", "三点五万平方米", "平方米", "35000", None),
    ("增设服务站一处。", "一处", "处", "1", None),
    ("家庭医生签约1.93万人", "1.93万人", "人", "19300", None),
    ("省级以上19篇", "19篇", "篇", "19", None),
]


@pytest.mark.parametrize(("text", "value", "unit", "number", "hedge"), READ)
def test_reads_numbers_as_written(text: str, value: str, unit: str, number: str, hedge: str | None) -> None:
    found = numbers_in(text)[-1]
    assert (found.value, found.unit, found.number, found.hedge) == (value, unit, Decimal(number), hedge)
    assert text[found.start : found.end] == value


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("选派3—5名干部", 3, 5, "名"),
        ("80—89周岁", 80, 89, "周岁"),
        ("控制在3%—5%", 3, 5, "%"),
        ("补助1.2-1.5万元", 12000, 15000, "元"),
        ("设10至15家", 10, 15, "家"),
        ("1-5月", 1, 5, "月"),
    ],
)
def test_reads_ranges(text: str, low: int, high: int, unit: str) -> None:
    (found,) = numbers_in(text)
    assert (found.number, found.upper, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    ["数十家企业", "几十人", "十分重要", "一个平台", "一户一档", "统一部署", "万元以上", "千家万户", "进一步", "十佳"],
)
def test_words_that_hold_no_number(text: str) -> None:
    assert not numbers_in(text)


def test_from_to_is_two_numbers_and_no_range() -> None:
    assert [number.number for number in numbers_in("由12家增加到15家")] == [12, 15]


@pytest.mark.parametrize(
    "spellings",
    [
        ("0.96亿元", "9600万元", "9,600万元", "96000000元", "0.96亿元"),
        ("54%", "百分之五十四", "54%", "百分之54"),
        ("三千二百户", "3200户", "3,200户", "3200户", "3.2千户"),
        ("90余场", "九十余场"),
        ("第二", "第2"),
        ("三期", "3期"),
        ("二〇二二年", "2022年"),
    ],
)
def test_spellings_of_one_number_become_equal(spellings: tuple[str, ...]) -> None:
    assert len({normalise_numbers(text) for text in spellings}) == 1


@given(st.integers(1, 10**12 - 1))
def test_chinese_numerals_agree_with_cn2an(number: int) -> None:
    assert chinese_number(cn2an.an2cn(number)) == number


@given(st.integers(1, 99_999_999).map(lambda cents: Decimal(cents) / 100), st.sampled_from(["", "万", "亿"]))
def test_scaled_decimals_are_exact(number: Decimal, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert read_amount(f"{plain(number)}{scale}") == number * factor


@given(st.integers(0, 10**7), st.sampled_from(["元", "家", "户", "%", "人次"]))
def test_normalising_twice_changes_nothing_more(number: int, unit: str) -> None:
    once = normalise_numbers(f"共{number:,}{unit},约{number}万{unit}")
    assert normalise_numbers(once) == once


@given(st.text(alphabet="0123456789.,万亿千百十余多两三五〇第点分之%元家至到-—年月号一半过约超 ,。", max_size=40))
def test_any_text_is_read_without_overlaps(text: str) -> None:
    position = 0
    for number in numbers_in(text):
        assert position <= number.start < number.end
        assert text[number.start : number.end] == number.value
        assert number.upper is None or number.number < number.upper
        position = number.end
    normalise_numbers(text)


def test_full_width_numbers_keep_their_writing() -> None:
    wide = "\uff10\uff0e\uff19\uff16亿元，\uff11\uff0c\uff12\uff10\uff10户，\uff15\uff14\uff05"
    assert [number.value for number in numbers_in(wide)] == [
        "\uff10\uff0e\uff19\uff16亿元", "\uff11\uff0c\uff12\uff10\uff10户", "\uff15\uff14\uff05"
    ]  # fmt: skip
    assert [str(number.number.normalize()) for number in numbers_in(wide)] == ["9.6E+7", "1.2E+3", "54"]
    assert normalise_numbers(wide) == "96000000元，1200户，54%"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("财务费用-178.54万元,同比-2.1%", ["-178.54万元", "-2.1%"]),
        ("-19.3%", ["-19.3%"]),
        ("1287万元-1078万元", ["1287万元", "1078万元"]),
        ("歼-10、G-312", ["10", "312"]),
        ("售出零部件5件", ["5件"]),
        ("约6379亿人民币", ["6379亿人民币"]),
        ("上调25个基点", ["25个基点"]),
    ],
)
def test_signs_and_words_that_begin_like_a_unit(text: str, numbers: list[str]) -> None:
    assert [number.value for number in numbers_in(text)] == numbers
