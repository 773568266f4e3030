"""Sums over figures: only where they fit, exact, with the report's hedges."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.checks.mentions import plain
from bot.answering.figures.compute import (
    Computed,
    DoesNotFit,
    add,
    base,
    change,
    difference,
    former,
    left,
    ratio,
    share,
    times,
    to_whole,
    whole,
)
from bot.answering.figures.sums import sums_in
from retrieval.document import Figure
from tests.retrieval.sentences import figures

MALL, SHOP, GROWTH = figures("新世纪商城销售额突破1287万元,常州金店延陵店销售额1078万,同比增长54%。")
OUTPUT, RISE = figures("1-5月,规模工业产值0.96亿元,增幅23.36%。")
TAKEN, FILED, CLOSED = figures("受理信访举报7件,立案5件,结案3件。")
SHOWS, TALKS = figures("开展活动90余场,举办讲座10场。")
LAST, NOW = figures("去年完成投资3.2亿元,今年完成投资4.1亿元。")
RATE, SHARE = figures("办结率99.5%,满意率98%。")
RANK = figures("考核排名全区第二。")[0]
AGE = figures("60岁以上老人20人。")[0]
RANGE = figures("新建口袋公园5—8个。")[0]
FALL = figures("外贸进出口总额73.2亿元,同比下降3.6%。")


SANK = figures("固定资产投资4.1亿元,同比下滑14.7%。")
MORE = figures("财政总收入3.42亿元,比上年同期多收2600万元。")
LESS = figures("“三公”经费花了18.6万元,同比少花7.4万元。")
OLD_NEW = figures("投放点由134个撤并到92个。")
PLACES = figures("设床位96张,现住进41人。")
STEPS = figures("村3个工作日内完成初核;镇5个工作日内完成审核;县7个工作日内完成审批。")
PLAN = figures("全年计划投用电梯不少于35部,已投用29部。")
DONE = figures("累计投资1.6亿元,完成年度计划投资78.2%。")
MONTHLY = figures("80至89周岁每人每月100元。")[-1]
CELLS = figures("项目:食堂建设;预算(万元):28;实际支出(万元):31.6")
FLAT = figures("产值5亿元,占比12%。")


@pytest.mark.parametrize(
    ("compute", "value", "number", "shown"),
    [
        (lambda: add([MALL, SHOP]), "2365万元以上", 23_650_000, "1287万元(报告写“突破”) + 1078万元 = 2365万元以上"),
        (lambda: difference(SHOP, MALL), "209万元以上", 2_090_000, "1287万元(报告写“突破”) - 1078万元 = 209万元以上"),
        (lambda: add([TAKEN, FILED, CLOSED]), "15件", 15, "7件 + 5件 + 3件 = 15件"),
        (lambda: add([SHOWS, TALKS]), "100场以上", 100, "90余场 + 10场 = 100场以上"),
        (lambda: share(FILED, TAKEN), "约71.4%", "71.4", "5件 ÷ 7件 ≈ 71.4%"),
        (lambda: share(CLOSED, FILED), "60%", 60, "3件 ÷ 5件 = 60%"),
        (lambda: ratio(MALL, SHOP), "约1.19倍", "1.19", "1287万元(报告写“突破”) ÷ 1078万元 ≈ 1.19倍"),
        (lambda: base(OUTPUT, RISE), "约0.78亿元", 78_000_000, "0.96亿元 ÷ (1 + 23.36%) ≈ 0.78亿元"),
        (lambda: base(SHOP, GROWTH), "约700万元", 7_000_000, "1078万元 ÷ (1 + 54%) ≈ 700万元"),
        (lambda: base(*FALL), "约75.9亿元", 7_590_000_000, "73.2亿元 ÷ (100% - 3.6%) ≈ 75.9亿元"),
        (lambda: difference(RATE, SHARE), "1.5个百分点", "1.5", "99.5% - 98% = 1.5个百分点"),
        (lambda: difference(NOW, LAST), "0.9亿元", 90_000_000, "4.1亿元 - 3.2亿元 = 0.9亿元"),
        (lambda: former(*SANK), "约4.8亿元", 480_000_000, "4.1亿元 ÷ (100% - 14.7%) ≈ 4.8亿元"),
        (lambda: former(*MORE), "3.16亿元", 316_000_000, "3.42亿元 - 2600万元 = 3.16亿元"),
        (lambda: former(*LESS), "26万元", 260_000, "18.6万元 + 7.4万元 = 26万元"),
        (lambda: change(OLD_NEW[1], OLD_NEW[0]), "42个", 42, "134个 - 92个 = 42个"),
        (lambda: change(NOW, LAST), "0.9亿元", 90_000_000, "4.1亿元 - 3.2亿元 = 0.9亿元"),
        (lambda: change(CELLS[1], CELLS[0]), "3.6万元", 36_000, "31.6万元 - 28万元 = 3.6万元"),
        (lambda: change(*PLAN), "6部以上", 6, "35部(报告写“不少于”) - 29部 = 6部以上"),
        (lambda: left(*PLACES), "55张", 55, "96张 - 41人 = 55张"),
        (lambda: left(FILED, CLOSED), "2件", 2, "5件 - 3件 = 2件"),
        (lambda: add(STEPS), "15个工作日", 15, "3个工作日 + 5个工作日 + 7个工作日 = 15个工作日"),
        (lambda: add([LAST, NOW], over_time=True), "7.3亿元", 730_000_000, "3.2亿元 + 4.1亿元 = 7.3亿元"),
        (lambda: times(MONTHLY, 12), "1200元", 1200, "100元 × 12个月 = 1200元"),
        (lambda: whole(*DONE), "约2.05亿元", 205_000_000, "1.6亿元 ÷ 78.2% ≈ 2.05亿元"),
        (lambda: to_whole(*DONE), "约0.45亿元", 45_000_000, "1.6亿元 ÷ 78.2% - 1.6亿元 ≈ 0.45亿元"),
    ],
)
def test_results(compute: Callable[[], Computed], value: str, number: str, shown: str) -> None:
    found = compute()
    assert (found.value, found.number, found.shown) == (value, Decimal(number), shown)
    assert sums_in(plain(found.shown))  # the check of answers works it out again


@pytest.mark.parametrize(
    ("compute", "reason"),
    [
        (lambda: add([MALL, TAKEN]), "units"),
        (lambda: add([LAST, NOW]), "periods"),
        (lambda: add([MALL, OUTPUT]), "periods"),
        (lambda: add([RATE, SHARE]), "rates"),
        (lambda: add([MALL]), "few"),
        (lambda: add([MALL, MALL]), "same"),
        (lambda: add([RANK, RANK]), "ranks"),
        (lambda: add([AGE, AGE]), "conditions"),
        (lambda: add([RANGE, RANGE]), "range"),
        (lambda: share(RATE, SHARE), "rates"),
        (lambda: share(FILED, LAST), "units"),
        (lambda: base(MALL, SHOP), "growth"),
        (lambda: base(OUTPUT, GROWTH), "periods"),
        (lambda: base(*FLAT), "growth"),
        (lambda: former(OUTPUT, MALL), "periods"),
        (lambda: share(TAKEN, FILED), "part"),
        (lambda: left(TAKEN, MALL), "units"),
        (lambda: change(MALL, TAKEN), "units"),
        (lambda: times(AGE, 12), "conditions"),
        (lambda: to_whole(MALL, RATE), "units"),
    ],
)
def test_what_does_not_fit_says_why(compute: Callable[[], Computed], reason: str) -> None:
    with pytest.raises(DoesNotFit) as refused:
        compute()
    assert refused.value.reason == reason


def figure(number: int, hedge: str | None = None, start: int = 0) -> Figure:
    value = f"{number}件"
    return Figure("办理", value, "件", float(number), "2023年", None, "done", start, start + len(value), (0, 99), hedge)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=6))
def test_sums_are_exact(numbers: list[int]) -> None:
    found = add([figure(number, start=20 * at) for at, number in enumerate(numbers)])
    assert found.number == sum(numbers)
    assert sums_in(plain(found.shown))


@pytest.mark.parametrize(
    ("first", "second", "total", "less"),
    [
        ("超过", None, "30件以上", "10件以上"),
        (None, "超过", "30件以上", "10件以下"),
        ("超过", "突破", "30件以上", "约10件"),
        ("近", None, "30件以下", "10件以下"),
        ("近", "超过", "约30件", "10件以下"),
        ("约", None, "约30件", "约10件"),
    ],
)
def test_hedges_carry_over_in_their_direction(first: str | None, second: str | None, total: str, less: str) -> None:
    a, b = figure(20, first), figure(10, second, start=20)
    assert add([a, b]).value == total
    assert difference(a, b).value == less
