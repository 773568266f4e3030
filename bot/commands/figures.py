"""``figures``: the ledger of the edition that serves, internal documents included, for staff."""

from __future__ import annotations

import argparse
import json
import sys

from bot.app import library_to_ask
from bot.cli import CommandError
from bot.os_reason import reason
from bot.settings import Settings
from bot.staff.ledger import as_json, find, save_csv, save_xlsx, write_csv
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """The rows that hold every word: as JSON, in files, else as CSV on standard output."""
    rows = find(library_to_ask(settings).current().figures(), " ".join(given.words))
    texts = Texts.load("ledger")
    if given.json:
        print(json.dumps([as_json(row) for row in rows], ensure_ascii=False, indent=2))
        return 0
    try:
        if given.csv:
            save_csv(given.csv, rows, texts)
        if given.xlsx:
            save_xlsx(given.xlsx, rows, texts)
    except OSError as error:
        raise CommandError(texts.say("unwritable", file=error.filename or "", reason=reason(error))) from error
    if saved := [str(path) for path in (given.csv, given.xlsx) if path]:
        print(texts.say("saved", rows=len(rows), files="、".join(saved)), file=sys.stderr)
    else:
        write_csv(sys.stdout, rows, texts)
    if not rows:
        print(texts.say("none"), file=sys.stderr)
    return 0
