from __future__ import annotations

import pytest

from retrieval.document import Source
from retrieval.periods import as_of, period_end, this_year


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2022年上半年", "2022-06-30"),
        ("2022年下半年", "2022-12-31"),
        ("2022年", "2022-12-31"),
        ("2021年度", "2021-12-31"),
        ("2023年第一季度", "2023-03-31"),
        ("2023年前三季度", "2023-09-30"),
        ("2024年1-2月", "2024-02-29"),
        ("2022年1月至5月", "2022-05-31"),
        ("2022年11月", "2022-11-30"),
        ("2022-05", "2022-05-31"),
        ("2021—2025年", "2025-12-31"),
        ("“十四五”期间", None),
        ("", None),
    ],
)
def test_when_a_period_ends(period: str, end: str | None) -> None:
    found = period_end(period)
    assert (found and found.isoformat()) == end


def _source(period: str | None, published: str | None) -> Source:
    return Source("a", "a", None, period, published, "public", "a.txt", "")


def test_documents_tell_until_their_period_ends_or_they_were_published() -> None:
    assert as_of([_source("2022年上半年", "2022-07-20")]) == "2022-06-30"
    assert as_of([_source("2022年", "2022-07-20")]) == "2022-07-20"  # a year's plan, or a report before its end
    assert as_of([_source(None, "2022-07-20"), _source("2021年", None), _source(None, None)]) == "2022-07-20"
    assert as_of([_source(None, None)]) is None


@pytest.mark.parametrize(
    ("title", "period", "published", "year"),
    [
        ("云陵市2024年政府工作报告", "2023年", "2024-01-09", 2024),
        ("白鹭洲街道2023年工作报告", "2023年", "2024-01-19", 2023),
        ("澜溪区2023年工作总结和2024年工作安排", "2023年", "2024-01-15", 2023),
        ("枫林里社区工作计划", "2024年", "2024-01-12", 2024),
        ("办事指南", None, None, None),
    ],
)
def test_the_year_that_readers_call_this_one(
    title: str, period: str | None, published: str | None, year: int | None
) -> None:
    assert this_year([Source("a", title, None, period, published, "public", "a.txt", "")]) == year
