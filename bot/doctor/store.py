"""The documents, the data directory and the edition that serves. Looks, and builds nothing."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from bot.answering.answer import Question
from bot.app import open_assistant, open_library
from bot.doctor.finding import Findings, Notes
from bot.os_reason import reason
from bot.settings import Settings
from bot.texts import Texts
from retrieval.editions.edition import DamagedEditionError, Edition
from retrieval.editions.library import Library, NoEditionError
from retrieval.editions.server_store import StoreDownError
from retrieval.editions.staleness import is_stale
from retrieval.embedding.embeddings import WrongEmbedderError
from retrieval.loading import load_folder
from retrieval.loading.errors import LoadingError

_SPARSE = 500_000_000  # bytes; an edition, its successor and the cache of a few hundred pages take less


def check_documents(settings: Settings, texts: Texts) -> Findings:
    """Whether the documents' folder can be read, file by file."""
    notes = Notes("documents", texts)
    try:
        loaded = load_folder(settings.seeds_dir)
    except LoadingError as error:
        yield notes.fault("unreadable", reason=error)
        return
    yield from (notes.note("line", line=line) for _, line in loaded.failures)
    yield from (notes.note("line", line=line) for line in loaded.warnings)
    if loaded.documents:
        yield notes.ok("read", count=len(loaded.documents), folder=settings.seeds_dir)
    else:
        yield notes.fault("none", folder=settings.seeds_dir)


def check_data(settings: Settings, texts: Texts) -> Findings:
    """Whether the data directory can be written, and how much room is left."""
    notes, folder = Notes("data", texts), _existing(settings.data_dir)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"\0" * 4096)
            file.flush()
    except OSError as error:
        yield notes.fault("unwritable", folder=settings.data_dir, reason=reason(error))
        return
    free = shutil.disk_usage(folder).free
    found = notes.note if free < _SPARSE else notes.ok
    yield found("sparse" if free < _SPARSE else "free", folder=settings.data_dir, free=f"{free / 1e9:.1f}")


def check_edition(settings: Settings, texts: Texts) -> Findings:
    """Whether the current edition is whole and answers, and whether the next start builds it anew."""
    notes, library = Notes("edition", texts), open_library(settings)
    try:
        edition = library.current()
        edition.verify()
        answers = _answers(settings, library, edition)
    except NoEditionError:
        yield notes.note("none")
        return
    except StoreDownError:
        yield notes.note("vectors_away", edition=library.current_id())
        return
    except (DamagedEditionError, WrongEmbedderError, OSError, ValueError) as error:
        yield notes.fault("damaged", kind=type(error).__name__)
        return
    yield notes.ok("answers", edition=edition.id) if answers else notes.fault("dumb", edition=edition.id)
    if settings.seeds_dir.is_dir() and is_stale(library, settings.seeds_dir):
        yield notes.note("stale")


def _answers(settings: Settings, library: Library, edition: Edition) -> bool:
    """Whether a question about a document of the edition goes the whole way, without a language model."""
    title = next((source.title for source in edition.manifest.sources.values()), "")
    assistant = open_assistant(replace(settings, openai_api_key=None), library)
    return asyncio.run(assistant.ask(Question(title, "admin"), edition)).status != "error"


def _existing(folder: Path) -> Path:
    """``folder``, or the nearest thing above it that there is."""
    return next(path for path in (folder, *folder.parents) if path.exists())
