"""A build's progress on standard error: documents, chunks, chunks a second, time left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.admin.under_way import counted
from bot.texts import Texts
from retrieval.editions.ingest import BuildProgress


@contextmanager
def progress_bar() -> Iterator[Callable[[BuildProgress], None]]:
    """Gives a function that shows how far a build is; silent where standard error is no terminal but for the stages."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    texts = Texts.load("commands")
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
