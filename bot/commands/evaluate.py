"""``eval``: a file of cases, answered and scored."""

from __future__ import annotations

import argparse
import asyncio
import json

from bot.app import library_to_ask, open_assistant, people_database
from bot.cli import CommandError
from bot.evaluation import load, render
from bot.evaluation import run as score_cases
from bot.os_reason import reason
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """The table and the failing rows on standard output; 0 however the answers did."""
    texts = Texts.load("commands")
    try:
        cases = tuple(case for path in given.cases for case in load(path))
    except OSError as error:
        raise CommandError(texts.say("ask.unreadable", file=error.filename, reason=reason(error))) from error
    except ValueError as error:
        raise CommandError(texts.say("eval.bad_case", told=error)) from error
    database = people_database(settings)
    assistant = open_assistant(settings, library_to_ask(settings, database), database=database)
    with asyncio.Runner() as runner:
        report = score_cases(cases, lambda question: runner.run(assistant.ask(question)))
    print(json.dumps(report.as_json(), ensure_ascii=False, indent=2) if given.json else render(report))
    return 0
