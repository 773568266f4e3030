"""The server refuses what Telegram would, asked through the unmodified library."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter

from tests.telegram_server.faults import BAD_GATEWAY, CLOSED, CONFLICT, flood
from tests.telegram_server.server import TOKEN, BotApi


@pytest.fixture
async def server() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def bot(server: BotApi) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, server.base_url, server.file_url) as bot:
        yield bot


async def test_limits_count_after_entities(bot: Bot) -> None:
    await bot.send_message(1, f"<b>{'长' * 4096}</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)too long"):
        await bot.send_message(1, "长" * 4097)
    with pytest.raises(BadRequest, match=r"(?i)too long"):
        await bot.send_message(1, "😀" * 2049)
    with pytest.raises(BadRequest, match=r"(?i)caption is too long"):
        await bot.send_document(1, b"x", caption="长" * 1025)
    with pytest.raises(BadRequest, match=r"(?i)too many entities"):
        await bot.send_message(1, "<b>a</b>" * 101, parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"(?i)empty"):
        await bot.send_message(1, " \n ")


@pytest.mark.parametrize(
    "html", ["<b>open", "a < b", "a & b", "<p>x</p>", "<b><i>x</b></i>", "x</b>", "<b class='x'>y</b>"]
)
async def test_broken_html_is_refused(bot: Bot, html: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)can't parse entities"):
        await bot.send_message(1, html, parse_mode="HTML")


@pytest.mark.parametrize(
    "button",
    [
        InlineKeyboardButton("a", callback_data="长" * 22),
        InlineKeyboardButton("", callback_data="x"),
        InlineKeyboardButton("nothing to do"),
        InlineKeyboardButton("a", copy_text=CopyTextButton("x" * 257)),
    ],
)
async def test_malformed_buttons_are_refused(bot: Bot, button: InlineKeyboardButton) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(1, "x", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_the_same_text_again_is_not_modified(bot: Bot) -> None:
    message = await bot.send_message(1, "x")
    await message.edit_text("y")
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await message.edit_text("y")
    with pytest.raises(BadRequest, match=r"(?i)not found"):
        await bot.edit_message_text("y", 1, 999)


async def test_unknown_callback_files_and_replies_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)query ID is invalid"):
        await bot.answer_callback_query("nobody pressed")
    with pytest.raises(BadRequest, match=r"(?i)file_id"):
        await bot.get_file("none")
    with pytest.raises(BadRequest, match=r"(?i)replied not found"):
        await bot.send_message(1, "x", reply_to_message_id=999)


async def test_a_file_comes_back_as_it_went(bot: Bot) -> None:
    sent = await bot.send_document(1, b"\x00\xff", filename="表.csv")
    assert sent.document is not None
    assert sent.document.file_name == "表.csv"
    assert bytes(await (await sent.document.get_file()).download_as_bytearray()) == b"\x00\xff"


async def test_faults_as_ordered(server: BotApi, bot: Bot) -> None:
    server.faults.order("getMe", flood(7), BAD_GATEWAY, CLOSED, CONFLICT)
    for expected in (RetryAfter, NetworkError, NetworkError, Conflict):
        with pytest.raises(expected):
            await bot.get_me()
    assert (await bot.get_me()).username == "hewen_test_bot"


async def test_a_wrong_token_is_refused(server: BotApi) -> None:
    with pytest.raises(InvalidToken):
        await Bot("4242:wrong", server.base_url).initialize()
