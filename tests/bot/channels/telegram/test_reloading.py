"""Documents changed from chat: nothing serves before an admin pressed 上线."""

from __future__ import annotations

import asyncio

import pytest

from bot.texts import Texts
from tests.bot.channels.telegram.conftest import Office
from tests.telegram_server.people import Chat, labels

TEXTS, ADMIN = Texts.load("telegram"), Texts.load("admin")
APPROVE, WITHDRAW = TEXTS.say("button.approve"), TEXTS.say("button.withdraw")
NEW = "20261124-070000-cccccc"


@pytest.fixture
def admin(office: Office, chat: Chat) -> Chat:
    return office.chat(3001)


async def _report(chat: Chat) -> dict[str, object]:
    """The edit that holds the report; progress comes before it."""
    while not labels(shown := await chat.wait("edit")):
        pass
    return shown


async def test_a_reload_shows_its_progress_in_one_message_and_waits_for_the_decision(
    office: Office, admin: Chat
) -> None:
    began = await admin.ask("/reload")
    report = await _report(admin)
    assert report["message_id"] == began["message_id"]
    assert "0.96亿元 → 0.97亿元" in str(report["text"])
    assert labels(report) == [APPROVE, WITHDRAW]
    assert office.administration.done == [("rehearse",)]
    assert len(admin.done("edit")) < 10  # fifty states were told


async def test_approving_switches_once_and_takes_the_buttons_away(office: Office, admin: Chat) -> None:
    await admin.ask("/reload")
    report = await _report(admin)
    await admin.press(report, APPROVE)
    await admin.press(report, APPROVE)
    assert (await admin.reply())["text"] == ADMIN.say("reload.switched", edition=NEW)
    assert labels(await admin.wait("edit")) == []
    assert office.administration.done[1:] == [("approve", NEW, "telegram:3001")]


async def test_withdrawing_keeps_what_serves(office: Office, admin: Chat) -> None:
    await admin.ask("/reload")
    await admin.press(await _report(admin), WITHDRAW)
    assert (await admin.reply())["text"] == ADMIN.say("reload.withdrawn")
    assert office.administration.done[1:] == [("withdraw", NEW, "telegram:3001")]


async def test_what_can_not_be_done_is_told_in_a_line(office: Office, admin: Chat) -> None:
    office.administration.trouble = "已经有一次建库在进行。"
    await admin.ask("/reload")
    assert (await admin.wait("edit"))["text"] == "已经有一次建库在进行。"
    await admin.ask("/reload")
    report = await _report(admin)
    office.administration.trouble = "这次预演作废。"
    await admin.press(report, APPROVE)
    assert (await admin.reply())["text"] == "这次预演作废。"


async def test_questions_and_commands_do_not_wait_for_a_rehearsal(office: Office, admin: Chat) -> None:
    office.administration.held = asyncio.Event()
    await admin.ask("/reload")
    assert (await admin.ask("问"))["text"].startswith("答:问")
    assert (await admin.ask("/pause"))["text"] == TEXTS.say("pause.done")
    office.administration.held.set()
    await _report(admin)


async def test_a_document_is_fetched_and_rehearsed(office: Office, admin: Chat) -> None:
    await admin.send_document("../../新报告\u202e.txt", "正文".encode())
    await admin.reply()
    assert labels(await _report(admin)) == [APPROVE, WITHDRAW]
    assert office.administration.taken == ["正文".encode()]
    assert office.administration.names == ["_.._新报告_.txt"]


async def test_a_document_too_big_to_fetch_is_told_so(office: Office, admin: Chat) -> None:
    await admin.send(document={"file_id": "x", "file_unique_id": "x", "file_name": "大.pdf", "file_size": 30_000_000})
    assert (await admin.reply())["text"] == TEXTS.say("upload.too_big")


@pytest.mark.parametrize(("person", "told"), [(1001, "only_text"), (2001, "only_check")])
async def test_a_document_of_anyone_else_changes_nothing(office: Office, admin: Chat, person: int, told: str) -> None:
    chat = office.chat(person)
    await chat.send_document("报告.txt", b"x")
    assert (await chat.reply())["text"] == TEXTS.say(told)
    assert office.administration.done == []


async def test_a_document_is_removed_after_a_rehearsal(office: Office, admin: Chat) -> None:
    shown = await admin.ask("/documents")
    assert "工作总结" in shown["text"]
    await admin.press(shown, TEXTS.say("button.remove", title="工作总结"))
    assert labels(await _report(admin)) == [APPROVE, WITHDRAW]
    assert office.administration.done == [("rehearse", "report")]
    office.administration.edition = NEW
    shown_later = await admin.ask("/help") | {"reply_markup": shown["reply_markup"]}
    again = await admin.press(shown_later, TEXTS.say("button.remove", title="工作总结"))
    assert again["text"] == TEXTS.say("documents.stale")
    assert len(office.administration.done) == 1


async def test_rolling_back_to_a_kept_edition(office: Office, admin: Chat) -> None:
    shown = await admin.ask("/rollback")
    (label,) = labels(shown)
    await admin.press(shown, label)
    assert (await admin.reply())["text"] == ADMIN.say("rollback.done", edition="20261101-080000-bbbbbb")
    assert office.administration.done == [("rollback", "20261101-080000-bbbbbb", "telegram:3001")]


async def test_status_tells_what_serves(office: Office, admin: Chat) -> None:
    assert office.administration.edition in (await admin.ask("/status"))["text"]


async def test_a_stranger_who_presses_an_old_button_changes_nothing(office: Office, admin: Chat) -> None:
    await admin.ask("/reload")
    report = await _report(admin)
    told = await office.chat(1001).press(report, APPROVE)
    assert told["text"] == TEXTS.say("unknown_command")
    assert office.administration.done == [("rehearse",)]


async def test_admins_alone_decide_on_what_the_watched_folder_brought(office: Office) -> None:
    async with office.running() as channel:
        admin, staff = office.chat(3001), office.chat(2001)
        await channel.announce(await office.administration.rehearse())
        told = await admin.reply()
        assert labels(told) == [APPROVE, WITHDRAW]
        assert TEXTS.say("reload.watched") in told["text"]
        await admin.press(told, APPROVE)
        assert (await admin.reply())["text"] == ADMIN.say("reload.switched", edition=NEW)
        assert staff.done() == []
