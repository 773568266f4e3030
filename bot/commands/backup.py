"""``backup``: everything that matters, in one file."""

from __future__ import annotations

import argparse

from bot.admin.audit import Audit
from bot.admin.backup import Place, back_up
from bot.admin.plainly import told_plainly
from bot.admin.status import readable_size
from bot.app import people_database, ready_library
from bot.commands.reload import person
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """One line on standard output."""
    with told_plainly():
        database = people_database(settings)
        place = Place(ready_library(settings, database), database(), settings.seeds_dir)
        made = back_up(place, given.file.absolute())
        Audit(database).add(person(), "backup", str(given.file))
    size = readable_size(made.size_bytes)
    print(Texts.load("admin").say("backup.done", file=given.file, editions=made.editions, seeds=made.seeds, size=size))
    return 0
