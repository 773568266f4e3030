"""A question about one office leaves its neighbours' documents out, and nobody else's."""

from __future__ import annotations

import pytest

from bot.answering.question.offices import by_office, of_neighbours, offices_of
from bot.answering.question.terms import terms_of
from retrieval.document import Source
from tests.bot.answering.asking import WORDS


def source(id_: str, issuer: str | None, title: str = "工作总结") -> Source:
    return Source(id_, title, issuer, None, None, "public", f"{id_}.txt", "")


SOURCES = (
    source("stone", "青石街道办事处"),
    source("white", "白河街道办事处"),
    source("district", "云山市东湖区民政局"),
    source("paper", "新风网", "关于2024年西岭区社区食堂的说明"),
    source("court", None, "老旧小区改造办法"),
)


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ("青石街道税收多少", {"white"}),
        ("白河的税收多少", {"stone"}),
        ("青石街道和白河街道的税收各是多少", set()),
        ("东湖区发了多少津贴", {"paper"}),
        ("西岭区有几家食堂", {"district"}),
        ("老旧小区改造了几个", set()),
        ("税收多少", set()),
    ],
)
def test_only_an_office_of_the_same_sort_is_left_out(question: str, left_out: set[str]) -> None:
    assert of_neighbours(question, offices_of(SOURCES)) == left_out


def test_a_community_that_bears_the_office_s_name_is_another() -> None:
    office = Source("d", "青石街道工作总结", "青石街道", None, None, "public", "d.txt", "")
    street, community = (terms_of(text, lambda _: 1, 10, WORDS) for text in ("青石引进企业", "青石社区活动"))
    assert by_office(street, office)[0] == 1.0
    assert by_office(community, office)[0] == 0.0
