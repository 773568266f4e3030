"""The composition root: the only place that constructs services from settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from bot.settings import Settings
from bot.texts import Texts
from retrieval.editions.library import Library
from retrieval.editions.server_store import ChromaServer
from retrieval.embedding.embeddings import EmbedderSpec

if TYPE_CHECKING:  # each costs time to import, and few commands need them all
    from collections.abc import Callable
    from datetime import date

    from langchain_core.callbacks import BaseCallbackHandler
    from starlette.applications import Starlette

    from bot.admin.administration import Administration
    from bot.answering.model.budget import Spent
    from bot.answering.model.rewording import Rewording
    from bot.answering.question.language import Script
    from bot.assistant import Assistant
    from bot.channels.telegram.application import TelegramChannel
    from bot.channels.web.services import WebServices
    from bot.storage import Database
    from bot.watching.watched import Watching

    OpenDatabase = Callable[[], Database]  # opens it at the first call; the same one ever after

_MODELS_SHARE = 0.9  # of the time that an answer may take; the rest is for our own steps


def people_database(settings: Settings) -> OpenDatabase:
    """The one database of people's state for a process, opened when it is first called, by whichever thread."""
    lock = Lock()
    opened: list[Database] = []

    def once() -> Database:
        from bot.storage import open_database

        with lock:
            if not opened:
                address = settings.database_url.reveal() if settings.database_url else None
                opened.append(open_database(settings.data_dir, address))
        return opened[0]

    return once


def open_library(settings: Settings, database: OpenDatabase | None = None) -> Library:
    """The library of the configured data directory with the configured embedder.

    ``database``, here and below: the process's; who needs nothing else of it may leave it out.
    """
    key = settings.embedding_api_key or settings.openai_api_key
    spec = EmbedderSpec(
        name=settings.embedder,
        model=settings.embedding_model,
        base_url=settings.embedding_base_url or settings.openai_base_url,
        key=key.reveal() if key else "",
        internal=settings.model_may_read_internal,
    )
    server = ChromaServer(settings.chroma_url) if settings.chroma_url else None
    if not _is_shared(settings):
        return Library(settings.data_dir, spec, server)
    from bot.admin.sharing import SharedInDatabase
    from retrieval.editions.shared_library import SharedLibrary

    return SharedLibrary(settings.data_dir, spec, server, SharedInDatabase(database or people_database(settings)))


def ready_library(settings: Settings, database: OpenDatabase | None = None) -> Library:
    """The library with an edition to answer from: on an empty data directory the seeds are built first."""
    library = open_library(settings, database)
    library.follow()
    if library.current_id() is None:
        from bot.building import build_from_seeds

        build_from_seeds(library, settings.seeds_dir)
    return library


def library_to_ask(settings: Settings, database: OpenDatabase | None = None) -> Library:
    """The same for a command that answers: where the index is stale it says so, and leaves it to ``reload``."""
    from bot.renewing import tell_stale

    library = ready_library(settings, database)
    tell_stale(library, settings.seeds_dir)
    return library


def open_administration(settings: Settings, library: Library, database: OpenDatabase | None = None) -> Administration:
    """The administration. Golden questions are answered without the language model: alike each time, and free."""
    from bot.admin.administration import Administration, Rules
    from bot.admin.audit import Audit
    from bot.admin.golden import GoldenQuestion
    from bot.staff.approved import ApprovedAnswers

    opened = database or people_database(settings)

    async def approved() -> tuple[GoldenQuestion, ...]:
        """Golden questions grow: what staff answered and an admin approved is asked too."""
        valid = await ApprovedAnswers(opened()).valid()
        return tuple(GoldenQuestion(f"approved-{one.id}", one.question, "resident") for one in valid)

    return Administration(
        library,
        lambda: open_assistant(replace(settings, openai_api_key=None), library),
        Audit(opened),
        Rules(
            seeds=settings.seeds_dir,
            keep_editions=settings.keep_editions,
            model=settings.openai_model if settings.openai_api_key else None,
        ),
        approved,
    )


def open_watching(settings: Settings, library: Library) -> Watching:
    """What the process is watched with; traces where an endpoint is set."""
    from bot.watching.metrics import Metrics
    from bot.watching.watched import Watching

    metrics = Metrics(library, (settings.model_input_price, settings.model_output_price))
    if settings.otel_exporter_otlp_endpoint is None:
        return Watching(metrics)
    from bot.watching.traces import Traces

    return Watching(metrics, Traces(settings.otel_exporter_otlp_endpoint))


def open_assistant(
    settings: Settings,
    library: Library,
    rewording: Rewording | None = None,
    listeners: Sequence[BaseCallbackHandler] = (),
    database: OpenDatabase | None = None,
) -> Assistant:
    """The assistant over a library that has an edition; ``rewording``: of another model than the configured one."""
    from bot.answering.guard import Guards
    from bot.answering.question.interpret import Interpreter
    from bot.answering.question.readings import LanguageReadings
    from bot.answering.writing.phrase import Contact
    from bot.assistant import Assistant, Phrases

    answers = Texts.load("answers"), Texts.load("answers.en")
    replies = Texts.load("phrases"), Texts.load("phrases.en")
    texts: dict[Script, Texts] = {"simplified": answers[0], "traditional": answers[0], "english": answers[1]}
    interpreter = Interpreter(LanguageReadings.load(), texts, _names(settings.office_name))
    phrases = Phrases(
        answers=texts,
        replies={"simplified": replies[0], "traditional": replies[0], "english": replies[1]},
        office=settings.office_name,
        contact=Contact(settings.contact_name, settings.contact_phone),
        crisis_phone=settings.crisis_phone,
    )
    rewording = rewording or open_rewording(settings, database)
    return Assistant(library, Guards.load(), interpreter, phrases, rewording, listeners)


