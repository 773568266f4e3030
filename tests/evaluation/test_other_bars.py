"""The assistant on invented reports of other offices. A bar stands a few points below what was reached when it was set."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluation.whole import HERE, failures, whole

BARS = {  # share of rows that pass
    "district": 0.96,
    "community": 0.90,
    "notice": 0.90,
    "office2": 0.90,
    "street3": 0.96,
    "two_years": 0.86,
    "civil_affairs": 0.89,
    "street_half_year": 0.88,
    "service_guide": 0.92,
    "new_town": 0.90,
    "hill_street": 0.90,
    "county_street": 0.90,
    "metro_street": 0.90,
    "old_town": 0.90,
    "north_street": 0.85,
    "border_street": 0.93,
    "civil_bureau": 0.93,
    "elder_guide": 0.90,
    "iron_street": 0.85,
    "tower_street": 0.85,
    "river_town": 0.85,
    "elder_policy": 0.75,
    "port_street": 0.85,
    "county_city": 0.85,
    "hill_community": 0.80,
}
EVERY_TIME = ("district", "community", "notice")  # the others take a minute more
NAMES = [name if name in EVERY_TIME else pytest.param(name, marks=pytest.mark.torture) for name in BARS]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_reached_is_kept(name: str, tmp_path: Path) -> None:
    with whole(HERE / name, tmp_path) as assistant:
        every = 4 if name in EVERY_TIME else 1  # a quarter of them, for time; the long runs ask all
        report = assistant.report(HERE / name / "questions.jsonl", every=every)
    assert report.totals()["share"] >= BARS[name], failures(report)
    assert report.totals()["absent_answered"]["count"] == 0, failures(report.of_kind("absent"))
