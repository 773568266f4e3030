"""Roles by settings and grants, menus, the kill switch, the day's limit, groups, edits, double taps, forgetting."""

from __future__ import annotations

import json

import pytest

from bot.texts import Texts
from tests.bot.channels.telegram.conftest import Office
from tests.telegram_server.fakes import PARAGRAPH, answer, citation
from tests.telegram_server.people import Chat

TEXTS = Texts.load("telegram")
GROUP = -100200


def _menu(office: Office, **scope: object) -> set[str]:
    commands = office.server.world.commands.get(json.dumps(scope, sort_keys=True), [])
    return {command["command"] for command in commands}


async def test_an_admin_grants_and_revokes_a_role(office: Office) -> None:
    admin, other = office.chat(3001), office.chat(1001)
    async with office.running():
        assert "5551" in (await admin.ask("/grant 1001 staff") and (await admin.ask("/grant 5551 管理员")))["text"]
        await other.ask("问")
        await admin.ask("/revoke 1001")
        await other.ask("再问")
    assert [question.role for question in office.assistant.asked] == ["staff", "resident"]


async def test_a_grant_outlives_a_restart(office: Office) -> None:
    async with office.running():
        await office.chat(3001).ask("/grant 1001 工作人员")
    async with office.running():
        await office.chat(1001).ask("问")
    assert office.assistant.asked[0].role == "staff"


async def test_a_grant_can_be_a_reply_in_a_group_and_what_the_settings_give_stays(office: Office) -> None:
    admin, neighbour = office.chat(3001, GROUP), office.chat(1001, GROUP)
    async with office.running():
        await admin.say("/grant staff", reply_to=neighbour.message(text="我来帮忙"))
        assert "1001" in (await admin.reply())["text"]
        assert "设置" in (await office.chat(3001).ask("/revoke 2001"))["text"]


@pytest.mark.parametrize("command", ["/grant 1001 admin", "/revoke 3001", "/pause", "/resume", "/audit"])
@pytest.mark.parametrize("person", [1001, 2001])
async def test_nobody_else_has_an_admins_commands(office: Office, person: int, command: str) -> None:
    async with office.running():
        assert (await office.chat(person).ask(command))["text"] == TEXTS.say("unknown_command")
        assert (await office.chat(3001).ask("/audit"))["text"] == TEXTS.say("audit.none")


async def test_empty_lists_admit_no_one(office: Office) -> None:
    office.environment |= {"STAFF_IDS": "", "ADMIN_IDS": ""}
    async with office.running():
        assert (await office.chat(3001).ask("/pause"))["text"] == TEXTS.say("unknown_command")


async def test_menus_differ_by_role_and_follow_grants(office: Office) -> None:
    admin = office.chat(3001)
    async with office.running():
        await admin.ask("/help")
        assert "forget" in _menu(office, type="default")
        assert "grant" not in _menu(office, type="default")
        assert "grant" in _menu(office, type="chat", chat_id=3001)
        assert _menu(office, type="chat", chat_id=1001) == set()
        await admin.ask("/grant 1001 admin")
        assert "grant" in _menu(office, type="chat", chat_id=1001)
        await admin.ask("/revoke 1001")
        assert _menu(office, type="chat", chat_id=1001) == set()


async def test_the_kill_switch_answers_everyone_with_one_sentence_and_outlives_a_restart(office: Office) -> None:
    async with office.running():
        await office.chat(3001).ask("/pause 报告有误")
    async with office.running():
        chat, paused = office.chat(), TEXTS.say("paused", contact="12345政务服务便民热线", phone="12345")
        assert [(await chat.ask(text))["text"] for text in ("问", "/start")] == [paused] * 2
        assert office.assistant.asked == []
        await office.chat(3001).ask("/resume")
        assert (await chat.ask("问"))["text"].startswith("答:问")
        audit = (await office.chat(3001).ask("/audit"))["text"]
    assert "报告有误" in audit
    assert audit.count("telegram:3001") == 2


async def test_a_polite_limit_a_day_for_residents(office: Office) -> None:
    office.environment |= {"QUESTIONS_PER_DAY": "2"}
    async with office.running():
        for person in (1001, 2001):
            chat = office.chat(person)
            replies = [(await chat.ask(text))["text"] for text in "一二三"]
            assert replies[2].startswith("答:三") == (person == 2001)
        assert replies[1].startswith("答:二")
        assert (await office.chat(1002).ask("别人"))["text"].startswith("答:别人")


async def test_in_a_group_only_what_is_meant_for_the_bot_is_answered_publicly(office: Office) -> None:
    staff = office.chat(2001, GROUP)
    async with office.running():
        await staff.say("大家好")
        await staff.send(sticker=None)
        reply = await staff.ask("@hewen_test_bot 有多少人?")
        await staff.say("那增幅呢?", reply_to=reply)
        assert (await staff.reply())["reply_to_message"]["text"] == "那增幅呢?"
    assert [question.text for question in office.assistant.asked] == ["有多少人?", "那增幅呢?"]
    assert {(question.role, question.public_only) for question in office.assistant.asked} == {("resident", True)}


async def test_people_in_a_group_have_histories_of_their_own(office: Office) -> None:
    async with office.running():
        for person in (1001, 1002):
            await office.chat(person, GROUP).ask("@hewen_test_bot 问")
        await office.chat(1001, GROUP).ask("@hewen_test_bot 再问")
    assert [question.history for question in office.assistant.asked] == [(), (), ("问",)]


async def test_an_edited_question_is_answered_in_place(office: Office, chat: Chat) -> None:
    asked = await chat.say("产直?")
    first = await chat.reply()
    await chat.edit(asked, "产值?")
    changed = await chat.wait("edit")
    assert changed["message_id"] == first["message_id"]
    assert changed["text"].startswith("答:产值?")
    await chat.press(changed, TEXTS.say("button.source", n=1))
    assert PARAGRAPH in (await chat.reply())["text"]
    assert (await chat.ask("那增幅呢?"))["text"].startswith("答:那增幅呢?")
    assert office.assistant.asked[-1].history == ("产值?",)


async def test_an_edit_to_a_shorter_answer_takes_the_other_pages_away(office: Office, chat: Chat) -> None:
    office.assistant.answers["长"] = answer("长", "一句话。" * 3000, citation())
    asked = await chat.say("长")
    pages = [await chat.reply() for _ in range(3)]
    await chat.edit(asked, "短")
    gone = {(await chat.wait("delete"))["message_id"] for _ in range(2)}
    assert gone == {page["message_id"] for page in pages[1:]}


async def test_a_double_tap_does_nothing_twice(chat: Chat) -> None:
    reply = await chat.ask("产值?")
    first, second = [await chat.tap(reply, TEXTS.say("button.source", n=1)) for _ in range(2)]
    await chat.wait("callback")
    await chat.wait("callback")
    await chat.reply()
    await chat.ask("下一个")
    assert len(chat.done()) == 3
    assert first["id"] != second["id"]


async def test_forgetting_asks_first_and_deletes_then(office: Office, chat: Chat) -> None:
    await chat.ask("我的事")
    sure = await chat.ask("/forget")
    other = office.chat(1002)
    await other.press(sure, TEXTS.say("forget.yes"))
    assert office.database.do(lambda c: c.exec_driver_sql("SELECT count(*) FROM answers").scalar()) == 1
    await chat.press(sure, TEXTS.say("forget.yes"))
    assert (await chat.wait("edit"))["text"] == TEXTS.say("forget.done_yes")
    assert office.database.do(lambda c: c.exec_driver_sql("SELECT count(*) FROM answers").scalar()) == 0
