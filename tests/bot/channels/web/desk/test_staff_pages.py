"""What staff do at the desk over HTTP: reply, propose answers, read what residents asked and thought, check drafts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.web.desk.checking import pieces_of
from bot.staff.approved import Approved
from bot.staff.draft_check import Verdict
from tests.bot.channels.web.desk.conftest import STAFF, Worker, working
from tests.bot.channels.web.test_chat import ask
from tests.website.site import EVIL, Site, running


def hand_over(visitor: httpx.Client, site: Site, question: str) -> int:
    """A question that the documents do not answer, handed to the staff; the request's number."""
    answer = ask(visitor, question)["id"]
    visitor.post("/chat/help", json={"answer": answer})
    requests, _ = site.do(site.services.inbox.open(100))
    return next(one.id for one in requests if one.question == question)


def test_a_reply_reaches_who_asked_on_the_page_and_is_marked_as_seen(
    visitor: httpx.Client, site: Site, staff: Worker
) -> None:
    question = f"滑雪场几点开门?{EVIL}"
    number = hand_over(visitor, site, question)
    shown = staff.get("/desk/inbox").text
    assert EVIL not in shown
    assert "滑雪场几点开门?&lt;img" in shown
    assert 'class="waits"' in staff.get("/desk/check").text
    done = staff.post(f"/desk/inbox/{number}/reply", text=f"九点。{EVIL}")
    assert done.headers["location"] == "/desk/inbox?told=replied"
    after = staff.get(done.headers["location"]).text
    assert "回复已经记下" in after
    assert "等提问的人打开网页" in after
    assert visitor.get("/chat/replies").json()["replies"][0]["reply"] == f"九点。{EVIL}"
    assert "已送到" in staff.get("/desk/inbox").text
    again = staff.post(f"/desk/inbox/{number}/reply", text="十点才开。")
    assert again.status_code == 409
    assert "十点才开。" in again.text  # what was written is not lost


def test_a_reply_to_a_chat_waits_to_be_sent_there(site: Site, staff: Worker) -> None:
    put = site.do(site.services.inbox.put("question", "desk-telegram", "telegram:1", 1001, "溜冰场在哪里?"))
    assert put
    staff.post(f"/desk/inbox/{put.id}/reply", text="在公园。")
    assert [one.reply for one in site.do(site.services.inbox.untold())] == ["在公园。"]
    assert "正在发送" in staff.get("/desk/inbox").text
    site.do(site.services.inbox.tell(put.id, unreachable=True))
    assert "收不到消息" in staff.get("/desk/inbox").text


def test_a_reply_becomes_an_answer_that_an_admin_releases_and_stops(
    visitor: httpx.Client, site: Site, staff: Worker, admin: Worker
) -> None:
    question = "攀岩馆怎么预约?"
    number = hand_over(visitor, site, question)
    staff.post(f"/desk/inbox/{number}/reply", text="打电话预约。")
    assert staff.post(f"/desk/inbox/{number}/keep").headers["location"].endswith("told=proposed")
    assert staff.post(f"/desk/inbox/{number}/keep").headers["location"].endswith("told=proposed_before")
    (draft,) = [one for one in site.do(site.services.approved.drafts()) if one.question == question]
    assert "/release" not in staff.get("/desk/answers").text
    assert "打电话预约。" not in "".join(one["text"] for one in ask(visitor, question)["sentences"])
    assert admin.post(f"/desk/answers/{draft.id}/release", term="for ever").status_code == 422
    assert admin.post(f"/desk/answers/{draft.id}/release", term="year").status_code == 303
    assert "打电话预约。" in "".join(one["text"] for one in ask(visitor, question)["sentences"])
    assert admin.post(f"/desk/answers/{draft.id}/reject").status_code == 409
    assert admin.post(f"/desk/answers/{draft.id}/withdraw").status_code == 303
    rows = [(row.person, row.action) for row in site.services.audit.latest(2)]
    assert rows == [("telegram:3001", "unrelease"), ("telegram:3001", "release")]


