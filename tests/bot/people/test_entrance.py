"""Who gets in at the desk, how often, how long, and who does not."""

from __future__ import annotations

import asyncio
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from bot.people.entrance import Entrance
from bot.people.roles import Roles
from bot.people.sessions import LASTS, Sessions
from bot.people.sign_in_links import HOLDS, SignInLinks
from bot.people.signing_key import FILE, signing_key
from bot.setting_values import DeskToken, Secret
from bot.storage import Database
from tests.clock import Clock

STAFF, ADMIN, STRANGER = 2001, 3001, 1001
TOKEN = "a-token-of-the-settings"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def entrance(database: Database, clock: Clock) -> Entrance:
    roles = Roles(database, frozenset({STAFF}), frozenset({ADMIN}))
    tokens = (DeskToken("zhang", "admin", Secret(TOKEN)),)
    return Entrance(SignInLinks(database, clock), Sessions(database, lambda: "k" * 32, clock), roles, tokens)


async def test_a_link_signs_in_once(entrance: Entrance) -> None:
    link = await entrance.links.make(STAFF)
    cookie = await entrance.by_link(link)
    insider = await entrance.insider(cookie or "")
    assert insider is not None
    assert (insider.name, insider.role, insider.number) == ("telegram:2001", "staff", STAFF)
    assert await entrance.by_link(link) is None


async def test_of_two_who_use_a_link_at_once_one_gets_in(entrance: Entrance) -> None:
    link = await entrance.links.make(STAFF)
    cookies = await asyncio.gather(*(entrance.by_link(link) for _ in range(8)))
    assert sum(cookie is not None for cookie in cookies) == 1


async def test_a_link_is_void_after_its_time_and_after_the_next_one(entrance: Entrance, clock: Clock) -> None:
    first, second = await entrance.links.make(STAFF), await entrance.links.make(STAFF)
    assert await entrance.by_link(first) is None
    clock.now += HOLDS
    assert await entrance.by_link(second) is None


async def test_nobody_unknown_gets_in(entrance: Entrance) -> None:
    assert await entrance.by_link(await entrance.links.make(STRANGER)) is None
    for guess in ("", "x", TOKEN[:-1], TOKEN + "x", "\udcff", "*" * 10_000):
        assert await entrance.by_token(guess) is None
        assert await entrance.by_link(guess) is None
        assert await entrance.insider(guess) is None


async def test_a_token_of_the_settings_signs_in_as_its_name(entrance: Entrance) -> None:
    insider = await entrance.insider(await entrance.by_token(TOKEN) or "")
    assert insider is not None
    assert (insider.name, insider.role, insider.number) == ("desk:zhang", "admin", 0)


async def test_a_session_ends_with_its_time_and_when_left(entrance: Entrance, clock: Clock) -> None:
    one, other = [await entrance.by_token(TOKEN) or "" for _ in range(2)]
    await entrance.leave(one)
    assert await entrance.insider(one) is None
    assert await entrance.insider(other) is not None
    clock.now += LASTS
    assert await entrance.insider(other) is None


async def test_a_session_ends_when_the_role_is_taken_away_or_the_token_changes(entrance: Entrance) -> None:
    await entrance.roles.grant(STRANGER, "admin", ADMIN)
    cookie = await entrance.by_link(await entrance.links.make(STRANGER)) or ""
    assert (await entrance.insider(cookie) or pytest.fail("not in")).role == "admin"
    await entrance.roles.grant(STRANGER, "staff", ADMIN)
    assert (await entrance.insider(cookie) or pytest.fail("not in")).role == "staff"
    await entrance.roles.revoke(STRANGER)
    assert await entrance.insider(cookie) is None
    cookie = await entrance.by_token(TOKEN) or ""
    changed = (DeskToken("zhang", "admin", Secret("another-token-of-theirs")),)
    assert await Entrance(entrance.links, entrance.sessions, entrance.roles, changed).insider(cookie) is None


async def test_a_cookie_that_was_tampered_with_is_no_cookie(entrance: Entrance, database: Database) -> None:
    cookie = await entrance.by_token(TOKEN) or ""
    id_, _, signature = cookie.rpartition(".")
    for forged in (id_, f"{id_[:-1]}x.{signature}", f"{id_}.{signature[:-2]}xx", f"{id_}."):
        assert await entrance.insider(forged) is None
    other_key = Sessions(database, lambda: "j" * 32)
    assert await other_key.of(cookie) is None


async def test_a_form_belongs_to_its_session(entrance: Entrance) -> None:
    one, other = [await entrance.insider(await entrance.by_token(TOKEN) or "") for _ in range(2)]
    assert one
    assert other
    assert one.session.made(one.session.form_token)
    assert not one.session.made(other.session.form_token)
    assert not one.session.made("\udcff")


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    keys = {signing_key(None, tmp_path / "data") for _ in range(3)}
    assert len(keys) == 1
    assert len(keys.pop()) == 64
    assert stat.S_IMODE((tmp_path / "data" / FILE).stat().st_mode) == 0o600
    assert signing_key(Secret("configured" * 3), tmp_path) == "configured" * 3


def test_the_database_holds_no_token(database: Database) -> None:
    links, sessions = SignInLinks(database), Sessions(database, lambda: "k" * 32)
    link, cookie = asyncio.run(links.make(STAFF)), asyncio.run(sessions.begin("telegram:2001"))
    kept = [str(database.do(lambda c, t=t: c.exec_driver_sql(f"SELECT * FROM {t}").all())) for t in _TABLES]
    assert all(link not in rows and cookie.partition(".")[0] not in rows for rows in kept)


_TABLES = ("sign_in_links", "desk_sessions")


async def test_a_clock_that_is_put_back_lengthens_neither_a_link_nor_a_session(
    entrance: Entrance, clock: Clock
) -> None:
    link, another = await entrance.links.make(STAFF), await entrance.links.make(ADMIN)
    cookie = await entrance.by_link(another) or ""
    clock.now -= timedelta(days=30)
    assert await entrance.by_link(link) is None
    assert await entrance.insider(cookie) is None
