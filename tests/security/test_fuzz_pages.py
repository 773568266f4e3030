"""Requests of any shape to every address of the pages: none makes them fail, and none gets in without a session."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import httpx
import pytest
from hypothesis import strategies as st
from starlette.routing import Mount, Route

from bot.channels.web.application import web_application
from tests.security.fuzz import FRAGMENTS, fuzz, runs
from tests.website.site import Site, running

_METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "BREW")
_TYPES = ("application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "")
_NAMES = (
    "question",
    "text",
    "role",
    "id",
    "q",
    "draft",
    "lang",
    "words",
    "answer",
    "opinion",
    "token",
    "next",
    "page",
    "file",
)
_BODIES = (
    "{}",
    "[]",
    "null",
    "{",
    '{"question": 1}',
    '{"question": "x", "role": "admin", "history": 7}',
    "[" * 5000,
    "--x--",
    "%",
    "a=%ff&a=1",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("fuzzed"), WEB_ASKS_PER_MINUTE="1000000") as site:
        yield site


def paths(site: Site) -> list[str]:
    """Every address that is routed."""
    routes = web_application(site.settings, site.services).routes
    return sorted({route.path for route in routes if isinstance(route, Route | Mount)})


def text(chance: Random) -> str:
    pieces = [chance.choice(FRAGMENTS).replace("\ud800", "?") for _ in range(chance.randint(0, 6))]
    return "".join(pieces)


def request(chance: Random, known: list[str]) -> dict[str, Any]:
    path = chance.choice(known)
    while "{" in path:
        before, _, rest = path.partition("{")
        path = before + text(chance).replace("{", "") + rest.partition("}")[2]
    fields = {chance.choice(_NAMES): text(chance) for _ in range(chance.randint(0, 4))}
    body: dict[str, Any] = chance.choice(
        (
            {"json": fields},
            {"data": fields},
            {"content": chance.choice(_BODIES).encode()},
            {"content": text(chance).encode()},
            {},
        )
    )
    headers = {"content-type": chance.choice(_TYPES), "cookie": f"session={chance.randrange(10**9)}; desk=x"}
    if chance.random() < 0.3 or "json" in body or "data" in body:
        del headers["content-type"]
    return {"method": chance.choice(_METHODS), "url": path or "/", "params": fields, "headers": headers, **body}


@runs(40, 3000)
def test_any_request(site: Site, examples: int) -> None:
    known = paths(site)
    assert len(known) > 10
    with site.client() as visitor:

        def check(chance: Random) -> None:
            wanted = request(chance, known)
            try:
                response = visitor.request(**wanted)
            except (httpx.InvalidURL, httpx.LocalProtocolError):
                return  # the client itself refuses to send it
            assert response.status_code < 500, wanted
            assert "Traceback" not in response.text
            assert "信访积案" not in response.text, wanted

        fuzz(st.randoms(use_true_random=False), check, examples)
