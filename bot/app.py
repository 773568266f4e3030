"""The composition root: the only place that constructs services from settings."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import CommandError
from bot.settings import Settings
from bot.texts import Texts
from retrieval.embeddings import EmbedderSpec
from retrieval.library import Library

if TYPE_CHECKING:  # each costs time to import, and few commands need them all
    from bot.admin.administration import Administration
    from bot.assistant import Assistant
    from bot.storage import Database


def open_library(settings: Settings) -> Library:
    """The library of the configured data directory with the configured embedder."""
    key = settings.embedding_api_key or settings.openai_api_key
    spec = EmbedderSpec(
        name=settings.embedder,
        model=settings.embedding_model,
        base_url=settings.embedding_base_url or settings.openai_base_url,
        key=key.reveal() if key else "",
    )
    return Library(settings.data_dir, spec)


def ready_library(settings: Settings) -> Library:
    """The library with an edition to answer from: on an empty data directory the seeds are built first."""
    library = open_library(settings)
    if library.current_id() is None:
        build_from_seeds(library, settings.seeds_dir)
    return library


def build_from_seeds(library: Library, seeds: Path) -> None:
    """Builds the folder in another process behind a progress bar and switches to it. Raises ``CommandError``."""
    from bot.progress_bar import progress_bar
    from retrieval.build import BuildFailedError, BuildRequest, build
    from retrieval.library import BuildRunningError

    try:
        with progress_bar() as tell:
            report = build(library, BuildRequest(folder=seeds), tell)
    except BuildRunningError:
        raise CommandError(Texts.load("commands").say("build.running")) from None
    except BuildFailedError as error:
        raise CommandError(str(error)) from error
    for line in (*report.warnings, *(f"{failure.file}: {failure.error}" for failure in report.failed)):
        print(line, file=sys.stderr)
    library.switch(report.edition, report.seeds)


def open_administration(settings: Settings, library: Library) -> Administration:
    """The administration. Golden questions are answered without the language model: alike each time, and free."""
    from bot.admin.administration import Administration, Rules
    from bot.admin.audit import Audit

    return Administration(
        library,
        lambda: open_assistant(replace(settings, openai_api_key=None), library),
        Audit(lambda: open_people_database(settings)),
        Rules(
            seeds=settings.seeds_dir,
            keep_editions=settings.keep_editions,
            model=settings.openai_model if settings.openai_api_key else None,
        ),
    )


def open_people_database(settings: Settings) -> Database:
    """The database of people's state."""
    from bot.storage import open_database

    return open_database(settings.data_dir, settings.database_url.reveal() if settings.database_url else None)


def open_assistant(settings: Settings, library: Library) -> Assistant:
    """The assistant over a library that has an edition."""
    from bot.answering.guard import Guards
    from bot.answering.interpret import Interpreter
    from bot.answering.phrase import Contact
    from bot.answering.readings import LanguageReadings
    from bot.assistant import Assistant, Phrases

    answers = Texts.load("answers"), Texts.load("answers.en")
    replies = Texts.load("phrases"), Texts.load("phrases.en")
    texts = {"simplified": answers[0], "traditional": answers[0], "english": answers[1]}
    interpreter = Interpreter(LanguageReadings.load(), texts, _names(settings.office_name))
    phrases = Phrases(
        answers=texts,
        replies={"simplified": replies[0], "traditional": replies[0], "english": replies[1]},
        office=settings.office_name,
        contact=Contact(settings.contact_name, settings.contact_phone),
        crisis_phone=settings.crisis_phone,
    )
    return Assistant(library, Guards.load(), interpreter, phrases)


def _names(office: str) -> tuple[str, ...]:
    return (office, office.removesuffix("办事处")) if office.endswith("办事处") else (office,)
