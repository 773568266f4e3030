"""``documents``: what serves now, or the text of one of them that offsets count in."""

from __future__ import annotations

import argparse
import json
import sys

from bot.admin.documents import as_text
from bot.admin.errors import AdminError
from bot.app import open_administration, people_database, ready_library
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """The documents as a list; with ``--text ID`` exactly the text, in code points, without an added line end."""
    database, texts = people_database(settings), Texts.load("admin")
    library = ready_library(settings, database)
    if given.text is not None:
        try:
            sys.stdout.write(library.current().document(given.text).text)
        except KeyError as error:
            raise AdminError(texts.say("documents.unknown", id=given.text)) from error
        return 0
    rows = open_administration(settings, library, database).documents()
    listed = [row.as_json() for row in rows]
    print(json.dumps(listed, ensure_ascii=False, indent=2) if given.json else as_text(rows, texts))
    return 0
