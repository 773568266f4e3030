"""Which time a question asks about, and what fits it."""

import pytest

from bot.answering.question.asked_period import Period, fits, read_period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年上半年引进多少企业", Period(2022, 1, 6)),
        ("前五个月产值", Period(None, 1, 5)),
        ("1-5月产值", Period(None, 1, 5, exact=True)),
        ("去年的税收", Period(2022)),
        ("前三季度投资", Period(None, 1, 9)),
        ("第二季度投资", Period(None, 4, 6)),
        ("6月提拔了谁", Period(None, 6, 6)),
        ("2021年全年产值", Period(2021, 1, 12)),
        ("22年的产值", Period(2022)),
        ("产值比去年同期增长多少", None),
        ("全年任务完成多少", None),
        ("产值是多少", None),
    ],
)
def test_reading(text: str, period: Period | None) -> None:
    assert read_period(text, this_year=2023) == period


@pytest.mark.parametrize(
    ("asked", "told", "fitting"),
    [
        ("2022年", "2022年1-5月", True),
        ("2021年", "2022年1-5月", False),
        ("2022年上半年", "2022年1-5月", True),
        ("2022年下半年", "2022年1-5月", False),
        ("2022年1-6月", "2022年1-5月", False),
        ("2022年1-5月", "2022年1-5月", True),
        ("2022年全年", "2022年上半年", False),
        ("2022年全年", "2022年", True),
        ("上半年", None, True),
    ],
)
def test_fitting(asked: str, told: str | None, fitting: bool) -> None:
    assert fits(read_period(asked), told) is fitting


def test_whoever_names_no_time_is_given_any() -> None:
    assert fits(None, "2022年1-5月")
