"""``reload``: build aside, show what would change, switch when told to."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
import sys
from contextlib import suppress
from dataclasses import dataclass

from bot.admin.administration import Administration
from bot.admin.errors import AdminError
from bot.admin.rehearsal import Rehearsal, taken
from bot.admin.report import as_json, as_text
from bot.app import open_administration, open_library, people_database, ready_library
from bot.progress_bar import progress_bar
from bot.settings import Settings
from bot.texts import Texts


def run(given: argparse.Namespace, settings: Settings) -> int:
    """The rehearsal on standard output; 1 where nothing was decided or none of the files given brings anything."""
    database = people_database(settings)
    library = (ready_library if given.paths else open_library)(settings, database)
    office = open_administration(settings, library, database)
    with progress_bar() as tell:
        built = office.build(given.paths, tell=tell)
    rehearsal = asyncio.run(office.compare(built))
    texts = Texts.load("admin")
    if not given.json:
        print(as_text(rehearsal, texts))
    outcome = _Decision(office, given, settings, texts).on(rehearsal)
    if given.json:
        print(json.dumps(as_json(rehearsal, outcome.switched), ensure_ascii=False, indent=2))
    return outcome.status


def person() -> str:
    """Who gives the command, as the audit log names them."""
    return f"cli:{getpass.getuser()}"


@dataclass(frozen=True, slots=True)
class _Outcome:
    switched: bool
    status: int  # what the command exits with


@dataclass(frozen=True, slots=True)
class _Decision:
    """What becomes of a rehearsal. An edition that is not switched to is deleted, whatever happens."""

    office: Administration
    given: argparse.Namespace
    settings: Settings
    texts: Texts

    def on(self, rehearsal: Rehearsal) -> _Outcome:
        try:
            outcome = self._outcome(rehearsal)
        except BaseException:
            self._drop(rehearsal)
            raise
        if self.given.purge and outcome.status == 0:
            purged = asyncio.run(self.office.purge(person(), self.given.reason))
            self._say("reload.purged", editions=purged.editions, vectors=purged.vectors)
        return outcome

    def _outcome(self, rehearsal: Rehearsal) -> _Outcome:
        if self.given.paths and rehearsal.failed and not taken(rehearsal.documents):
            self._drop(rehearsal)
            self._say("reload.nothing_taken")
            return _Outcome(switched=False, status=1)
        if rehearsal.unchanged:
            return _Outcome(switched=False, status=0)
        if self._may_switch(rehearsal) or (sys.stdin.isatty() and self._agreed(rehearsal)):
            self._switch(rehearsal)
            return _Outcome(switched=True, status=0)
        if sys.stdin.isatty():
            asyncio.run(self.office.withdraw(rehearsal.edition, person(), self.given.reason))
            self._say("reload.withdrawn")
            return _Outcome(switched=False, status=0)
        self._drop(rehearsal)
        self._say("reload.not_asked")
        return _Outcome(switched=False, status=1)

    def _may_switch(self, rehearsal: Rehearsal) -> bool:
        """Without a question. The first edition has nothing to be compared with."""
        alone = self.settings.auto_switch and rehearsal.may_switch_alone
        return bool(self.given.yes) or rehearsal.before is None or alone

    def _agreed(self, rehearsal: Rehearsal) -> bool:
        if self.given.json:
            print(as_text(rehearsal, self.texts), file=sys.stderr)
        self._say("reload.question", end="")
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    def _switch(self, rehearsal: Rehearsal) -> None:
        switched = asyncio.run(self.office.approve(rehearsal.edition, person(), self.given.reason))
        self._say("reload.switched", edition=switched.edition)
        if strays := self._not_in_folder(rehearsal):
            self._say("reload.not_kept", files="、".join(strays))
        if switched.deleted:
            self._say("reload.deleted", editions="、".join(switched.deleted))

    def _not_in_folder(self, rehearsal: Rehearsal) -> list[str]:
        """The files given that came in and that the next reload of the folder will not find."""
        seeds = self.settings.seeds_dir.resolve()
        names = {path.name for path in self.given.paths if not path.resolve().is_relative_to(seeds)}
        came = taken(rehearsal.documents)
        return sorted(
            row.source.file for row in self.office.documents() if row.source.id in came and row.source.file in names
        )

    def _drop(self, rehearsal: Rehearsal) -> None:
        with suppress(AdminError):  # it is gone already, or it is what serves
            self.office.drop(rehearsal.edition)

    def _say(self, key: str, end: str = "\n", **variables: object) -> None:
        print(self.texts.say(key, **variables), end=end, file=sys.stderr, flush=True)
