"""A question over HTTP: typing, the answer within limits, sources, order, and what a person sees when things fail."""

from __future__ import annotations

import asyncio
import logging

import pytest

from tests.bot.channels.telegram.conftest import Office
from tests.telegram_server.fakes import PARAGRAPH, QUOTE, answer, citation
from tests.telegram_server.faults import BAD_GATEWAY, CLOSED, CONFLICT, GARBAGE, HANGING, UNPARSABLE, flood
from tests.telegram_server.people import Chat, labels
from tests.telegram_server.server import TOKEN


async def test_an_answer_comes_with_typing_a_folded_quote_and_a_button(chat: Chat) -> None:
    reply = await chat.ask("规模工业产值是多少?")
    assert chat.done("action")[0]["action"] == "typing"
    assert reply["text"].startswith("答:规模工业产值是多少?[1]")
    assert QUOTE in reply["text"]
    assert "已完成" in reply["text"]
    assert [entity["type"] for entity in reply["entities"]] == ["expandable_blockquote"]
    assert labels(reply)[0] == "原文 1"


async def test_the_source_button_shows_the_paragraph_with_the_quote_in_bold(chat: Chat) -> None:
    reply = await chat.ask("规模工业产值是多少?")
    await chat.press(reply, "原文 1")
    shown = await chat.reply()
    assert PARAGRAPH in shown["text"]
    (bold,) = shown["entities"]
    assert shown["text"][bold["offset"] : bold["offset"] + bold["length"]] == QUOTE


async def test_a_source_leads_to_its_page_where_everyone_can_open_it(office: Office) -> None:
    office.environment["PUBLIC_URL"] = "https://he.example"
    async with office.running():
        chat = office.chat()
        await chat.press(await chat.ask("规模工业产值是多少?"), "原文 1")
        assert "https://he.example/documents/report?start=10" in (await chat.reply())["text"]


async def test_the_quote_alone_is_shown_once_its_edition_is_gone(office: Office, chat: Chat) -> None:
    office.assistant.answers["旧"] = answer("旧", "旧的。", citation(1, "旧版里的一句。"))
    office.assistant.gone.add("旧版里的一句。")
    await chat.press(await chat.ask("旧"), "原文 1")
    assert (await chat.reply())["text"].endswith("旧版里的一句。")


async def test_a_button_of_a_forgotten_answer_says_so(office: Office, chat: Chat) -> None:
    reply = await chat.ask("规模工业产值是多少?")
    office.database.do(lambda c: c.exec_driver_sql("DELETE FROM answers"))
    told = await chat.press(reply, "原文 1")
    assert "重新问" in told["text"]


async def test_a_long_answer_comes_on_several_pages_with_buttons_on_the_last(office: Office, chat: Chat) -> None:
    text = "".join(f"第{n}件事已经办好了,大家都很满意。" for n in range(900))
    office.assistant.answers["都办了什么?"] = answer("都办了什么?", text, citation())
    await chat.say("都办了什么?")
    pages = [await chat.reply()]
    while not labels(pages[-1]):
        pages.append(await chat.reply())
    assert len(pages) > 3
    assert "".join(page["text"] for page in pages).startswith(text + "[1]")
    assert all(page["text"].endswith("。") for page in pages[:-1])


async def test_markup_in_an_answer_stays_text(office: Office, chat: Chat) -> None:
    office.assistant.answers["x"] = answer("x", '<b>粗</b> & "引" <script>')
    assert (await chat.ask("x"))["text"] == '<b>粗</b> & "引" <script>'


async def test_refused_html_is_sent_as_plain_text(office: Office, chat: Chat) -> None:
    office.server.faults.order("sendMessage", UNPARSABLE)
    reply = await chat.ask("规模工业产值是多少?")
    assert reply["entities"] == []
    assert QUOTE in reply["text"]


async def test_follow_ups_carry_the_history_of_their_chat_alone(office: Office, chat: Chat) -> None:
    await chat.ask("规模工业产值是多少?")
    await office.chat(1002).ask("悦华建好了吗?")
    await chat.ask("那增幅呢?")
    assert office.assistant.asked[-1].history == ("规模工业产值是多少?",)


@pytest.mark.parametrize(("person", "role"), [(1001, "resident"), (2001, "staff"), (3001, "admin")])
async def test_roles_come_from_the_settings(office: Office, person: int, role: str) -> None:
    async with office.running():
        await office.chat(person).ask("有多少人?")
    assert office.assistant.asked[0].role == role


