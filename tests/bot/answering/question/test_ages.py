"""Ages: whose, and which condition admits it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.question.ages import admitting_floor, asked_age, with_age


@pytest.mark.parametrize(
    ("question", "age"),
    [
        ("83岁能领多少", 83),
        ("我妈今年83能领多少", 83),
        ("老人满90周岁了怎么申请", 90),
        ("80岁以上补贴多少", None),
        ("补贴80元吗", None),
        ("父亲今年2023年退休", None),
        ("养老院在哪里", None),
    ],
)
def test_the_age_of_a_person(question: str, age: int | None) -> None:
    assert asked_age(question) == age


@given(st.integers(1, 120))
def test_exactly_the_conditions_that_hold_admit_an_age(age: int) -> None:
    assert (admitting_floor("年满70周岁不满80周岁的每月50元", age) is not None) == (70 <= age < 80)
    assert (admitting_floor("80周岁以上每月100元", age) is not None) == (age >= 80)
    assert (admitting_floor("70至79周岁每月50元", age) is not None) == (70 <= age <= 79)
    assert (admitting_floor("不满18周岁的半价", age) is not None) == (age < 18)
    assert (admitting_floor("6周岁以下免费", age) is not None) == (age <= 6)
    assert admitting_floor("每月50元", age) is None


def test_of_several_conditions_the_narrowest_counts() -> None:
    assert admitting_floor("60周岁以上免费乘车,80周岁以上另有补贴", 85) == 80
    assert admitting_floor("60周岁以上免费乘车,80周岁以上另有补贴", 65) == 60


def test_what_is_included_may_be_said_in_brackets() -> None:
    assert admitting_floor("90周岁(含)以上每月200元", 92) == 90
    assert admitting_floor("80(含)至89周岁每月100元", 83) == 80


def test_a_hundred_may_be_said_in_a_word() -> None:
    assert admitting_floor("走访百岁老人12名", 100) == 100
    assert admitting_floor("走访百岁老人12名", 99) is None


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("我妈今年83了", "我妈今年83岁了"),
        ("90到94岁多少", "90岁多少"),
        ("80周岁及以上多少", "80岁多少"),
        ("80岁", "80岁"),
    ],
)
def test_an_age_is_said_as_one(question: str, asked: str) -> None:
    assert with_age(question) == asked
