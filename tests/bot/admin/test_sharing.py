"""Two machines with a data directory each and one PostgreSQL: they build, switch, go back and purge together."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from bot.admin import backup
from bot.admin.backup import back_up, restore
from bot.admin.errors import AdminError
from bot.admin.following import follow
from bot.admin.sharing import SharedInDatabase
from bot.app import ready_library
from bot.building import build_from_seeds
from bot.locks import Lock, Name
from bot.storage import Database, open_database
from retrieval.editions.library import BuildRunningError
from retrieval.embedding.cache import EmbeddingCache
from tests.bot.admin.conftest import Place, library_of, open_place, settings_of
from tests.bot.conftest import empty

NEW = "新建口袋公园三座。"


@pytest.fixture
def address(postgres_address: str | None) -> str:
    if postgres_address is None:
        pytest.skip("no PostgreSQL server can be started here")
    empty(postgres_address)
    return postgres_address


@pytest.fixture
def one(root: Path, address: str) -> Place:
    """The machine that was there first: it brings the edition that it has."""
    place = open_place(settings_of(root, DATABASE_URL=address))
    place.library.follow()
    return place


@pytest.fixture
def two(one: Place, tmp_path: Path, address: str) -> Place:
    """A machine with nothing but the same documents' folder."""
    shutil.copytree(one.seeds, tmp_path / "two" / "seeds")
    place = open_place(settings_of(tmp_path / "two", DATABASE_URL=address))
    place.library.follow()
    return place


@pytest.fixture
def database(address: str, tmp_path: Path) -> Database:
    return open_database(tmp_path, address)


async def test_a_new_machine_answers_from_the_others_edition_without_a_build(one: Place, two: Place) -> None:
    assert ready_library(two.settings).current_id() == one.library.current_id()
    two.library.current().verify()
    assert await two.answer("规模工业产值是多少?") == await one.answer("规模工业产值是多少?")
    assert not two.library.cache_path.exists()


async def test_what_one_rehearses_another_switches_to_and_all_follow(one: Place, two: Place) -> None:
    first = one.library.current_id()
    edition = one.rehearsed("新", NEW)
    assert first in {kept.id for kept in two.library.list()}
    assert (await two.office.approve(edition, "telegram:1")).edition == edition
    assert one.library.current_id() == first  # until it looks
    follow(one.library)
    assert one.library.current_id() == edition
    with pytest.raises(AdminError, match="作废"):
        await one.office.approve(edition, "telegram:1")
    assert (await one.office.rollback(None, "telegram:1")).edition == first
    follow(two.library)
    assert two.library.current_id() == first
    assert [row.action for row in await two.office.audit()] == ["rollback", "switch"]


async def test_a_switch_knows_what_another_machine_did_a_moment_ago(one: Place, two: Place) -> None:
    mine, other = one.rehearsed("新", NEW), two.rehearsed("别的", NEW)
    await two.office.approve(other, "telegram:1")
    with pytest.raises(AdminError):
        await one.office.approve(mine, "telegram:1")
    assert one.library.current_id() == other


def test_one_machine_builds_at_a_time(one: Place, two: Place) -> None:
    with one.library.building(), pytest.raises(BuildRunningError), two.library.building():
        pass
    with two.library.building():
        pass


@pytest.mark.torture
async def test_what_one_purges_is_gone_from_the_others(one: Place, two: Place) -> None:
    first = one.library.current_id()
    for place in (one, two):
        with EmbeddingCache(place.library.cache_path) as cache:
            place.library.embedder("use-v3")
            cache.fill(["要清除的"], place.library.embedder("use-v3"), "use-v3")
    edition = one.rehearsed("新", NEW, without="经济")
    await one.office.approve(edition, "telegram:1", purge=True)
    follow(two.library)
    follow(two.library)
    assert two.library.current_id() == edition
    assert first not in {path.name for path in two.library.editions_dir.iterdir()}
    for place in (one, two):
        with EmbeddingCache(place.library.cache_path) as cache:
            assert cache.missing(["要清除的"], "use-v3") == ["要清除的"]
    assert two.library.owed_purge() is None


def test_what_is_built_here_and_not_given_yet_stays(one: Place, two: Place) -> None:
    path = one.library.editions_dir / "20261124-000000-abcdef"
    shutil.copytree(one.library.current().path, path, ignore=shutil.ignore_patterns(".shared"))
    follow(one.library)
    assert path.exists()


def test_of_two_that_begin_with_nothing_one_builds_and_the_other_takes_what_it_built(
    built: Path, address: str, tmp_path: Path, database: Database
) -> None:
    places = [settings_of(tmp_path / name, DATABASE_URL=address, SEEDS_DIR=str(built / "seeds")) for name in "ab"]
    builder, other = map(library_of, places)
    switch = Lock(database.engine, Name.SWITCH)
    switch.wait()
    building = threading.Thread(target=build_from_seeds, args=(builder, built / "seeds"))
    building.start()
    _until(database, "EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)")
    with pytest.raises(BuildRunningError), other.reserving():  # it is built, and not current yet
        pass
    switch.drop()
    build_from_seeds(other, built / "seeds")
    building.join()
    assert other.current_id() == builder.current_id() is not None
    assert not other.cache_path.exists()


def _until(database: Database, said: str) -> None:
    deadline = time.monotonic() + 60
    while not database.do(lambda c: c.exec_driver_sql(f"SELECT {said}").scalar()):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _cut_off(database: Database) -> None:
    """Ends the connections that hold a lock, and waits until none is held."""
    held = "FROM pg_locks WHERE locktype = 'advisory'"
    database.do(lambda c: c.exec_driver_sql(f"SELECT pg_terminate_backend(pid) {held}"))
    _until(database, f"NOT EXISTS (SELECT 1 {held})")


def test_one_leads_until_its_connection_is_lost(database: Database) -> None:
    first, second = SharedInDatabase(lambda: database), SharedInDatabase(lambda: database)
    assert [first.lead(), second.lead(), first.lead(), second.lead()] == [True, False, True, False]
    _cut_off(database)
    assert [second.lead(), first.lead()] == [True, False]


def test_a_lock_is_taken_again_after_its_connection_was_lost(database: Database) -> None:
    lock, other = Lock(database.engine, Name.BUILD), Lock(database.engine, Name.BUILD)
    assert (lock.take(), other.take()) == (True, False)
    _cut_off(database)
    assert (lock.take(), other.take()) == (True, False)
    lock.drop()
    assert other.take()
    other.drop()


def test_a_backup_of_one_machine_is_restored_on_another_and_reaches_both(
    one: Place, two: Place, database: Database, tmp_path: Path
) -> None:
    first = one.library.current_id()
    back_up(backup.Place(one.library, database, one.seeds), tmp_path / "backup.tar.gz")
    edition = one.rehearsed("新", NEW)
    one.library.switch(edition)
    restore(backup.Place(two.library, database, two.seeds), tmp_path / "backup.tar.gz")
    follow(one.library)
    assert one.library.current_id() == two.library.current_id() == first
    one.library.current().verify()
