"""Who was told a figure and opted in hears when it changes, once, also when the change came while the bot was down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.answer import FigureInAnswer
from bot.channels.telegram.corrections import changed
from bot.people.told import Told
from bot.texts import Texts
from tests.bot.channels.telegram.conftest import Office
from tests.telegram_server.fakes import QUOTE, answer, citation
from tests.telegram_server.people import Chat, labels
from tests.telegram_server.shelf import ledger_row

TEXTS = Texts.load("telegram")
WATCH, UNWATCH = TEXTS.say("button.watch"), TEXTS.say("button.unwatch")
FIGURE = FigureInAnswer("规模工业产值", "0.96亿元", "元", 96000000.0, "2022年1-5月", (1,))
NEW = ledger_row("0.97亿元", quote="1-5月,规模工业产值0.97亿元。")


async def _watching(office: Office, chat: Chat) -> None:
    office.assistant.answers["产值?"] = answer("产值?", "产值0.96亿元。", citation(), figures=(FIGURE,))
    await chat.press(await chat.ask("产值?"), WATCH)


def _another_edition(office: Office) -> None:
    office.shelf.id, office.shelf.rows = "e2", (NEW,)


async def test_a_change_while_the_bot_was_down_is_told_once_with_both_sources(office: Office) -> None:
    chat, other = office.chat(), office.chat(1002)
    async with office.running():
        await _watching(office, chat)
        await other.ask("产值?")
    _another_edition(office)
    async with office.running():
        notice = await chat.reply()
        for part in ("0.96亿元", "0.97亿元", QUOTE, NEW.quote):
            assert part in notice["text"]
    async with office.running():
        await chat.ask("还好吗")
    assert len(chat.done()) == 3
    assert len(other.done()) == 1


async def test_a_switch_from_chat_tells_at_once(office: Office, chat: Chat) -> None:
    await _watching(office, chat)
    admin = office.chat(3001)
    await admin.ask("/reload")
    while not labels(report := await admin.wait("edit")):
        pass
    _another_edition(office)
    await admin.press(report, TEXTS.say("button.approve"))
    assert "0.97亿元" in (await chat.reply())["text"]


async def test_who_opted_out_hears_nothing_more(office: Office) -> None:
    chat = office.chat()
    async with office.running():
        await _watching(office, chat)
    _another_edition(office)
    async with office.running():
        await chat.press(await chat.reply(), UNWATCH)
    office.shelf.id, office.shelf.rows = "e3", (ledger_row("0.98亿元"),)
    async with office.running():
        await chat.ask("还好吗")
    assert "更正" not in chat.done()[-1]["text"]


TOLD = Told(1, 1001, "规模工业产值", "2022年1-5月", "元", "0.96亿元", "report", "工作总结", QUOTE)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ((ledger_row(),), 0),
        ((NEW,), 1),
        ((NEW, ledger_row("0.98亿元")), 0),  # told twice: which one is meant is not known
        ((ledger_row("0.97亿元", document="other"),), 0),
        ((), 0),
    ],
)
def test_only_a_clear_change_is_a_change(rows: tuple[object, ...], found: int) -> None:
    assert len(changed([TOLD, replace(TOLD, id=2, indicator="别的")], rows)) == found  # type: ignore[arg-type]
