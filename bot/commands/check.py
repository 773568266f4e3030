"""``check``: a draft's numbers held against the ledger."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot.answering.question.lexicon import Lexicon
from bot.app import library_to_ask
from bot.cli import CommandError
from bot.settings import Settings
from bot.staff.desk import Desk
from bot.staff.draft_check import Verdict, as_json
from bot.texts import Texts
from retrieval.loading import LoadingError


def run(given: argparse.Namespace, settings: Settings) -> int:
    """The verdict on every number of the draft; 0 however they are, since the check itself was done."""
    texts = Texts.load("ledger")
    desk = Desk(library_to_ask(settings), Lexicon.load())
    verdicts = desk.check(_draft(given.draft, desk))
    if given.json:
        print(json.dumps([as_json(verdict, desk.title) for verdict in verdicts], ensure_ascii=False, indent=2))
        return 0
    for verdict in verdicts:
        print(_line(verdict, desk, texts))
    counts = {kind: sum(verdict.verdict == kind for verdict in verdicts) for kind in ("match", "mismatch", "unknown")}
    print(texts.say("check.counted", **counts), file=sys.stderr)
    return 0


def _draft(file: str, desk: Desk) -> str:
    """The text of a file in any format that documents may have; ``-`` is standard input, in UTF-8."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig") if file == "-" else desk.read(Path(file))
    except UnicodeDecodeError as error:
        raise CommandError(str(LoadingError(file, "not_text"))) from error
    except LoadingError as error:
        raise CommandError(str(error)) from error


def _line(verdict: Verdict, desk: Desk, texts: Texts) -> str:
    quote, title = (verdict.row.quote, desk.title(verdict.row.document)) if verdict.row else ("", "")
    told = {"number": verdict.text, "expected": verdict.expected or "", "quote": quote, "title": title}
    planned = verdict.verdict == "match" and verdict.row and verdict.row.figure.progress == "planned"
    return texts.say("check.planned" if planned else f"check.{verdict.verdict}", **told)
