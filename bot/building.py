"""The index of the documents' folder: built where there is none, and anew, aside, where it is stale."""

from __future__ import annotations

import hashlib
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.cli import CommandError
from bot.progress_bar import progress_bar
from bot.texts import Texts
from retrieval.document import Source
from retrieval.editions.build import BuildFailedError, BuildReport, BuildRequest, Tell, build, build_reserved
from retrieval.editions.ingest import current_or_none
from retrieval.editions.library import BuildRunningError, Library
from retrieval.editions.staleness import folder_digest, is_stale

_SOON = 200_000  # characters of documents: half a minute or so of the better local embedder
_LOOK = 1.0  # seconds from one look at what another machine builds to the next
_log = logging.getLogger(__name__)


def build_from_seeds(library: Library, seeds: Path) -> None:
    """Builds the folder behind a progress bar and switches to it, unless another machine does. Raises ``CommandError``."""
    while library.current_id() is None:
        try:
            _build_first(library, seeds)
        except BuildRunningError:
            if not library.shares:
                raise CommandError(Texts.load("commands").say("build.running")) from None
            time.sleep(_LOOK)
            library.follow()


def _build_first(library: Library, seeds: Path) -> None:
    """Nobody else begins to build before what was built here is current: whoever waited takes that."""
    with library.reserving():
        if library.current_id() is not None:
            return
        report = _built_first(library, seeds)
        with library.switching():
            if library.current_id() in (None, report.edition):
                library.switch(report.edition, report.seeds)
    for line in (*report.warnings, *(failure.error for failure in report.failed)):
        print(line, file=sys.stderr)


def _built_first(library: Library, seeds: Path) -> BuildReport:
    if not any(path.is_file() for path in seeds.rglob("*")):
        raise CommandError(Texts.load("commands").say("build.no_files", folder=seeds))
    with progress_bar() as tell:
        return _told(lambda: build_reserved(library, BuildRequest(folder=seeds, soon=_SOON), tell))


def renew(library: Library, seeds: Path, tell: Tell) -> BuildReport | None:
    """Builds what is stale aside and switches to it; until then, and where it fails, the old edition serves.

    The report of a switch, None where there was nothing to do or somebody else switched meanwhile. Raises
    ``CommandError``.
    """
    if not is_stale(library, seeds):
        return None
    before = library.current_id()
    try:
        report = _told(lambda: build(library, _request(library, seeds), tell))
    except BuildRunningError:
        raise CommandError(Texts.load("commands").say("build.running")) from None
    _refuse_a_loss(library, report)
    with library.switching():
        if report.unchanged:
            if report.seeds:
                library.settle(report.seeds)
            return None
        if library.current_id() != before:
            library.discard(report.edition)
            return None
        library.switch(report.edition, report.seeds)
    return report


def _refuse_a_loss(library: Library, report: BuildReport) -> None:
    """Nobody is asked here, so what serves does not go for a file that can't be read. Raises ``CommandError``."""
    current = current_or_none(library)
    lost = {current.manifest.sources[id_].file for id_ in report.documents.removed} if current else set()
    if errors := " ".join(failure.error for failure in report.failed if failure.file in lost):
        library.discard(report.edition)
        raise CommandError(Texts.load("commands").say("build.lost", errors=errors))


def _told(build_it: Callable[[], BuildReport]) -> BuildReport:
    """A build that fails is told in one line."""
    try:
        return build_it()
    except BuildFailedError as error:
        if error.trace:
            _log.info("the build failed: %s", error.trace)
        raise CommandError(str(error)) from error


def _request(library: Library, seeds: Path) -> BuildRequest:
    """The whole folder where it changed since it was decided on. Else only the program did, and the same documents
    serve on, those that never were in the folder too; a file that is still the same is read again.
    """
    current = current_or_none(library)
    if current is None or library.seeds() != folder_digest(seeds):
        return BuildRequest(folder=seeds)
    return BuildRequest(paths=tuple(_same_files(current.manifest.sources.values(), seeds)), described=seeds)


def _same_files(sources: Iterable[Source], seeds: Path) -> Iterator[Path]:
    """The files of ``sources`` that lie in the folder as they were read."""
    for source in sources:
        path = seeds / source.file
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == source.sha256:
            yield path
