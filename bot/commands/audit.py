"""``audit``: the latest changes, newest first."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

from bot.app import open_administration, open_library, people_database
from bot.settings import Settings
from bot.texts import Texts

_SHOWN = 50


def run(given: argparse.Namespace, settings: Settings) -> int:
    database = people_database(settings)
    rows = asyncio.run(open_administration(settings, open_library(settings, database), database).audit(_SHOWN))
    if given.json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
        return 0
    texts = Texts.load("admin")
    for row in rows:
        print(texts.say("audit.row", **row.as_json()))
    if not rows:
        print(texts.say("audit.none"), file=sys.stderr)
    return 0
