"""``rollback``: back to a kept edition, at once."""

from __future__ import annotations

import argparse
import asyncio

from bot.app import open_administration, people_database, ready_library
from bot.commands.reload import person
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """One line on standard output."""
    database = people_database(settings)
    office = open_administration(settings, ready_library(settings, database), database)
    switched = asyncio.run(office.rollback(given.edition, person(), given.reason))
    print(Texts.load("admin").say("rollback.done", edition=switched.edition))
    return 0
