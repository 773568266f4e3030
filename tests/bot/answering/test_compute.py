"""Sums over figures: only where they fit, exact, with the report's hedges."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.compute import Computed, DoesNotFit, add, base, difference, ratio, share
from bot.answering.mentions import plain
from bot.answering.sums import sums_in
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
