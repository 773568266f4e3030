"""One site and one browser for all tests of a worker; every test comes as a visitor of its own."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from tests.website.browser import browsing, chromium
from tests.website.site import Site, running


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def visitor(site: Site) -> Iterator[httpx.Client]:
    with site.client() as client:
        yield client


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """While it is open no other event loop can run in this thread: tests that need it are not asynchronous."""
    program = chromium()
    if program is None:
        pytest.skip("no Chromium is installed here (Debian: apt install chromium)")
    with browsing(program) as browser:
        yield browser
