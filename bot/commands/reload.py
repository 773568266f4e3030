"""``reload``: build aside, show what would change, switch when told to."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
import sys

from bot.admin.administration import Administration
from bot.admin.rehearsal import Rehearsal
from bot.admin.report import as_json, as_text
from bot.app import open_administration, open_library, ready_library
from bot.progress_bar import progress_bar
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """The rehearsal on standard output; 1 where nothing was decided or none of the files given could be read."""
    library = ready_library(settings) if given.paths else open_library(settings)
    office = open_administration(settings, library)
    with progress_bar() as tell:
        built = office.build(given.paths, tell=tell)
    rehearsal = asyncio.run(office.compare(built))
    texts = Texts.load("admin")
    if not given.json:
        print(as_text(rehearsal, texts))
    try:
        switched, status = _decide(office, rehearsal, given, settings, texts)
    except BaseException:
        if not rehearsal.unchanged and library.current_id() != rehearsal.edition:
            office.drop(rehearsal.edition)
        raise
    if given.json:
        print(json.dumps(as_json(rehearsal, switched), ensure_ascii=False, indent=2))
    return status


def person() -> str:
    """Who gives the command, as the audit log names them."""
    return f"cli:{getpass.getuser()}"


def _decide(
    office: Administration, rehearsal: Rehearsal, given: argparse.Namespace, settings: Settings, texts: Texts
) -> tuple[bool, int]:
    """Whether it was switched, and the exit status."""
    if rehearsal.unchanged:
        return False, _leave(office, rehearsal, given, texts)
    if not _agreed(rehearsal, given, settings, texts):
        return False, _withdraw(office, rehearsal, given, texts)
    switched = asyncio.run(office.approve(rehearsal.edition, person(), given.reason))
    _say(texts.say("reload.switched", edition=switched.edition))
    if switched.deleted:
        _say(texts.say("reload.deleted", editions="、".join(switched.deleted)))
    _purge(office, given, texts)
    return True, 0


def _agreed(rehearsal: Rehearsal, given: argparse.Namespace, settings: Settings, texts: Texts) -> bool:
    """The first edition has nothing to be compared with, so nobody is asked."""
    if given.yes or rehearsal.before is None or (settings.auto_switch and rehearsal.may_switch_alone):
        return True
    if not sys.stdin.isatty():
        return False
    if given.json:
        _say(as_text(rehearsal, texts))
    _say(texts.say("reload.question"), end="")
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _withdraw(office: Administration, rehearsal: Rehearsal, given: argparse.Namespace, texts: Texts) -> int:
    if not sys.stdin.isatty():
        office.drop(rehearsal.edition)
        _say(texts.say("reload.not_asked"))
        return 1
    asyncio.run(office.withdraw(rehearsal.edition, person(), given.reason))
    _say(texts.say("reload.withdrawn"))
    return 0


def _leave(office: Administration, rehearsal: Rehearsal, given: argparse.Namespace, texts: Texts) -> int:
    """Nothing differs from what serves."""
    _purge(office, given, texts)
    if given.paths and len(rehearsal.failed) >= len(given.paths):
        _say(texts.say("reload.nothing_taken"))
        return 1
    return 0


def _purge(office: Administration, given: argparse.Namespace, texts: Texts) -> None:
    if given.purge:
        purged = asyncio.run(office.purge(person(), given.reason))
        _say(texts.say("reload.purged", editions=len(purged.editions), vectors=purged.vectors))


def _say(text: str, end: str = "\n") -> None:
    print(text, end=end, file=sys.stderr, flush=True)
