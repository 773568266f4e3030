"""A restart in the middle of anything loses no question and answers none twice, save one being sent that moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from telegram import Update

from bot.channels.telegram.journal import Journal
from bot.texts import Texts
from tests.bot.channels.telegram.conftest import Office
from tests.bot.channels.telegram.process import killed_bot
from tests.telegram_server.faults import ANSWER_LOST


async def test_questions_in_work_and_waiting_are_answered_after_a_kill(office: Office, tmp_path: Path) -> None:
    chat = office.chat()
    async with killed_bot(office.server.base_url, tmp_path, hang="慢"):
        await chat.ask("早")
        await chat.say("慢")
        await chat.say("后面的")
        await office.server.world.confirmed()
    async with office.running():
        assert [(await chat.reply())["text"][:3] for _ in range(2)] == ["答:慢", "答:后"]
    assert [question.text for question in office.assistant.asked] == ["慢", "后面的"]


async def test_an_update_that_brings_the_bot_down_each_time_gets_an_apology(office: Office, tmp_path: Path) -> None:
    chat, other = office.chat(), office.chat(1002)
    await chat.say("毒")
    async with killed_bot(office.server.base_url, tmp_path, hang="毒"):
        await other.ask("好")
    office.database.do(lambda c: c.exec_driver_sql("UPDATE journal SET attempts = 11"))
    async with office.running():
        await other.ask("好")
        assert (await chat.reply())["text"] == Texts.load("telegram").say("error")
    assert "毒" not in [question.text for question in office.assistant.asked]


async def test_an_update_that_comes_twice_is_taken_once(office: Office) -> None:
    chat = office.chat()
    async with office.running():
        await chat.ask("一")
        await office.server.world.push_again()
        await chat.ask("二")
    assert len(chat.done()) == 2


async def test_only_a_reply_whose_arrival_was_not_confirmed_comes_twice(office: Office) -> None:
    chat = office.chat()
    office.server.faults.order("sendMessage", ANSWER_LOST)
    async with office.running():
        await chat.ask("一")
        await chat.reply()
        await chat.ask("二")
    assert [reply["text"][:3] for reply in chat.done()] == ["答:一", "答:一", "答:二"]


async def test_the_journal_forgets_what_was_said_once_it_is_done(office: Office) -> None:
    async with office.running():
        await office.chat().ask("我的私事")
    assert await Journal(office.database).waiting() == 0
    bodies = office.database.do(lambda c: c.exec_driver_sql("SELECT body FROM journal").scalars().all())
    assert bodies == [None]


async def test_a_clock_that_jumps_loses_no_open_update(office: Office) -> None:
    chat = office.chat()
    await chat.say("问")
    update = Update.de_json(office.server.world.pushed[-1])
    await Journal(office.database).write(update)
    later = Journal(office.database, lambda: datetime.now(UTC) + timedelta(days=400))
    await later.forget()
    assert await later.waiting() == 1
    await later.done(update.update_id)
    await later.forget()
    assert await Journal(office.database).write(update)


async def test_a_disk_that_is_full_costs_an_apology_and_no_later_question(office: Office) -> None:
    chat = office.chat()
    async with office.running():
        await chat.ask("早")
        full = office.database.do(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar())
        await office.database.run(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count = {full}"))
        replies = [(await chat.ask(f"{n}" + "长" * 3000))["text"] for n in range(3)]
        assert Texts.load("telegram").say("error") in replies
        await office.database.run(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000"))
        assert (await chat.ask("晚"))["text"].startswith("答:晚")
