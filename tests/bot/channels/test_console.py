"""The console: piped questions are answered in order, a terminal gets a chat that Ctrl-D ends."""

from __future__ import annotations

import asyncio
import codecs
import io
import os
import pty
import sys

from bot.channels.console import run_console
from bot.texts import Texts
from tests.telegram_server.fakes import QUOTE, FakeAssistant, answer

TEXTS = Texts.load("console")


async def _piped(assistant: FakeAssistant, text: str) -> str:
    out = io.StringIO()
    await run_console(assistant, TEXTS, source=io.StringIO(text), out=out)
    return out.getvalue()


async def test_piped_questions_are_answered_line_by_line_without_colour() -> None:
    shown = await _piped(FakeAssistant(), "第一个?\n\n第二个?")
    assert shown.index("答:第一个?[1]") < shown.index("答:第二个?[1]")
    assert QUOTE in shown.replace("\n  ", "")
    assert "已完成" in shown
    assert "\x1b" not in shown


async def test_follow_ups_know_the_questions_before_them() -> None:
    assistant = FakeAssistant()
    await _piped(assistant, "\n".join("一二三四五"))
    assert assistant.asked[-1].history == ("二", "三", "四")


async def test_a_number_picks_one_of_the_choices() -> None:
    assistant = FakeAssistant()
    assistant.answers["多少?"] = answer("多少?", "您问哪一个?", choices=("产值多少?", "税收多少?"))
    shown = await _piped(assistant, "多少?\n2\n7")
    assert "2. 税收多少?" in shown
    assert [question.text for question in assistant.asked] == ["多少?", "税收多少?", "7"]


async def test_a_word_of_leaving_is_no_question() -> None:
    assistant = FakeAssistant()
    await _piped(assistant, "多少?\nQuit\n还有呢?")
    assert [question.text for question in assistant.asked] == ["多少?"]


_CHAT = """
import asyncio
from bot.channels.console import run_console
from bot.texts import Texts
from tests.telegram_server.fakes import FakeAssistant
asyncio.run(run_console(FakeAssistant(), Texts.load("console")))
"""


async def test_a_terminal_gets_a_chat_that_ctrl_d_ends() -> None:
    ours, theirs = pty.openpty()
    environment = dict(os.environ, TERM="xterm", COLUMNS="60")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _CHAT, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    shown = await asyncio.to_thread(_talk, ours)
    assert await process.wait() == 0
    assert "答:产值多少?" in shown
    assert "\x1b[2m" in shown  # the source is dimmed
    assert "再见" in shown


def _talk(terminal: int) -> str:
    """Type a question when asked for one, Ctrl-D when asked again; all that was shown."""
    shown, typed, decoder = "", 0, codecs.getincrementaldecoder("utf-8")("replace")  # a read may end inside a character
    keys = ("产值多少?\r", "\x04")
    while True:
        try:
            shown += decoder.decode(os.read(terminal, 65536))
        except OSError:
            return shown
        os.write(terminal, b"\x1b[1;1R" * shown.count("\x1b[6n"))  # where the cursor is
        shown = shown.replace("\x1b[6n", "")
        answered = shown.partition("答:")[2] if typed else shown  # keys between two prompts may be lost
        if typed < len(keys) and TEXTS.say("prompt") in answered:
            os.write(terminal, keys[typed].encode())
            typed += 1
