"""A build's progress on standard error: documents, chunks, chunks a second, time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.admin.under_way import as_text, counted
from bot.texts import Texts
from retrieval.editions.ingest import BuildProgress

Show = Callable[[BuildProgress], None]
_SOON, _SECONDS = 3.0, 15.0  # until the first line of a log, from one to the next


@contextmanager
def progress_bar() -> Iterator[Show]:
    """Gives a function that shows how far a build is: a bar on a terminal, lines now and then in a log."""
    texts = Texts.load("commands")
    if not sys.stderr.isatty():
        yield _lines(texts)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(texts.say("build.load"), total=None, told="")

        def show(state: BuildProgress) -> None:
            progress.update(
                task,
                description=texts.say(f"build.{state.stage}"),
                completed=state.chunks,
                total=state.of_chunks or None,
                told=counted(state, texts),
            )

        yield show


def _lines(texts: Texts, now: Callable[[], float] = time.monotonic) -> Show:
    """A short build tells nothing."""
    due = now() + _SOON

    def show(state: BuildProgress) -> None:
        nonlocal due
        if now() >= due:
            due = now() + _SECONDS
            sys.stderr.write(as_text(state, texts) + "\n")

    return show
