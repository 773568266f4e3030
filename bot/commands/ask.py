"""``ask``: one question from the command line, or a file of them."""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.answering.answer import Answer, Question
from bot.app import open_assistant, ready_library
from bot.assistant import Assistant
from bot.cli import CommandError
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Answers on standard output, or a file of answers; 1 only where an answer is an ``error``."""
    texts = Texts.load("commands")
    if (given.question is None) == (given.batch is None) or (given.batch is None) != (given.out is None):
        raise CommandError(texts.say("ask.usage"))
    assistant = open_assistant(settings, ready_library(settings))
    if given.batch:
        return asyncio.run(_answer_file(assistant, given.batch, given.out, texts))
    answer = asyncio.run(assistant.ask(Question(given.question, given.role)))
    print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2) if given.json else shown(answer, texts))
    return int(answer.status == "error")


def shown(answer: Answer, texts: Texts) -> str:
    """An answer with its quotes, as plain text."""
    quotes = [texts.say("ask.quote", n=c.n, quote=c.quote, title=c.title) for c in answer.citations]
    return "\n".join((answer.text, *quotes))


async def _answer_file(assistant: Assistant, source: Path, target: Path, texts: Texts) -> int:
    with target.open("w", encoding="utf-8") as out:
        for row in _rows(source, texts):
            question = Question(row["q"], row.get("role") or "resident", tuple(row.get("history") or ()))
            answer = await assistant.ask(question)
            out.write(json.dumps({"id": row.get("id"), **answer.as_json()}, ensure_ascii=False) + "\n")
    return 0


def _rows(source: Path, texts: Texts) -> Iterator[dict[str, Any]]:
    """The rows of a file, one at a time."""
    try:
        with source.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(line, number, source, texts)
    except OSError as error:
        raise CommandError(texts.say("ask.unreadable", file=source, reason=error.strerror)) from error


def _row(line: str, number: int, source: Path, texts: Texts) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("q"), str):
        raise CommandError(texts.say("ask.bad_row", file=source, line=number))
    return row
