"""Documents at the desk over HTTP: sent, looked at, rehearsed; two admins see the same; refusals are clear lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest

from bot.admin.audit import AuditRow
from bot.channels.web.desk import uploads
from tests.bot.channels.web.desk.conftest import ADMIN, STAFF, Office, Worker, working
from tests.website.site import EVIL

REHEARSAL = "/desk/documents/rehearsal"
TEXT = ("files", ("新报告.txt", "正文".encode()))


@pytest.fixture
def admin(office: Office) -> Iterator[Worker]:
    with working(office.site, ADMIN) as worker:
        yield worker


def send(worker: Worker, *files: tuple[str, tuple[str, bytes]], audience: str = "public") -> httpx.Response:
    form = {"form_token": worker.form_token, "audience": audience}
    return worker.client.post("/desk/documents/upload", data=form, files=list(files))


def test_what_is_sent_is_rehearsed_while_everybody_can_watch(office: Office, admin: Worker) -> None:
    name = f"../../{EVIL}\u202e.txt"
    sent = send(admin, ("files", (name, "正文".encode())), ("files", ("通知.txt", "通知".encode())))
    assert (sent.status_code, sent.headers["location"]) == (303, REHEARSAL)
    with working(office.site, STAFF) as staff:
        for worker, may in ((admin, True), (staff, False)):
            page = worker.get(REHEARSAL).text
            assert "Telegram 3001 在" in page
            assert ("停止预演" in page) == may
            assert EVIL not in page
        assert "Telegram 3001 正在预演" in staff.get("/desk/documents").text
        with staff.client.stream("GET", f"{REHEARSAL}/events") as events:
            lines = events.iter_lines()
            assert next(lines) == "event: progress"
            office.go()
            assert "event: ended" in list(lines)
        assert "等管理员决定" in staff.get("/desk/documents").text
    assert office.fake.audiences == ["public"]
    assert office.fake.taken == ["正文".encode(), "通知".encode()]
    assert all("/" not in name for name in office.fake.names)
    assert list((office.site.settings.data_dir / "uploads").iterdir()) == []


def test_of_two_admins_the_second_is_told(office: Office, admin: Worker) -> None:
    send(admin, TEXT)
    with working(office.site, ADMIN) as second:
        busy = send(second, TEXT)
        assert busy.status_code == 422
        assert "已经有一次预演" in busy.text
        for path in ("remove", "reload"):
            assert second.post(f"/desk/documents/{path}", document="report").status_code == 409
        stopped = second.post(f"{REHEARSAL}/stop")
        assert stopped.headers["location"].endswith("told=stopped")
    assert admin.get(REHEARSAL).headers["location"] == "/desk/documents"
    gone = admin.post(f"{REHEARSAL}/approve", edition="20261124-070000-cccccc")
    assert gone.status_code == 409
    assert "没有等待决定的预演" in gone.text
    assert office.fake.done == [("rehearse",)]


def test_an_outdated_rehearsal_can_be_put_away_and_not_switched_to(office: Office, admin: Worker) -> None:
    """The library knows no edition of the fake's: as if somebody had withdrawn it in another channel."""
    office.held.set()
    assert admin.post("/desk/documents/remove", document="report").headers["location"] == REHEARSAL
    with admin.client.stream("GET", f"{REHEARSAL}/events") as events:
        events.read()
    page = admin.get(REHEARSAL).text
    assert "这次预演已经作废" in page
    assert "/approve" not in page
    office.fake.trouble = "没有等待决定的预演。"
    assert admin.post(f"{REHEARSAL}/approve", edition="20261124-070000-cccccc").status_code == 409
    admin.post(f"{REHEARSAL}/close")
    assert admin.get(REHEARSAL).status_code == 303


def test_every_file_that_can_not_be_taken_is_told_in_a_line(
    office: Office, admin: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "没有选文件" in send(admin, ("files", ("", b""))).text
    assert "请选给谁看" in send(admin, TEXT, audience="everybody").text
    assert "一次最多传 20 个文件" in send(admin, *([TEXT] * 21)).text
    monkeypatch.setattr(uploads, "Limits", _Small)
    told = admin.client.post(
        "/desk/documents/upload",
        data={"form_token": admin.form_token, "audience": "public"},
        files=[("files", (f"大{EVIL}.txt", b"x" * 11)), ("files", ("同.txt", b"1")), ("files", ("同.txt", b"2"))],
        headers={"accept": "application/json"},
    )
    assert told.status_code == 422
    lines = told.json()["refused"]
    assert len(lines) == 2
    assert any("同.txt" in line for line in lines)
    assert any("超过" in line for line in lines)
    assert office.fake.done == []


@dataclass(frozen=True)
class _Small:
    file_bytes: int = 10


def test_a_kept_edition_serves_again_and_the_log_says_who_and_why(office: Office, admin: Worker) -> None:
    shown = admin.get("/desk/documents").text
    assert 'data-size="large"' in shown
    assert "20261101-080000-bbbbbb" in shown
    assert "1.0 kB" in shown
    done = admin.post("/desk/documents/rollback", edition="20261101-080000-bbbbbb", reason="数字有误")
    assert done.headers["location"].endswith("told=rolled_back")
    assert office.fake.done == [("rollback", "20261101-080000-bbbbbb", "telegram:3001")]
    office.fake.trouble = "没有保留这个版本。"
    again = admin.post("/desk/documents/rollback", edition="none")
    assert again.status_code == 409
    assert "没有保留这个版本。" in again.text
    office.fake.rows.append(AuditRow(datetime.now(UTC), "desk:王", "switch", "e1", f"更正{EVIL}"))
    with working(office.site, STAFF) as staff:
        log = staff.get("/desk/log").text
    assert EVIL not in log
    assert ">王<" in log


def test_what_can_not_be_read_is_told_on_a_page(office: Office, admin: Worker) -> None:
    office.fake.trouble = "这个版本的文件损坏了。"
    broken = admin.get("/desk/documents")
    assert broken.status_code == 409
    assert "这个版本的文件损坏了。" in broken.text
