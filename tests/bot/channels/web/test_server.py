"""The server: answers stream as they are written, those under way are finished, and every response bears its headers."""

from __future__ import annotations

import asyncio
import json
import socket
from dataclasses import replace

import httpx
import pytest

from bot.channels.protocols import ChannelError
from bot.channels.web.application import web_application
from bot.channels.web.server import WebServer
from tests.telegram_server.fakes import FakeAssistant
from tests.website.site import Site

QUESTION = {"question": "规模工业产值是多少?"}


def served(site: Site, assistant: FakeAssistant) -> WebServer:
    services = replace(site.services, assistant=assistant)
    return WebServer(web_application(site.settings, services), "127.0.0.1", 0)


async def test_sentences_are_sent_as_they_are_proved(site: Site) -> None:
    assistant = FakeAssistant()
    assistant.drafted = ["第一句。", "第二句。"]
    assistant.held[QUESTION["question"]] = asyncio.Event()
    async with served(site, assistant) as server, httpx.AsyncClient(base_url=server.address) as visitor:
        seen: list[str] = []
        async with visitor.stream("POST", "/chat/ask", json=QUESTION) as response:
            async for line in response.aiter_lines():
                if not line.startswith("data: "):
                    continue
                seen.append("".join(one["text"] for one in json.loads(line[6:])["sentences"]))
                if len(seen) == 2:
                    assistant.held[QUESTION["question"]].set()  # the whole answer only now
    assert seen == ["第一句。", "第一句。第二句。", f"答:{QUESTION['question']}"]


async def test_an_answer_under_way_is_finished_before_it_stops(site: Site) -> None:
    assistant = FakeAssistant()
    assistant.drafted = ["第一句。"]
    assistant.held[QUESTION["question"]] = asyncio.Event()
    server = await served(site, assistant).__aenter__()
    async with (
        httpx.AsyncClient(base_url=server.address) as visitor,
        visitor.stream("POST", "/chat/ask", json=QUESTION) as response,
    ):
        lines = response.aiter_lines()
        assert await anext(lines) == "event: sentences"
        stopping = asyncio.create_task(server.__aexit__())
        await asyncio.sleep(0)
        assistant.held[QUESTION["question"]].set()
        assert "event: answer" in [line async for line in lines]
    await stopping


async def test_an_answer_that_fails_is_told_without_a_trace(site: Site) -> None:
    assistant = FakeAssistant()
    assistant.answers[QUESTION["question"]] = RuntimeError("secret detail")
    async with served(site, assistant) as server, httpx.AsyncClient(base_url=server.address) as visitor:
        streamed = await visitor.post("/chat/ask", json=QUESTION)
        whole = await visitor.post("/api/ask", json=QUESTION)
    assert streamed.text.startswith("event: error")
    assert whole.status_code == 500
    for told in (streamed.text, whole.text):
        assert "出了点差错" in told
        assert "secret detail" not in told


async def test_a_port_that_is_taken_is_told_in_one_line(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ChannelError, match="WEB_PORT"):
        async with WebServer(lambda *_: None, "127.0.0.1", taken.getsockname()[1]):  # type: ignore[arg-type,return-value]
            pass


@pytest.mark.parametrize("address", ["/", "/documents", "/static/chat.js?v=1", "/nothing", "/api/documents"])
def test_every_response_forbids_what_is_not_needed(visitor: httpx.Client, address: str) -> None:
    headers = visitor.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_static_files_are_kept_for_long_and_pages_are_not(visitor: httpx.Client) -> None:
    page = visitor.get("/")
    assert page.headers["cache-control"] == "no-cache"
    script = page.text.partition('<script src="/static/chat.js')[2].partition('"')[0]
    assert "immutable" in visitor.get(f"/static/chat.js{script}").headers["cache-control"]
    assert "cache-control" not in visitor.get("/static/chat.js").headers


@pytest.mark.parametrize("back", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/\n/x"])
def test_choosing_never_leads_to_another_site(visitor: httpx.Client, back: str) -> None:
    response = visitor.get("/settings", params={"size": "huge", "back": back})
    assert response.headers["location"] == "/"
    assert 'data-size="huge"' in visitor.get("/").text
