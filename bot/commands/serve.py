"""``serve``: every channel that is configured. The pages, Telegram with a token, else the console on a terminal.

Questions piped in are answered and it ends.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import signal
import stat
import sys
from collections.abc import Coroutine
from contextlib import AbstractContextManager, AsyncExitStack, nullcontext, suppress
from os import fstat
from typing import TYPE_CHECKING, Any, Literal

from bot.admin.rehearsal import Rehearsal
from bot.admin.upload_folders import sweep
from bot.admin.watch import WATCHER, Watch
from bot.app import (
    Channels,
    open_assistant,
    open_channels,
    people_database,
    ready_library,
)
from bot.channels.protocols import ChannelError
from bot.cli import CommandError
from bot.leading import while_leading
from bot.renewing import renew_beside, renew_in_front, say
from bot.settings import Settings
from bot.texts import Texts
from retrieval.editions.library import Library
from retrieval.editions.staleness import folder_digest, is_makeshift

if TYPE_CHECKING:
    from bot.app import OpenDatabase

Input = Literal["terminal", "piped", "none"]


def run(_: argparse.Namespace, settings: Settings) -> int:
    """Serves until the questions end or it is told to stop."""
    database, given = people_database(settings), _input()
    library = ready_library(settings, database)
    if given != "none" and not settings.telegram_token and not is_makeshift(library):
        renew_in_front(library, settings.seeds_dir)
    if given == "piped" and not settings.telegram_token:
        asyncio.run(_console(settings, library, database))
        return 0
    try:
        with _in_step(library):
            asyncio.run(_until_told(_serve(settings, library, database, given)))
    except ChannelError as error:
        raise CommandError(str(error)) from error
    return 0


def _input() -> Input:
    """What standard input is; what a service manager gives (nothing, /dev/null) is no one who asks."""
    if sys.stdin is None:
        return "none"
    if sys.stdin.isatty():
        return "terminal"
    try:
        mode = fstat(sys.stdin.fileno()).st_mode
    except (io.UnsupportedOperation, OSError):
        return "piped"
    return "piped" if stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode) else "none"


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


async def _serve(settings: Settings, library: Library, database: OpenDatabase, given: Input) -> None:
    """Answers at once from the edition there is, while a stale one is built anew aside."""
    channels = open_channels(settings, library, database)
    await asyncio.to_thread(sweep, settings.uploads)
    console = given == "terminal" and channels.telegram is None
    async with AsyncExitStack() as stack:
        await _open_web(settings, channels, stack, alone=not console and channels.telegram is None)
        if channels.telegram:
            await stack.enter_async_context(channels.telegram)
            say(Texts.load("commands").say("serve.telegram"))
        async with asyncio.TaskGroup() as group:
            keeping = group.create_task(_keep_up_alone(settings, library, channels))
            await (_console(settings, library, database) if console else asyncio.Event().wait())
            keeping.cancel()


async def _open_web(settings: Settings, channels: Channels, stack: AsyncExitStack, alone: bool) -> None:
    """The pages; a port that is taken costs one line, and the rest only where there is no other channel."""
    from bot.channels.web.server import WebServer

    try:
        server = await stack.enter_async_context(WebServer(channels.web, settings.web_host, settings.web_port))
    except ChannelError as error:
        if alone:
            raise
        say(str(error))
    else:
        say(Texts.load("commands").say("serve.web", address=server.address))


def _in_step(library: Library) -> AbstractContextManager[None]:
    """Follows other machines where there are any."""
    if not library.shares:
        return nullcontext()
    from bot.admin.following import following

    return following(library)


async def _keep_up_alone(settings: Settings, library: Library, channels: Channels) -> None:
    """Of several processes one keeps up. Never ends."""
    if library.shares:
        await while_leading(library.lead, lambda: _keep_up(settings, library, channels))
    await _keep_up(settings, library, channels)
    await asyncio.Event().wait()


async def _keep_up(settings: Settings, library: Library, channels: Channels) -> None:
    """Renews what is stale; with ``WATCH_SEEDS`` admins decide on what changed in the folder, now and later."""
    if not (settings.watch_seeds and library.seeds() != folder_digest(settings.seeds_dir)):
        await renew_beside(library, settings.seeds_dir)
    if settings.watch_seeds:
        services, announce = channels.services, channels.telegram.announce if channels.telegram else _tell

        async def tell(rehearsal: Rehearsal) -> None:
            services.rehearsals.take(rehearsal, WATCHER)
            await announce(rehearsal)

        await Watch(services.administration, library, settings.seeds_dir, tell).run()


async def _tell(rehearsal: Rehearsal) -> None:
    say(Texts.load("commands").say("serve.rehearsed", edition=rehearsal.edition))


async def _console(settings: Settings, library: Library, database: OpenDatabase) -> None:
    from bot.channels.console import run_console

    await run_console(open_assistant(settings, library, database=database), Texts.load("console"))
