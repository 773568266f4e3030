"""``status``: what serves now and which editions are kept."""

from __future__ import annotations

import argparse
import json

from bot.admin.status import Status, as_text
from bot.app import open_administration, people_database, ready_library
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    database = people_database(settings)
    status: Status = open_administration(settings, ready_library(settings, database), database).status()
    print(
        json.dumps(status.as_json(), ensure_ascii=False, indent=2)
        if given.json
        else as_text(status, Texts.load("admin"))
    )
    return 0
