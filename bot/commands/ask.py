"""``ask``: one question from the command line, or a file of them."""

from __future__ import annotations

import argparse
import asyncio
import json

from bot.answering.answer import Answer, Question
from bot.app import library_to_ask, open_assistant, people_database
from bot.assistant import Assistant
from bot.cli import UsageError
from bot.commands.batch import answer_file
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Answers on standard output, or a file of answers; 1 where the one answer is an ``error``."""
    texts = Texts.load("commands")
    if bool(given.question) == bool(given.batch) or bool(given.batch) != bool(given.out):
        raise UsageError(texts.say("ask.usage"))
    database = people_database(settings)
    assistant = open_assistant(settings, library_to_ask(settings, database), database=database)
    if given.batch:
        at_once = settings.model_concurrency if settings.openai_api_key else 1
        answer_file(assistant, given.batch, given.out, at_once)
        return 0
    return asyncio.run(_answer(assistant, Question(" ".join(given.question), given.role), given.json))


async def _answer(assistant: Assistant, question: Question, as_json: bool) -> int:
    """Prints before the loop closes: a name that is still looked up for a model would hold the answer back."""
    answer = await assistant.ask(question)
    print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2) if as_json else shown(answer), flush=True)
    return int(answer.status == "error")


def shown(answer: Answer) -> str:
    """An answer with its quotes, as plain text."""
    texts = Texts.load("commands")
    quotes = [texts.say("ask.quote", n=c.n, quote=c.quote, title=c.title) for c in answer.citations]
    return "\n".join((answer.text, *quotes))
