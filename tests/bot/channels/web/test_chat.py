"""The chat over HTTP: answers as events, follow-ups, opinions, help and replies, forgetting; with and without a script."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.website.site import EVIL, Site

FIGURE = "规模工业产值是多少?"


def ask(visitor: httpx.Client, question: str) -> dict[str, Any]:
    """The answer as the page gets it."""
    response = visitor.post("/chat/ask", json={"question": question})
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    name, data = response.text.strip().split("\n")[-2:]
    assert name == "event: answer"
    return json.loads(data.removeprefix("data: "))


def test_an_answer_has_its_proof_and_the_address_of_its_sentence(visitor: httpx.Client) -> None:
    view = ask(visitor, FIGURE)
    assert view["status"] == "answered"
    assert view["word"] == "报告里有答案"
    citation = view["citations"][0]
    assert "0.96亿元" in citation["quote"]
    assert (citation["progress"], citation["stamp"]) == ("done", "已完成")
    assert citation["href"].startswith("/documents/report?start=")


def test_a_follow_up_knows_the_question_before_it(visitor: httpx.Client, site: Site) -> None:
    ask(visitor, FIGURE)
    assert "23.36%" in "".join(one["text"] for one in ask(visitor, "那增幅呢")["sentences"])
    with site.client() as stranger:
        assert "23.36%" not in "".join(one["text"] for one in ask(stranger, "那增幅呢")["sentences"])


def test_a_refusal_leads_on(visitor: httpx.Client) -> None:
    view = ask(visitor, "无人机送货怎么办理?")
    assert view["status"] in ("not_found", "partial")
    assert view["phones"] == ["12345"]
    assert view["choices"] or view["near"] or view["suggestions"]


def test_residents_never_see_internal_documents(visitor: httpx.Client) -> None:
    told = json.dumps(ask(visitor, "信访积案有多少件?"), ensure_ascii=False)
    assert "7件" not in told
    assert "化解" not in told


def test_an_opinion_counts_for_an_answer_of_ones_own(visitor: httpx.Client, site: Site) -> None:
    answer = ask(visitor, FIGURE)["id"]
    for useful, reason, told in ((True, "", "谢谢您"), (False, "", "哪里不好"), (False, "wrong", "记下了")):
        response = visitor.post("/chat/opinion", json={"answer": answer, "useful": useful, "reason": reason})
        assert told in response.json()["told"]
    with site.client() as stranger:
        assert stranger.post("/chat/opinion", json={"answer": answer, "useful": True}).status_code == 404
    assert visitor.post("/chat/opinion", json={"answer": answer, "useful": "ja"}).status_code == 422


def test_a_reply_of_the_staff_reaches_who_asked(visitor: httpx.Client, site: Site) -> None:
    answer = ask(visitor, "无人机送货怎么办理?")["id"]
    assert "已经转给" in visitor.post("/chat/help", json={"answer": answer}).json()["told"]
    assert "已经转过" in visitor.post("/chat/help", json={"answer": answer}).json()["told"]
    assert visitor.get("/chat/replies").json() == {"replies": [], "waiting": True}
    (request,) = [one for one in site.do(site.services.inbox.open(100))[0] if one.question.startswith("无人机")]
    site.do(site.services.inbox.reply(request.id, 2001, f"请到窗口办理{EVIL}"))
    found = visitor.get("/chat/replies").json()
    assert found["waiting"] is False
    assert found["replies"][0]["reply"].startswith("请到窗口办理")
    with site.client() as stranger:
        assert stranger.get("/chat/replies").json()["replies"] == []


def test_forgetting_leaves_nothing(visitor: httpx.Client) -> None:
    answer = ask(visitor, FIGURE)["id"]
    visitor_cookie = dict(visitor.cookies)
    assert "都删掉了" in visitor.post("/chat/forget", json={}).json()["told"]
    visitor.cookies.update(visitor_cookie)
    assert visitor.post("/chat/opinion", json={"answer": answer, "useful": True}).status_code == 404


def test_without_a_script_the_form_is_answered_on_the_page(visitor: httpx.Client) -> None:
    assert "0.96亿元" in visitor.post("/", data={"question": FIGURE}).text
    page = visitor.post("/", data={"question": f"规模工业产值是多少{EVIL}"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"[" * 50_000, "application/json", 400),
        (b'{"question": 5}', "application/json", 422),
        (b'{"question": " "}', "application/json", 422),
        (json.dumps({"question": "长" * 2_001}).encode(), "application/json", 413),
        (b"x" * 70_000, "application/json", 413),
        (b"question=x", "application/x-www-form-urlencoded", 415),
    ],
)
def test_bad_input_gets_one_clear_line(visitor: httpx.Client, body: bytes, kind: str, status: int) -> None:
    response = visitor.post("/chat/ask", content=body, headers={"content-type": kind})
    assert response.status_code == status
    assert set(response.json()) == {"error"}


def test_the_cookie_is_for_the_server_alone(visitor: httpx.Client) -> None:
    response = visitor.post("/chat/ask", json={"question": "你好"})
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "set-cookie" not in visitor.get("/").headers


def test_while_paused_everyone_is_told_so(visitor: httpx.Client, site: Site) -> None:
    site.do(site.services.people.pause.set(True))
    try:
        response = visitor.post("/chat/ask", json={"question": FIGURE})
    finally:
        site.do(site.services.people.pause.set(False))
    assert response.status_code == 503
    assert "正在维护" in response.json()["error"]
