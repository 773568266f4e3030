"""Folders, the edition, the database, the port: what is there and what is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.doctor.places import check_database, check_desk, check_fonts
from bot.doctor.store import check_data, check_documents, check_edition
from bot.storage import FILE, open_database
from tests.bot.doctor.checks import found, keys
from tests.retrieval.making import found_office


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_office(tmp_path_factory.mktemp("doctor"))


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "place")
    return tmp_path / "place"


async def test_an_edition_that_answers_goes_stale_and_breaks(place: Path) -> None:
    assert await keys(check_edition, place) == [("ok", "answers")]
    (place / "seeds" / "新.txt").write_text("建成口袋公园三座。", "utf-8")
    assert await keys(check_edition, place) == [("ok", "answers"), ("note", "stale")]
    next((place / "data" / "editions").glob("*/ledger.jsonl")).write_text("", "utf-8")
    assert await keys(check_edition, place) == [("fault", "damaged")]


async def test_nothing_is_built_by_looking(place: Path) -> None:
    shutil.rmtree(place / "data")
    assert await keys(check_edition, place) == [("note", "none")]
    assert await keys(check_database, place) == [("ok", "empty")]
    assert await keys(check_data, place) in ([("ok", "free")], [("note", "sparse")])
    assert not (place / "data").exists()


async def test_documents_that_can_and_can_not_be_read(place: Path) -> None:
    (place / "seeds" / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    told = await found(check_documents, place)
    assert told[0].grade == "note"
    assert "坏.pdf" in told[0].text
    assert told[-1].grade == "ok"
    shutil.rmtree(place / "seeds")
    assert (await found(check_documents, place))[-1].grade == "fault"
    (place / "seeds").mkdir()
    assert await keys(check_documents, place) == [("fault", "none")]


async def test_a_data_directory_that_is_a_file(place: Path) -> None:
    shutil.rmtree(place / "data")
    (place / "data").write_text("no folder", "utf-8")
    assert await keys(check_data, place) == [("fault", "unwritable")]


async def test_databases(place: Path) -> None:
    open_database(place / "data").close()
    assert await keys(check_database, place) == [("ok", "newest")]
    for revision, said in (("0001", ("note", "old")), ("9999", ("fault", "unknown"))):
        database = open_database(place / "data")
        database.do(lambda c, r=revision: c.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{r}'"))
        database.close()
        assert await keys(check_database, place) == [said]
        (place / "data" / FILE).unlink()
    (place / "data" / FILE).write_bytes(b"this is no database, it is a text file of some length " * 50)
    assert await keys(check_database, place) == [("fault", "down")]


async def test_no_password_of_a_database_that_is_down(place: Path) -> None:
    address = "postgresql://me:secret-3@127.0.0.1:9/x"
    (one,) = await found(check_database, place, DATABASE_URL=address)
    assert (one.grade, "DATABASE_URL" in one.text, "secret-3" in one.text) == ("fault", True, False)


async def test_who_gets_in_at_the_desk(place: Path) -> None:
    assert await keys(check_desk, place) == [("ok", "nobody")]
    given = {"DATABASE_URL": "postgresql://a@b/c", "TELEGRAM_TOKEN": "1:x", "ADMIN_IDS": "3"}
    assert await keys(check_desk, place, **given) == [("note", "apart"), ("ok", "open")]


async def test_fonts(place: Path) -> None:
    assert await keys(check_fonts, place) == [("ok", "drawn")]
