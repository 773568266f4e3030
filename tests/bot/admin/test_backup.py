"""A backup holds everything that matters; a restore puts it back or changes nothing."""

from __future__ import annotations

import gzip
import io
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import tables
from bot.admin.audit import Audit
from bot.admin.backup import Place as Backed
from bot.admin.backup import back_up, restore
from bot.admin.errors import AdminError
from bot.admin.tables_copy import copy_rows, snapshot
from bot.storage import Database, open_database
from tests.bot.admin.conftest import Place, library_of, open_place, settings_of


def backed(place: Place) -> Backed:
    return Backed(place.library, open_database(place.settings.data_dir), place.seeds)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Place:
    return open_place(settings_of(tmp_path / "elsewhere"))


async def test_another_machine_gets_everything(place: Place, elsewhere: Place, tmp_path: Path) -> None:
    first = place.library.current_id()
    second = place.rehearsed("甲", "新建口袋公园三座。")
    await place.office.approve(second, "telegram:1", "半年更新")
    made = back_up(backed(place), tmp_path / "backup.tar.gz")
    assert (made.editions, made.seeds) == (2, 5)
    assert restore(backed(elsewhere), tmp_path / "backup.tar.gz").id == second
    assert "三座" in await elsewhere.answer("新建口袋公园几座?")
    assert [row.reason for row in await elsewhere.office.audit()] == ["半年更新"]
    assert {path.name for path in elsewhere.seeds.iterdir()} == {path.name for path in place.seeds.iterdir()}
    assert library_of(elsewhere.settings).seeds() == place.library.seeds()
    assert (await elsewhere.office.rollback(None, "telegram:1")).edition == first
    elsewhere.library.current().verify()


def test_what_came_after_the_backup_is_gone_and_what_was_damaged_is_whole(place: Place, tmp_path: Path) -> None:
    current, there = place.library.current(), backed(place)
    Audit(lambda: there.database).add("telegram:1", "switch", current.id)
    back_up(there, tmp_path / "backup.tar.gz")
    Audit(lambda: there.database).add("telegram:1", "purge", current.id)
    place.write("新.txt", "后来的文件")
    (place.seeds / "养老.txt").unlink()
    (current.path / "ledger.jsonl").write_text("", "utf-8")
    restored = restore(there, tmp_path / "backup.tar.gz")
    restored.verify()
    assert [row.action for row in Audit(lambda: there.database).latest()] == ["switch"]
    assert sorted(path.name for path in place.seeds.glob("*.txt")) == ["养老.txt", "安全.txt", "文化.txt", "经济.txt"]


def _members(source: Path) -> dict[str, bytes]:
    with tarfile.open(source) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


def _archive(target: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(target, "w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return target


@pytest.mark.parametrize("damage", ["cut", "changed", "missing", "outside", "no archive", "nothing"])
def test_a_damaged_backup_changes_nothing(place: Place, elsewhere: Place, tmp_path: Path, damage: str) -> None:
    source = tmp_path / "backup.tar.gz"
    back_up(backed(place), source)
    members, bad = _members(source), tmp_path / "bad.tar.gz"
    if damage == "cut":
        bad.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    elif damage == "changed":
        _archive(bad, members | {"current": members["current"].replace(b"2", b"3")})
    elif damage == "missing":
        _archive(bad, {name: content for name, content in members.items() if not name.endswith("ledger.jsonl")})
    elif damage == "outside":
        _archive(bad, {"../outside": b"x"} | members)
    elif damage == "nothing":
        _archive(bad, {})
    else:
        bad.write_bytes(gzip.compress(b"no archive"))
    with pytest.raises(AdminError, match="什么都没有改"):
        restore(backed(elsewhere), bad)
    assert elsewhere.library.current_id() is None
    assert not elsewhere.seeds.exists()
    assert not (tmp_path / "outside").exists()


def test_a_failed_backup_leaves_the_earlier_one(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "backup.tar.gz"
    target.write_bytes(b"the earlier one")
    with pytest.raises(AdminError, match="没有这个文件夹"):
        back_up(backed(place), tmp_path / "none" / "backup.tar.gz")
    monkeypatch.setattr("bot.admin.archive.os.fsync", _full)
    with pytest.raises(OSError, match="full"):
        back_up(backed(place), target)
    assert target.read_bytes() == b"the earlier one"
    assert [path.name for path in tmp_path.glob(".*")] == []


def _full(_: int) -> None:
    raise OSError("full")


def test_rows_go_from_one_kind_of_database_to_the_other_and_back(database: Database, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    other = open_database(tmp_path / "a")
    moment = datetime(2022, 6, 30, 12, tzinfo=UTC)
    Audit(lambda: database, lambda: moment).add("telegram:1", "switch", "一", "二")
    snapshot(database, tmp_path / "snapshot")
    with closing(sqlite3.connect(tmp_path / "snapshot")) as copied:
        assert copied.execute("SELECT who, action FROM audit").fetchall() == [("telegram:1", "switch")]
    copy_rows(database, other)
    Audit(lambda: database).add("telegram:1", "purge", "后来")
    copy_rows(other, database)
    audit = Audit(lambda: database)
    assert [(row.at, row.action) for row in audit.latest()] == [(moment, "switch")]
    audit.add("telegram:2", "rollback", "编号接着数")
    count = select(func.count()).select_from(tables.audit)
    assert database.do(lambda connection: connection.execute(count).scalar()) == 2
    other.close()
