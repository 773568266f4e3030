"""The whole assistant over a folder of documents, with real embeddings and a real index, and how it does on cases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.answering.answer import Answer, Question
from bot.app import open_assistant, open_library
from bot.evaluation import Report, load, run
from bot.settings import Settings
from retrieval.editions.ingest import build_edition
from retrieval.loading import load_folder

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"


class Whole:
    """One assistant whose edition was built of a folder."""

    def __init__(self, documents: Path, data: Path, runner: asyncio.Runner) -> None:
        settings = Settings.load({"DATA_DIR": str(data), "SEEDS_DIR": str(documents)})
        library = open_library(settings)
        with library.building():
            edition = build_edition(library, load_folder(documents).documents)
        library.switch(edition.id)
        self._assistant, self._runner = open_assistant(settings, library), runner

    def ask(self, question: Question) -> Answer:
        return self._runner.run(self._assistant.ask(question))

    def report(self, cases: Path, every: int = 1) -> Report:
        """How every first, second, third … of the cases did."""
        return run(load(cases)[::every], self.ask)


@contextmanager
def whole(documents: Path, data: Path) -> Iterator[Whole]:
    with asyncio.Runner() as runner:
        yield Whole(documents, data, runner)


def failures(report: Report) -> str:
    """What to read when a bar is not reached."""
    return "\n".join(f"{one.case.id} {one.case.question.text}: {'; '.join(one.reasons)}" for one in report.failures)
