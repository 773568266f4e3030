"""The HTTP API as a program uses it: the documented JSON, roles by key, limits, one clear line for bad input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from jsonschema import Draft202012Validator

from bot.answering.answer import Question
from bot.channels.web.openapi import OPENAPI
from tests.website.site import KEY, REPORT, Site, running

DESCRIBED: dict[str, Any] = json.loads(OPENAPI.read_text("utf-8"))


@pytest.fixture
def staff(site: Site) -> Iterator[httpx.Client]:
    with site.client() as client:
        client.headers["authorization"] = f"Bearer {KEY}"
        yield client


def described(operation: str, method: str, response: httpx.Response) -> Any:
    """The response's JSON, which has to be as the description says."""
    content = DESCRIBED["paths"][operation][method]["responses"][str(response.status_code)]["content"]
    schema = content["application/json"]["schema"] | {"components": DESCRIBED["components"]}
    Draft202012Validator(schema).validate(response.json())
    return response.json()


def test_an_answer_is_the_command_lines(staff: httpx.Client, site: Site) -> None:
    question = "规模工业产值是多少?"
    answer = described("/api/ask", "post", staff.post("/api/ask", json={"question": question}))
    same = site.do(site.services.assistant.ask(Question(question))).as_json()
    assert {**answer, "elapsed_ms": 0} == {**same, "elapsed_ms": 0}
    followed = staff.post("/api/ask", json={"question": "那增幅呢", "history": [question]}).json()
    assert "23.36%" in followed["answer"]


def test_who_accepts_events_gets_them(visitor: httpx.Client) -> None:
    response = visitor.post("/api/ask", json={"question": "你好"}, headers={"accept": "text/event-stream"})
    assert response.text.startswith("event: answer\ndata: {")


def test_figures_documents_and_checks(visitor: httpx.Client) -> None:
    rows = described("/api/figures", "get", visitor.get("/api/figures?words=规模工业"))
    assert all(REPORT[row["start"] : row["end"]] == row["quote"] for row in rows)
    verdicts = described("/api/check", "post", visitor.post("/api/check", json={"draft": "规模工业产值1.2亿元。"}))
    assert (verdicts[0]["verdict"], verdicts[0]["expected"]) == ("mismatch", "0.96亿元")
    documents = described("/api/documents", "get", visitor.get("/api/documents"))
    for one in documents:
        whole = visitor.get(f"/api/documents/{quote(one['id'], safe='')}")
        assert described("/api/documents/{id}", "get", whole)["text"]


def test_internal_documents_are_for_staff_alone(visitor: httpx.Client, staff: httpx.Client) -> None:
    def told(client: httpx.Client) -> str:
        return "".join(
            response.text
            for response in (
                client.get("/api/figures"),
                client.get("/api/documents"),
                client.get("/api/documents/secret"),
                client.post("/api/check", json={"draft": "信访积案7件"}),
                client.post("/api/ask", json={"question": "信访积案有多少件?"}),
            )
        )

    assert "内部情况" in told(staff)
    assert "内部" not in told(visitor)
    assert visitor.get("/api/documents/secret").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("POST", "/api/ask", b"{", 400),
        ("POST", "/api/ask", b'{"question": ""}', 422),
        ("POST", "/api/ask", b'{"question": "x", "history": "y"}', 422),
        ("POST", "/api/ask", json.dumps({"question": "长" * 3000}).encode(), 413),
        ("POST", "/api/check", json.dumps({"draft": "长" * 20_001}).encode(), 413),
        ("GET", "/api/ask", b"", 405),
        ("POST", "/api/figures", b"", 405),
        ("GET", "/api/nothing", b"", 404),
        ("GET", "/api/documents/nothing", b"", 404),
    ],
)
def test_bad_input_gets_one_clear_line(
    visitor: httpx.Client, method: str, path: str, content: bytes, status: int
) -> None:
    response = visitor.request(method, path, content=content, headers={"content-type": "application/json"})
    assert response.status_code == status
    assert set(response.json()) == {"error"}
    assert "Traceback" not in response.text


def test_a_wrong_key_is_refused_and_none_is_logged(visitor: httpx.Client, caplog: pytest.LogCaptureFixture) -> None:
    for header in ("Bearer wrong", "Basic abc", f"Basic {KEY}", "Bearer ключ".encode()):
        response = visitor.get("/api/figures", headers={"authorization": header})
        assert response.status_code == 401
        assert "密钥" in response.json()["error"]
    assert KEY not in caplog.text


def test_the_description_names_every_address_and_is_shown_to_people(site: Site, visitor: httpx.Client) -> None:
    assert visitor.get("/api/openapi.json").json() == DESCRIBED
    page = visitor.get("/api").text
    assert all(path in page for path in DESCRIBED["paths"])


def test_one_address_is_limited_and_staff_are_not(site: Site, tmp_path: Path) -> None:
    with running(tmp_path, site.services, WEB_ASKS_PER_MINUTE="3") as limited, limited.client() as client:
        statuses = [client.get("/api/documents").status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        assert int(client.get("/api/documents").headers["retry-after"]) > 0
        assert client.post("/chat/ask", json={"question": "你好"}).status_code == 429
        assert client.get("/api/documents", headers={"authorization": f"Bearer {KEY}"}).status_code == 200
