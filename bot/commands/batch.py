"""``ask --batch``: a file of questions to a file of answers, row by row, so that memory does not grow with them."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TextIO, cast, get_args

from bot.answering.answer import Answer, AnswerSentence, Question, Role
from bot.assistant import Assistant
from bot.cli import CommandError
from bot.os_reason import reason
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file. ``question`` is None where the line is none: it is answered all the same, with an error."""

    number: int
    id: Any
    question: Question | None


def answer_file(assistant: Assistant, source: Path, target: Path, at_once: int = 1) -> None:
    """Every row of ``source`` answered in ``target``, in order; ``at_once``: rows in work at a time.

    Raises ``CommandError`` for a file that can't be read or written.
    """
    texts = Texts.load("commands")
    if target.exists() and source.exists() and target.samefile(source):
        raise CommandError(texts.say("ask.same_file", file=source))
    with _opened(source, "r", texts) as lines, _opened(target, "w", texts) as out:
        asyncio.run(_answer_all(assistant, _rows(lines), out, at_once, texts))


async def _answer_all(assistant: Assistant, rows: Iterator[Row], out: TextIO, at_once: int, texts: Texts) -> None:
    while group := tuple(islice(rows, at_once)):
        answers = await asyncio.gather(*(_answer(assistant, row, texts) for row in group))
        out.writelines(_line(row, answer) for row, answer in zip(group, answers, strict=True))


def _line(row: Row, answer: Answer) -> str:
    return json.dumps({"id": row.id, **answer.as_json()}, ensure_ascii=False) + "\n"


async def _answer(assistant: Assistant, row: Row, texts: Texts) -> Answer:
    if row.question:
        return await assistant.ask(row.question)
    told = texts.say("ask.bad_row", line=row.number)
    print(told, file=sys.stderr)
    return Answer("", "error", (AnswerSentence(told, "fixed"),))


def _opened(path: Path, mode: str, texts: Texts) -> TextIO:
    """Bytes that are no UTF-8 cost their characters, not the file."""
    try:
        encoding = "utf-8-sig" if mode == "r" else "utf-8"
        return cast(TextIO, path.open(mode, encoding=encoding, errors="replace"))
    except OSError as error:
        key = "ask.unreadable" if mode == "r" else "ask.unwritable"
        raise CommandError(texts.say(key, file=path, reason=reason(error))) from error


def _rows(lines: Iterator[str]) -> Iterator[Row]:
    return (_row(line, number) for number, line in enumerate(lines, 1) if line.strip())


def _row(line: str, number: int) -> Row:
    """Whoever names no role that there is has a resident's."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, None, None)
    if not isinstance(given, dict):
        return Row(number, None, None)
    if not isinstance(given.get("q"), str):
        return Row(number, given.get("id"), None)
    role = given["role"] if given.get("role") in get_args(Role) else "resident"
    history = given["history"] if isinstance(given.get("history"), list) else ()
    earlier = tuple(text for text in history if isinstance(text, str))
    return Row(number, given.get("id"), Question(given["q"], cast(Role, role), earlier))
