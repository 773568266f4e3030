"""Rollback, how many editions are kept, and the purge."""

from __future__ import annotations

import pytest

from bot.admin.administration import Administration
from bot.admin.errors import AdminError
from bot.app import open_administration
from retrieval.embedding.cache import EmbeddingCache
from tests.bot.admin.conftest import Place, settings_of
from tests.retrieval.making import TEXTS


async def _added(place: Place, *names: str) -> list[str]:
    """Editions with one document more each, switched to one after the other."""
    made = []
    for name in names:
        made.append(place.rehearsed(name, f"{name}街新建口袋公园三座。"))
        await place.office.approve(made[-1], "telegram:1")
    return made


def _keeping(place: Place, keep: int) -> Administration:
    settings = settings_of(place.seeds.parent, KEEP_EDITIONS=str(keep))
    return open_administration(settings, place.library)


async def test_rollback_goes_to_the_edition_before_and_can_name_any(place: Place) -> None:
    first = place.library.current_id()
    second, third = await _added(place, "甲", "乙")
    assert (await place.office.rollback(None, "telegram:1")).edition == second
    assert (await place.reopened().office.rollback(None, "telegram:1", "数字不对")).edition == first
    assert place.library.current_id() == first
    with pytest.raises(AdminError, match="没有更早的版本"):
        await place.office.rollback(None, "telegram:1")
    await place.office.rollback(third, "telegram:1")
    assert "口袋公园三座" in await place.answer("乙街新建口袋公园几座?")
    newest = (await place.office.audit())[1]
    assert (newest.action, newest.detail, newest.reason) == ("rollback", first, "数字不对")


async def test_only_kept_editions_can_be_gone_back_to(place: Place) -> None:
    waiting = place.rehearsed("甲", "新建口袋公园三座。")
    for wanted in ("20200101-000000-abcdef", waiting, "..", ""):
        with pytest.raises(AdminError, match="没有保留这个版本"):
            await place.office.rollback(wanted, "telegram:1")
    with pytest.raises(AdminError, match="就是这个版本"):
        await place.office.rollback(place.library.current_id(), "telegram:1")


async def test_a_damaged_edition_is_not_gone_back_to(place: Place) -> None:
    first = place.library.current()
    await _added(place, "甲")
    (first.path / "ledger.jsonl").write_text("", "utf-8")
    with pytest.raises(AdminError, match="损坏"):
        await place.office.rollback(None, "telegram:1")
    assert place.library.current_id() != first.id


async def test_only_so_many_are_kept_and_the_status_weighs_them(place: Place) -> None:
    office = _keeping(place, 2)
    second = place.rehearsed("甲", "新建口袋公园三座。")
    first = (await office.approve(second, "telegram:1")).before
    third = place.rehearsed("乙", "新建停车场两处。")
    assert (await office.approve(third, "telegram:1")).deleted == (first,)
    status = office.status()
    assert (status.keep, [(kept.id, kept.current) for kept in status.kept]) == (2, [(third, True), (second, False)])
    assert all(kept.size_bytes > 10_000 for kept in status.kept)


async def test_the_current_edition_is_kept_however_old(place: Place) -> None:
    first = place.library.current_id()
    await _added(place, "甲", "乙")
    await _keeping(place, 1).rollback(first, "telegram:1")
    assert [kept.id for kept in place.office.status().kept] == [first]
    assert "0.96亿元" in await place.answer("规模工业产值是多少?")


@pytest.mark.torture
async def test_a_purge_keeps_the_rest_of_kept_editions(place: Place) -> None:
    """An edition with an older version of one document and with the removed one."""
    (second,) = await _added(place, "甲")
    built_at = place.library.current().manifest.built_at
    place.write("经济.txt", "上半年规模工业产值1.2亿元。")
    rehearsal = await place.office.rehearse([place.seeds / "经济.txt"], ["甲"])
    await place.office.approve(rehearsal.edition, "telegram:1")
    purged = await place.office.purge("telegram:1")
    assert purged.editions == 1
    kept = place.library.list()[1]
    assert (kept.manifest.built_at, kept.id == second) == (built_at, False)
    assert set(kept.manifest.sources) == set(TEXTS)
    assert "口袋公园".encode() not in b"".join(p.read_bytes() for p in place.library.data_dir.rglob("*") if p.is_file())
    await place.office.rollback(None, "telegram:1")
    assert "0.96亿元" in await place.reopened().answer("规模工业产值是多少?")


async def test_a_purge_leaves_nothing_of_what_no_longer_serves(place: Place) -> None:
    first = place.library.current()
    (second,) = await _added(place, "甲")
    await place.office.rollback(first.id, "telegram:1")
    with EmbeddingCache(place.library.cache_path) as cache:
        known = len(cache)
    purged = await place.office.purge("telegram:1", "含个人信息")
    assert (purged.editions, purged.vectors) == (1, 1)
    assert not (place.library.editions_dir / second).exists()
    with EmbeddingCache(place.library.cache_path) as cache:
        assert len(cache) == known - 1
    assert (await place.office.audit())[0].action == "purge"
    assert "0.96亿元" in await place.answer("规模工业产值是多少?")