def test_admins_elsewhere_are_told_of_a_proposal_once(site: Site, tmp_path: Path) -> None:
    told: list[str] = []

    async def propose(draft: Approved) -> None:
        told.append(draft.question)

    with running(tmp_path, replace(site.services, propose=propose)) as other, working(other, STAFF) as staff:
        for _ in range(2):
            staff.post("/desk/answers", question="溜冰场收费吗?", text="不收费。")
        staff.get("/desk/answers")
    assert told == ["溜冰场收费吗?"]


def test_questions_without_an_answer_and_opinions_can_be_read(visitor: httpx.Client, staff: Worker) -> None:
    question = f"射箭馆收费吗?{EVIL}"
    answer = ask(visitor, question)["id"]
    visitor.post("/chat/opinion", json={"answer": answer, "useful": False, "reason": "unclear"})
    shown = staff.get("/desk/questions").text
    assert EVIL not in shown
    assert "看不明白" in shown
    link = re.search(r'href="(/desk/answers\?question=[^"]*%E5%B0%84%E7%AE%AD[^"]*)#new"', shown)
    assert link
    page = staff.get(link[1].replace("&amp;", "&")).text
    assert 'value="射箭馆收费吗?&lt;img src=x' in page
    told = staff.get("/desk/statistics").text
    assert "<svg" in told
    assert "射箭馆收费吗?" in told


def test_a_draft_comes_back_with_every_number_judged(staff: Worker) -> None:
    draft = f"1-5月,规模工业产值1.2亿元,增幅23.36%。\r\n组织马拉松3场。{EVIL}"
    shown = staff.post("/desk/check", text=draft).text
    for kind, number in (("mismatch", 1), ("unknown", 1), ("match", 1)):
        assert len(re.findall(f'<mark class="{kind}">', shown)) == number
    assert "文件写的是 0.96亿元" in shown
    assert "1-5月,规模工业产值0.96亿元" in shown
    assert EVIL not in shown
    assert "没有找到数字" in staff.post("/desk/check", text="没有。").text
    assert staff.post("/desk/check", text=" ").status_code == 422
    assert staff.post("/desk/check", text="长" * 100_000).status_code == 200
    assert "最多核对 100000 个字" in staff.post("/desk/check", text="长" * 100_001).text


def test_a_draft_may_be_a_file(staff: Worker) -> None:
    def send(name: str, content: bytes) -> str:
        form = {"form_token": staff.form_token, "text": ""}
        return staff.client.post("/desk/check", data=form, files={"file": (name, content)}).text

    assert '<mark class="mismatch">' in send("稿子.txt", "1-5月,规模工业产值1.2亿元。".encode())
    assert f"{EVIL}.docx".replace("/", "_") not in send(f"{EVIL}.docx", b"no zip")
    assert "坏.docx：" in send("坏.docx", b"no zip")
    assert "请贴上稿子" in send("", b"")


@settings(max_examples=30)
@given(st.text(max_size=40), st.data())
def test_the_pieces_of_a_draft_are_the_draft(draft: str, data: Any) -> None:
    cuts = data.draw(st.lists(st.tuples(st.integers(0, len(draft)), st.integers(0, len(draft))), max_size=5))
    spans = sorted((min(cut), max(cut)) for cut in cuts)
    verdicts = [Verdict(draft[start:end], start, end, "unknown") for start, end in spans]
    assert "".join(piece.text for piece in pieces_of(draft, verdicts)) == draft


def test_what_is_told_after_a_step_is_ours_alone(staff: Worker) -> None:
    for told in ("<b>x</b>", "inbox.open", "../told", "replied.x"):
        page = staff.get(f"/desk/inbox?told={told}")
        assert page.status_code == 200
        assert 'class="done"' not in page.text
