"""A chat on a terminal; questions piped in are answered line by line, then it ends."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TextIO

from bot.answering.answer import Answer, Citation, Question, Role
from bot.channels.protocols import Assistant
from bot.channels.wrapping import wrap
from bot.texts import Texts

_HISTORY = 3  # earlier questions a follow-up can refer to
_WIDEST = 88
_INDENT = "  "
_DIM, _BOLD, _PLAIN = "\x1b[2m", "\x1b[1m", "\x1b[0m"


async def run_console(
    assistant: Assistant,
    texts: Texts,
    role: Role = "resident",
    history_file: Path | None = None,
    source: TextIO | None = None,
    out: TextIO | None = None,
) -> None:
    """Answer until the questions end (退出 or Ctrl-D on a terminal, the last line of a pipe).

    ``history_file`` keeps what was typed for the arrow keys. ``source`` and ``out`` are standard input and output.
    """
    source, out = source or sys.stdin, out or sys.stdout
    page = _Page(texts, out)
    talk = _Talk(assistant, role)
    if source.isatty():
        page.welcome()
    typed = _typed(texts, history_file) if source.isatty() else _piped(source, page)
    async for text in typed:
        if text.lower() in texts.items("leave"):
            break
        page.show(await talk.ask(text))
    if source.isatty():
        page.goodbye()


class _Talk:
    """The conversation: follow-ups know the questions before them, a number picks one of the choices offered."""

    def __init__(self, assistant: Assistant, role: Role) -> None:
        self._assistant = assistant
        self._role = role
        self._asked: deque[str] = deque(maxlen=_HISTORY)
        self._choices: tuple[str, ...] = ()

    async def ask(self, typed: str) -> Answer:
        text = self._chosen(typed)
        answer = await self._assistant.ask(Question(text, self._role, tuple(self._asked)))
        self._asked.append(text)
        self._choices = answer.choices
        return answer

    def _chosen(self, typed: str) -> str:
        number = int(typed) if typed.isdecimal() and len(typed) < 3 else 0
        return self._choices[number - 1] if 0 < number <= len(self._choices) else typed


class _Page:
    """What is written: answers wrapped, their sources dimmed where the terminal can."""

    def __init__(self, texts: Texts, out: TextIO) -> None:
        self._texts = texts
        self._out = out
        self._styled = out.isatty()

    def welcome(self) -> None:
        self._write(self._texts.say("welcome") + "\n", _BOLD)

    def goodbye(self) -> None:
        self._write(self._texts.say("goodbye"))

    def question(self, text: str) -> None:
        self._write(self._texts.say("prompt") + text, _BOLD)

    def show(self, answer: Answer) -> None:
        self._write(answer.text)
        if answer.choices:
            offered = (f"{number}. {choice}" for number, choice in enumerate(answer.choices, 1))
            self._write("\n".join([self._texts.say("choice"), *offered]))
        for citation in answer.citations:
            self._write(self._citation(citation), _DIM, _INDENT)
        self._write("")

    def _citation(self, citation: Citation) -> str:
        place = [f"《{citation.title}》", *citation.section[-2:]]
        if citation.page is not None:
            place.append(self._texts.say("page", page=citation.page))
        if citation.progress is not None:
            place.append(self._texts.say(f"stamp.{citation.progress}"))
        return self._texts.say("citation", n=citation.n, place=" · ".join(place)) + f"\n“{citation.quote}”"

    def _write(self, text: str, style: str = "", indent: str = "") -> None:
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        wrapped = wrap(text, width, indent)
        print(f"{style}{wrapped}{_PLAIN}" if style and self._styled else wrapped, file=self._out, flush=True)


async def _typed(texts: Texts, history_file: Path | None) -> AsyncIterator[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(history_file)) if history_file else InMemoryHistory()
    )
    while True:
        try:
            text = (await session.prompt_async(texts.say("prompt"))).strip()
        except (EOFError, KeyboardInterrupt):
            return
        if text:
            yield text


async def _piped(source: TextIO, page: _Page) -> AsyncIterator[str]:
    while line := await asyncio.to_thread(source.readline):
        if text := line.strip():
            page.question(text)
            yield text
