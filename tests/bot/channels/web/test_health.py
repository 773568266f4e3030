"""What machines ask over HTTP: alive, ready, the numbers for those who may see them, an id for every request."""

from __future__ import annotations

import httpx
import pytest

from bot.channels.web.application import web_application
from bot.channels.web.server import WebServer
from bot.settings import Settings
from tests.website.site import Site


def test_alive_and_ready(visitor: httpx.Client) -> None:
    assert visitor.get("/healthz").json() == {"status": "ok"}
    ready = visitor.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ok", "edition": True, "database": True})


async def test_not_ready_without_an_edition(site: Site) -> None:
    async with served(site) as server, httpx.AsyncClient(base_url=server.address) as client:
        pointer = site.library.data_dir / "current"
        content = pointer.read_bytes()
        pointer.unlink()
        try:
            ready = await client.get("/readyz")
        finally:
            pointer.write_bytes(content)
    assert (ready.status_code, ready.json()["edition"]) == (503, False)


@pytest.mark.parametrize("headers", [{"x-forwarded-for": "8.8.8.8"}, {"forwarded": "for=8.8.8.8"}])
def test_the_numbers_are_for_this_machine(visitor: httpx.Client, headers: dict[str, str]) -> None:
    assert "hewen_edition_age_seconds" in visitor.get("/metrics").text
    assert visitor.get("/metrics", headers=headers).status_code == 403


async def test_the_numbers_are_for_who_has_the_token(site: Site) -> None:
    async with served(site, METRICS_TOKEN="let-me-see") as server, httpx.AsyncClient(base_url=server.address) as client:
        for given, status in (("", 403), ("Bearer no", 403), ("Bearer let-me-see", 200)):
            assert (await client.get("/metrics", headers={"authorization": given})).status_code == status


def test_a_request_keeps_its_senders_id_if_it_is_plain(visitor: httpx.Client) -> None:
    assert visitor.get("/healthz", headers={"x-request-id": "abc-1"}).headers["x-request-id"] == "abc-1"
    made = visitor.get("/healthz", headers={"x-request-id": "a b\t<script>"}).headers["x-request-id"]
    assert made.isalnum()


def served(site: Site, **more: str) -> WebServer:
    settings = Settings.load({"DATA_DIR": str(site.library.data_dir), **more})
    return WebServer(web_application(settings, site.services), "127.0.0.1", 0)
