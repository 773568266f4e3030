"""``restore``: what a backup holds takes the place of what is there, which is backed up first."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime

from bot.admin.audit import Audit
from bot.admin.backup import Place, back_up, restore
from bot.admin.plainly import told_plainly
from bot.app import open_library, people_database
from bot.commands.reload import person
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """One line on standard output, on standard error where the state before is kept."""
    texts = Texts.load("admin")
    with told_plainly():
        database = people_database(settings)
        place = Place(open_library(settings, database), database(), settings.seeds_dir)
        edition = restore(place, given.file, lambda: _save(place, settings, texts))
        Audit(database).add(person(), "restore", str(given.file))
    print(texts.say("backup.restored", edition=edition.id))
    return 0


def _save(place: Place, settings: Settings, texts: Texts) -> None:
    """What is there now, beside it."""
    if place.library.current_id():
        saved = settings.data_dir / f"before-restore-{datetime.now().astimezone():%Y%m%d-%H%M%S}.tar.gz"
        back_up(place, saved)
        print(texts.say("backup.saved", file=saved), file=sys.stderr)