def open_rewording(settings: Settings, database: OpenDatabase | None = None) -> Rewording | None:
    """The model's step; None without a key."""
    if settings.openai_api_key is None:
        return None
    from bot.answering.model.budget import Budget, Limits
    from bot.answering.model.chat import Model, open_chat
    from bot.answering.model.generative import GenerativeWriter
    from bot.answering.model.rewording import Rewording
    from bot.people.allowance import local_now

    seconds = settings.model_timeout_seconds * _MODELS_SHARE
    key, internal = settings.openai_api_key.reveal(), settings.model_may_read_internal
    model = Model(open_chat(settings.openai_model, key, settings.openai_base_url, seconds))
    limits = Limits(settings.model_tokens_per_day, settings.model_concurrency)
    budget = Budget(limits, local_now, *_spending(settings, database, local_now().date()))
    writer = GenerativeWriter(
        model,
        Texts.load("generate"),
        budget,
        office=settings.office_name,
        seconds=seconds,
        may_read_internal=internal,
    )
    return Rewording(writer, internal)


def _spending(
    settings: Settings, database: OpenDatabase | None, today: date
) -> tuple[Spent | None, Callable[[Spent], Spent | None]]:
    """What was spent before, and who keeps what is spent: a file, or the database for several processes."""
    if _is_shared(settings):
        from bot.answering.model.shared_spending import SpendingTable

        table = SpendingTable((database or people_database(settings))())
        return table.read(today), table.write
    from bot.answering.model.spending import SpendingFile

    file = SpendingFile(settings.data_dir / "model_spending.json")
    return file.read(), file.write


def _is_shared(settings: Settings) -> bool:
    """Whether the database is a server's, on which several machines may work."""
    return settings.database_url is not None and not settings.database_url.reveal().startswith("sqlite")


@dataclass(frozen=True, slots=True)
class Channels:
    """What can be served, on one database; ``telegram`` is None without a token."""

    telegram: TelegramChannel | None
    web: Starlette
    services: WebServices


def open_channels(settings: Settings, library: Library, database: OpenDatabase) -> Channels:
    """Every channel that is configured, with everything behind it."""
    from bot.channels.web.application import web_application

    services = open_web_services(settings, library, database)
    telegram = _open_telegram(settings, services) if settings.telegram_token else None
    if telegram:
        services = replace(services, announce=telegram.announce_request, propose=telegram.propose)
    return Channels(telegram, web_application(settings, services), services)


def open_web_services(settings: Settings, library: Library, open_database: OpenDatabase | None = None) -> WebServices:
    """What the pages work with; approved answers come before the documents'."""
    from bot.admin.audit import Audit
    from bot.answering.question.lexicon import Lexicon
    from bot.channels.shelf import Shelf, Topic
    from bot.channels.web.desk.rehearsals import Rehearsals
    from bot.channels.web.services import WebServices
    from bot.people.people import People
    from bot.staff.approved import ApprovedAnswers
    from bot.staff.approved_first import ApprovedFirst
    from bot.staff.desk import Desk
    from bot.staff.inbox import Inbox

    texts, lexicon = Texts.load("telegram"), Lexicon.load()
    open_database = open_database or people_database(settings)
    database = open_database()
    people, approved = People.open(database, settings), ApprovedAnswers(database)
    watching, administration = open_watching(settings, library), open_administration(settings, library, open_database)
    plain = open_assistant(replace(settings, openai_api_key=None), library)
    answering = open_assistant(settings, library, listeners=watching.handlers(), database=open_database)
    topics = [Topic.parse(line) for line in texts.items("topics")]
    return WebServices(
        assistant=ApprovedFirst(answering, approved, lexicon, Texts.load("approved")),
        suggester=plain,
        people=people,
        shelf=Shelf(library, topics, texts.say("figure_question")),
        library=library,
        audit=Audit(open_database),
        inbox=Inbox(database, people.pseudonyms),
        approved=approved,
        desk=Desk(library, lexicon),
        administration=administration,
        rehearsals=Rehearsals(administration, Texts.load("desk").say("rehearsal.failed")),
        watching=watching,
    )


def _open_telegram(settings: Settings, services: WebServices) -> TelegramChannel:
    """The Telegram channel over the same services as the pages."""
    from bot.channels.speech import open_speech
    from bot.channels.telegram.application import TelegramChannel
    from bot.channels.telegram.services import Services

    return TelegramChannel(
        settings,
        Services(
            assistant=services.watching.watch(services.assistant, "telegram"),
            people=services.people,
            shelf=services.shelf,
            audit=services.audit,
            inbox=services.inbox,
            approved=services.approved,
            desk=services.desk,
            administration=services.administration,
            speech=open_speech(settings),
            suggester=services.suggester,
        ),
    )


def _names(office: str) -> tuple[str, ...]:
    return (office, office.removesuffix("办事处")) if office.endswith("办事处") else (office,)
