"""SIGTERM in the middle of an answer: what is being answered is finished, what waits is handed on, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram.journal import Journal
from bot.storage import open_database
from tests.security.obeying import obeying_model
from tests.soak.bot import Bot
from tests.telegram_server.people import Chat
from tests.telegram_server.server import BotApi

ASKED = "规模工业产值是多少?"


@pytest.mark.torture  # ten seconds of two real processes
async def test_an_answer_under_way_arrives_and_the_next_start_has_the_rest(tmp_path: Path) -> None:
    with obeying_model() as (model, url):
        async with BotApi() as server:
            bot = Bot(tmp_path / "office", server.base_url, url)
            await bot.start()
            chat, other = Chat(server, 1001), Chat(server, 1002)
            model.pause = 1.0
            await chat.say(ASKED)
            await server.world.until(lambda: model.asked or None)  # the answer is being written
            assert await bot.end() == 0
            assert "0.96亿元" in (await chat.reply())["text"]
            await other.say(ASKED)
            await bot.start()
            assert "0.96亿元" in (await other.reply())["text"]
            assert await bot.end() == 0
        assert len(chat.done()) == len(other.done()) == 1
    database = open_database(bot.place / "data")
    assert await Journal(database).waiting() == 0
    database.close()
