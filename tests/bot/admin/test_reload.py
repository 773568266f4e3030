"""A reload from rehearsal to switch, in a real building process, and everything that may come between."""

from __future__ import annotations

import asyncio

import pytest

from bot.admin import report
from bot.admin.administration import Built
from bot.admin.errors import AdminError
from bot.staff.approved import ApprovedAnswers
from bot.storage import open_database
from bot.texts import Texts
from retrieval.editions.build import BuildReport
from retrieval.editions.changes import document_changes, figure_changes
from tests.bot.admin.conftest import GOLDEN, Place


async def test_a_rehearsal_shows_what_would_change_and_approving_it_switches(place: Place) -> None:
    place.write("经济.txt", "上半年规模工业产值1.2亿元,增幅23.36%。新引进企业四十家,税收同比增长。")
    place.write("新.txt", "新建口袋公园三座。")
    (place.seeds / "养老.txt").unlink()
    (place.seeds / "坏.docx").write_bytes(b"")
    approved = ApprovedAnswers(open_database(place.settings.data_dir))
    await approved.release((await approved.draft("书法展览得了什么奖?", "二等奖", 1)).id, 1, None)
    before = place.library.current_id()
    rehearsal = await place.office.rehearse()
    assert place.library.current_id() == before == rehearsal.before
    told = report.as_json(rehearsal, switched=False)
    assert {kind: told["documents"][kind] for kind in ("added", "changed", "removed", "unchanged")} == {
        "added": ["新"],
        "changed": ["经济"],
        "removed": ["养老"],
        "unchanged": ["安全", "文化"],
    }
    assert told["documents"]["failed"][0]["file"] == "坏.docx"
    changed = {row["indicator"]: (row["old"], row["new"]) for row in told["figures"]["changed"]}
    assert changed["规模工业产值"] == ("0.96亿元", "1.2亿元")
    assert any("助餐点" in row["indicator"] for row in told["figures"]["removed"])
    assert any("口袋公园" in row["indicator"] for row in told["figures"]["added"])
    worse = {change["q"]: change for change in told["golden"]["changed"] if change["worse"]}
    assert "0.96" in worse["规模工业产值是多少?"]["old"]["answer"]
    assert worse["助餐点建成几处?"]["new"]["status"] != "answered"
    asked = told["golden"]["same"] + len(told["golden"]["changed"])
    assert asked == len(GOLDEN) + 1  # an approved question is asked too
    text = report.as_text(rehearsal, Texts.load("admin"))
    assert all(words in text for words in ("0.96亿元 → 1.2亿元", "坏.docx", "[变差] 助餐点"))
    assert not rehearsal.may_switch_alone

    switched = await place.reopened().office.approve(rehearsal.edition, "telegram:1", "半年更新")
    assert place.library.current_id() == switched.edition == rehearsal.edition
    assert "1.2亿元" in await place.answer("规模工业产值是多少?")
    assert place.library.current().traces({"养老"}) == ()
    row, *_ = await place.office.audit()
    assert (row.person, row.action, row.detail, row.reason) == ("telegram:1", "switch", switched.edition, "半年更新")


async def test_nothing_new_changes_nothing(place: Place) -> None:
    before = place.library.current_id()
    rehearsal = await place.office.rehearse([place.seeds / "养老.txt"])
    assert (rehearsal.unchanged, rehearsal.edition) == (True, before)
    with pytest.raises(AdminError, match="没有等待决定的预演"):
        await place.office.approve(rehearsal.edition, "telegram:1")


async def test_of_two_admins_the_second_learns_that_the_first_was_faster(place: Place) -> None:
    second = place.reopened()
    one, two = place.rehearsed("甲", "新建口袋公园三座。"), place.rehearsed("乙", "新建停车场两处。")
    await place.office.approve(one, "telegram:1")
    with pytest.raises(AdminError, match="没有这个版本"):
        await second.office.approve(two, "telegram:2")
    assert "乙" not in second.library.current().manifest.sources


async def test_whoever_is_overtaken_while_answers_are_compared_is_told_so(place: Place) -> None:
    before = place.library.current()
    edition, other = place.rehearsed("甲", "新建口袋公园三座。"), place.rehearsed("乙", "新建停车场两处。")
    new = place.library.open(edition)
    changes = document_changes(before, new), figure_changes(before, new)
    built = Built(BuildReport(edition, False, None, *changes, (), (), 1.0), before.id, before, ())
    await place.office.approve(other, "telegram:1")
    with pytest.raises(AdminError, match="作废"):
        await place.office.compare(built)


async def test_a_reload_puts_something_whole_in_the_place_of_a_damaged_edition(place: Place) -> None:
    (place.library.current().path / "manifest.json").write_text("{", "utf-8")
    again = place.reopened()
    rehearsal = await again.office.rehearse()
    await again.office.approve(rehearsal.edition, "telegram:1")
    assert "0.96亿元" in await place.answer("规模工业产值是多少?")


async def test_what_was_rehearsed_against_another_edition_is_refused(place: Place) -> None:
    """As where the first admin's process was killed before it deleted the second's edition."""
    one, two = place.rehearsed("甲", "新建口袋公园三座。"), place.rehearsed("乙", "新建停车场两处。")
    place.library.switch(one)
    with pytest.raises(AdminError, match="作废"):
        await place.office.approve(two, "telegram:2")
    assert place.library.current_id() == one
    assert await place.office.audit() == ()


async def test_a_second_rehearsal_at_the_same_time_is_told_so(place: Place) -> None:
    place.write("甲.txt", "新建口袋公园三座。")
    with place.library.building(), pytest.raises(AdminError, match="已经有一次建库"):
        await place.office.rehearse()


async def test_withdrawing_deletes_the_edition(place: Place) -> None:
    edition = place.rehearsed("甲", "新建口袋公园三座。")
    await place.office.withdraw(edition, "telegram:1", "数字不对")
    assert [path.name for path in place.library.editions_dir.iterdir()] == [place.library.current_id()]
    row, *_ = await place.office.audit()
    assert (row.action, row.detail, row.reason) == ("withdraw", edition, "数字不对")
    with pytest.raises(AdminError, match="没有这个版本"):
        await place.office.approve(edition, "telegram:1")


async def test_cancelling_ends_the_build(place: Place) -> None:
    place.write("甲.txt", "新建口袋公园三座。")
    began = asyncio.Event()
    loop = asyncio.get_running_loop()
    running = asyncio.create_task(place.office.rehearse(tell=lambda _: loop.call_soon_threadsafe(began.set)))
    await began.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    with place.library.building():
        pass