async def test_order_is_kept_in_a_chat_while_another_is_answered(office: Office, chat: Chat) -> None:
    office.assistant.held["慢"] = asyncio.Event()
    await chat.say("慢")
    await chat.say("快")
    other = await office.chat(1002).ask("别人的问题")
    assert other["text"].startswith("答:别人的问题")
    assert chat.done() == []
    office.assistant.held["慢"].set()
    assert [(await chat.reply())["text"][:3] for _ in range(2)] == ["答:慢", "答:快"]


async def test_a_button_does_not_wait_for_an_answer_being_written(office: Office, chat: Chat) -> None:
    reply = await chat.ask("规模工业产值是多少?")
    office.assistant.held["慢"] = asyncio.Event()
    await chat.say("慢")
    await chat.press(reply, "原文 1")
    assert PARAGRAPH in (await chat.reply())["text"]
    office.assistant.held["慢"].set()


@pytest.mark.parametrize(
    "content", [{"photo": []}, {"sticker": None}, {"location": {"latitude": 31.8, "longitude": 120.0}}]
)
async def test_what_is_not_text_gets_a_kind_word(chat: Chat, content: dict[str, object]) -> None:
    await chat.send(**content)
    assert "文字" in (await chat.reply())["text"]


async def test_what_is_written_under_a_picture_is_asked(chat: Chat) -> None:
    picture = {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}
    await chat.send(photo=[picture], caption="产值是多少?")
    assert (await chat.reply())["text"].startswith("答:产值是多少?")


async def test_people_learn_the_number_that_a_role_needs(chat: Chat) -> None:
    assert "1001" in (await chat.ask("/id"))["text"]


async def test_start_help_and_unknown_commands(chat: Chat) -> None:
    assert "荷花池街道办事处" in (await chat.ask("/start"))["text"]
    assert "原文" in (await chat.ask("/help"))["text"]
    assert "/help" in (await chat.ask("/nothing"))["text"]


async def test_an_error_is_a_sentence_for_the_user_and_a_trace_for_the_log(
    office: Office, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    office.assistant.answers["坏"] = RuntimeError("boom")
    reply = await chat.ask("坏")
    assert "boom" not in reply["text"]
    assert "差错" in reply["text"]
    assert "RuntimeError: boom" in caplog.text
    assert (await chat.ask("好"))["text"].startswith("答:好")


@pytest.mark.parametrize("fault", [BAD_GATEWAY, CLOSED, GARBAGE])
async def test_a_failing_network_is_tried_again(office: Office, chat: Chat, fault: object) -> None:
    office.server.faults.order("sendMessage", fault, fault)  # type: ignore[arg-type]
    assert (await chat.ask("好"))["text"].startswith("答:好")
    assert office.pauses == [0.5, 1.0]


async def test_a_call_that_is_never_answered_is_tried_again(office: Office) -> None:
    office.request_seconds = 0.5
    office.server.faults.order("sendMessage", HANGING)
    async with office.running():
        assert (await office.chat().ask("好"))["text"].startswith("答:好")
    assert office.pauses == [0.5]


async def test_a_reply_that_can_not_be_sent_is_sent_by_the_next_run(office: Office) -> None:
    chat = office.chat()
    office.server.faults.order("sendMessage", *[BAD_GATEWAY] * 8)
    async with office.running():
        await chat.say("好")
        calls = office.server.world.calls
        await office.server.world.until(lambda: sum(name == "sendMessage" for name, _ in calls) == 8 or None)
    async with office.running():
        assert (await chat.reply())["text"].startswith("答:好")
    assert len(chat.done()) == 1


async def test_a_flood_limit_is_waited_for(office: Office, chat: Chat) -> None:
    office.server.faults.order("sendMessage", flood(1))
    assert (await chat.ask("好"))["text"].startswith("答:好")


async def test_polling_goes_on_after_a_conflict_and_an_error(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.server.faults.order("getUpdates", CONFLICT, BAD_GATEWAY)
    async with office.running():
        assert (await office.chat().ask("好"))["text"].startswith("答:好")
    assert "Conflict" in caplog.text


async def test_no_token_in_the_log_of_a_whole_run(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    from bot.logs import Redaction

    caplog.handler.addFilter(Redaction([TOKEN]))
    caplog.set_level(logging.DEBUG)
    office.server.faults.order("sendMessage", CLOSED)
    async with office.running():
        await office.chat().ask("好")
    caplog.handler.filters.clear()
    assert caplog.text
    assert TOKEN not in caplog.text
