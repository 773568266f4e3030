"""People at the desk: they come in by a session of their own, so that only the tests of signing in sign in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from bot.channels.web.desk.rehearsals import Rehearsals
from bot.channels.web.desk.session import COOKIE
from tests.telegram_server.office import FakeAdministration
from tests.website.site import Site, running

STAFF, ADMIN = 2001, 3001


class Worker:
    """Somebody signed in, whose browser says where its forms come from."""

    def __init__(self, site: Site, client: httpx.Client, person: int) -> None:
        self.site, self.client = site, client
        self.cookie = site.do(site.services.people.entrance.sessions.begin(f"telegram:{person}"))
        client.cookies.set(COOKIE, self.cookie)
        client.headers["origin"] = site.url
        insider = site.do(site.services.people.entrance.insider(self.cookie))
        self.form_token = insider.session.form_token if insider else ""

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def post(self, path: str, **fields: str) -> httpx.Response:
        return self.client.post(path, data={"form_token": self.form_token} | fields)


@dataclass(frozen=True)
class Office:
    """A site over an administration that builds nothing, held up until ``go``."""

    site: Site
    fake: FakeAdministration
    held: asyncio.Event

    def go(self) -> None:
        self.site.loop.call_soon_threadsafe(self.held.set)


@pytest.fixture
def office(site: Site, tmp_path: Path) -> Iterator[Office]:
    fake, held = FakeAdministration(), asyncio.Event()
    fake.held = held
    services = replace(site.services, administration=fake, rehearsals=Rehearsals(fake, "failed"))
    with running(tmp_path, services) as with_fake:
        yield Office(with_fake, fake, held)


@contextmanager
def working(site: Site, person: int) -> Iterator[Worker]:
    with site.client() as client:
        yield Worker(site, client, person)


@pytest.fixture
def staff(site: Site) -> Iterator[Worker]:
    with working(site, STAFF) as worker:
        yield worker


@pytest.fixture
def admin(site: Site) -> Iterator[Worker]:
    with working(site, ADMIN) as worker:
        yield worker
