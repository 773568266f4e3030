"""``serve``: every channel that is configured: Telegram with a token, else the console or the questions piped in."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import sys
import threading
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from bot.admin.watch import Watch
from bot.app import open_administration, open_assistant, open_telegram, ready_library
from bot.building import renew
from bot.channels.protocols import ChannelError
from bot.cli import CommandError
from bot.progress_bar import progress_bar
from bot.settings import Settings
from bot.texts import Texts
from retrieval.build import Tell
from retrieval.ingest import BuildProgress
from retrieval.library import Library
from retrieval.staleness import folder_digest, is_stale

_log = logging.getLogger(__name__)


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Serves until the questions end or it is told to stop."""
    library = ready_library(settings)
    if settings.telegram_token:
        _serve_telegram(settings, library)
    elif sys.stdin is None:
        raise CommandError(Texts.load("commands").say("serve.nothing"))
    else:
        _renew_in_front(settings, library)
        asyncio.run(_console(settings, library))
    return 0


def _serve_telegram(settings: Settings, library: Library) -> None:
    try:
        asyncio.run(_until_told(_telegram(settings, library)))
    except ChannelError as error:
        raise CommandError(str(error)) from error


async def _until_told(work: Coroutine[Any, Any, None]) -> None:
    """Runs until SIGTERM or SIGINT; what is being answered is finished first. A second signal ends it at once."""
    loop, task = asyncio.get_running_loop(), asyncio.ensure_future(work)
    signals = (signal.SIGTERM, signal.SIGINT)

    def stop() -> None:
        for number in signals:
            loop.remove_signal_handler(number)
        task.cancel()

    for number in signals:
        loop.add_signal_handler(number, stop)
    with suppress(asyncio.CancelledError):
        await task


async def _telegram(settings: Settings, library: Library) -> None:
    """Answers at once from the edition there is, while a stale one is built anew aside."""
    channel = open_telegram(settings, library)
    async with channel:
        _say(Texts.load("commands").say("serve.telegram"))
        if not (settings.watch_seeds and library.seeds() != folder_digest(settings.seeds_dir)):
            await _renew_beside(settings, library)  # else admins decide on what changed
        if settings.watch_seeds:
            await Watch(open_administration(settings, library), library, settings.seeds_dir, channel.announce).run()
        await asyncio.Event().wait()


async def _console(settings: Settings, library: Library) -> None:
    from bot.channels.console import run_console

    await run_console(open_assistant(settings, library), Texts.load("console"))


def _renew_in_front(settings: Settings, library: Library) -> None:
    """Builds a stale edition anew behind a progress bar, before the first question."""
    if is_stale(library, settings.seeds_dir):
        with progress_bar() as tell:
            _renew(settings, library, tell)


async def _renew_beside(settings: Settings, library: Library) -> None:
    """Builds in a thread; when this is cancelled the build ends too."""
    stopped = threading.Event()

    def tell(_: BuildProgress) -> None:
        if stopped.is_set():
            raise InterruptedError

    try:
        await asyncio.to_thread(_renew, settings, library, tell)
    finally:
        stopped.set()


def _renew(settings: Settings, library: Library, tell: Tell) -> None:
    """Switches to a new edition where the current one is stale; a failing build keeps it and says so in one line."""
    texts = Texts.load("commands")
    if not is_stale(library, settings.seeds_dir):
        return
    _say(texts.say("build.stale"))
    try:
        report = renew(library, settings.seeds_dir, tell)
    except InterruptedError:
        return  # told to stop
    except (CommandError, OSError) as error:
        _say(texts.say("build.kept", reason=error))
        return
    if report:
        _say(texts.say("build.renewed"))
        counts = {name: len(getattr(report.documents, name)) for name in ("added", "changed", "removed")}
        for line in (*report.warnings, *(failure.error for failure in report.failed)):
            _say(line)
        if any(counts.values()):
            _say(texts.say("build.changes", **counts))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
