"""A stale index is built anew while what is served goes on: in front of the first question, or beside the others."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from pathlib import Path

from bot.building import renew
from bot.cli import CommandError
from bot.progress_bar import progress_bar
from bot.texts import Texts
from retrieval.editions.build import Tell
from retrieval.editions.ingest import BuildProgress
from retrieval.editions.library import Library
from retrieval.editions.staleness import is_stale

_log = logging.getLogger(__name__)


def renew_in_front(library: Library, seeds: Path) -> None:
    """Builds a stale edition anew behind a progress bar."""
    if is_stale(library, seeds):
        with progress_bar() as tell:
            _renew(library, seeds, tell)


def tell_stale(library: Library, seeds: Path) -> None:
    """Says so where the answers come from an index that a build would make anew."""
    if is_stale(library, seeds):
        say(Texts.load("commands").say("build.outdated"))


async def renew_beside(library: Library, seeds: Path) -> None:
    """Builds in a thread; when this is cancelled the build ends too. Whatever goes wrong, what serves goes on."""
    stopped = threading.Event()

    def tell(_: BuildProgress) -> None:
        if stopped.is_set():
            raise InterruptedError

    try:
        await asyncio.to_thread(_renew, library, seeds, tell)
    except Exception as error:  # noqa: BLE001 logged with its trace, told in one line
        _log.exception("the index was not renewed")
        say(Texts.load("commands").say("build.kept", reason=type(error).__name__))
    finally:
        stopped.set()


def _renew(library: Library, seeds: Path, tell: Tell) -> None:
    """Switches to a new edition where the current one is stale; a failing build keeps it and says so in one line."""
    texts = Texts.load("commands")
    if not is_stale(library, seeds):
        return
    say(texts.say("build.stale"))
    try:
        report = renew(library, seeds, tell)
    except InterruptedError:
        return  # told to stop
    except (CommandError, OSError) as error:
        say(texts.say("build.kept", reason=error))
        return
    if report:
        say(texts.say("build.renewed"))
        counts = {name: len(getattr(report.documents, name)) for name in ("added", "changed", "removed")}
        for line in (*report.warnings, *(failure.error for failure in report.failed)):
            say(line)
        if any(counts.values()):
            say(texts.say("build.changes", **counts))


def say(line: str) -> None:
    """Tell whoever started the program."""
    print(line, file=sys.stderr, flush=True)
