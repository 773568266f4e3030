"""A build in another process: what it is asked, how far it is, what came of it, as JSON lines over pipes.

Chroma's writing holds up a process and hostile files may end one, so the process that answers questions never builds.
The child is ``python -m retrieval.editions.build_worker``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from retrieval.document import Audience
from retrieval.editions.changes import DocumentChanges, FigureChanges, document_changes, figure_changes
from retrieval.editions.ingest import BuildProgress, current_or_none
from retrieval.editions.library import BuildRunningError, Library
from retrieval.editions.purge import Purged, retain_used
from retrieval.editions.server_store import StoreDownError

_ROOT = Path(__file__).parents[2]
_ENDED = "建库的进程意外结束（状态 {status}），原来的资料不受影响。请看日志后重试。"


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """``folder``: exactly its documents. Without: the current edition's plus ``paths``, less ``remove`` (ids).

    ``soon``: with more characters than that to embed, a faster local embedder does for now. The edition is makeshift.
    ``described``: the folder whose manifest tells of ``paths``, which may lie elsewhere. ``audience``: whom they are
    for, whatever a manifest says.
    """

    folder: Path | None = None
    paths: tuple[Path, ...] = ()
    remove: tuple[str, ...] = ()
    soon: int | None = None
    described: Path | None = None
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not taken; ``error`` is one line for an admin."""

    file: str
    error: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """A finished build. ``edition`` is admitted and not yet current.

    ``unchanged``: nothing differs from what served before, or from what somebody else switched to meanwhile; ``edition``
    is that.
    ``seeds``: the digest of the folder, for ``Library.switch`` and ``Library.settle``.
    """

    edition: str
    unchanged: bool
    seeds: str | None
    documents: DocumentChanges
    figures: FigureChanges
    failed: tuple[Failure, ...]
    warnings: tuple[str, ...]
    seconds: float


class BuildFailedError(Exception):
    """A build that came to nothing: one line for an admin. ``trace`` is for the log, where a fault is suspected."""

    def __init__(self, message: str, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace


Tell = Callable[[BuildProgress], None]


def build(library: Library, request: BuildRequest, tell: Tell = lambda _: None) -> BuildReport:
    """Builds an edition in a child process and waits for it. Raises ``BuildRunningError`` or ``BuildFailedError``.

    An interrupt ends the child too; what it embedded stays in the cache for the next build.
    """
    with library.reserving():
        return build_reserved(library, request, tell)


def build_reserved(library: Library, request: BuildRequest, tell: Tell = lambda _: None) -> BuildReport:
    """The same inside ``library.reserving()``, for who does more before another machine may build."""
    before, began = current_or_none(library), time.monotonic()
    done = _ran(library, request, tell)
    new = library.open(done["edition"])
    return BuildReport(
        edition=new.id,
        unchanged=new.id in (before.id if before else None, library.current_id()),
        seeds=done["seeds"],
        documents=document_changes(before, new),
        figures=figure_changes(before, new),
        failed=tuple(Failure(*row) for row in done["failed"]),
        warnings=tuple(done["warnings"]),
        seconds=time.monotonic() - began,
    )


def purge(library: Library, tell: Tell = lambda _: None) -> Purged:
    """Clears kept editions and the cache of what does not serve any more; raises as ``build``, and ``StoreDownError``.

    A child builds the kept editions anew. Where a Chroma server could not be told: call it again.
    """
    with library.reserving():
        library.list()  # all of them here, where another machine has them
        cleared = _ran(library, None, tell)
        with library.switching():
            library.exchange(cleared)
        if left := library.leftovers():
            raise StoreDownError(f"the collections of {left} are still there")
        with library.tidying():
            vectors = retain_used(library)
    library.tell_purged()
    return Purged(len(cleared), vectors)


def _ran(library: Library, request: BuildRequest | None, tell: Tell) -> dict[str, Any]:
    """What came of a child's work."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        child = _start(errors)
        try:
            outcome = _listen(child, _as_json(library, request), tell)
        except BaseException:
            child.terminate()
            raise
        finally:
            status = child.wait()
        errors.seek(0)
        return _done(outcome, status, errors.read())


def _start(errors: IO[str]) -> subprocess.Popen[str]:
    """The child, in a session of its own: an interrupt at the terminal reaches it through us alone, once."""
    return subprocess.Popen(
        [sys.executable, "-m", "retrieval.editions.build_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        encoding="utf-8",
        cwd=_ROOT,
        start_new_session=True,
    )


def _as_json(library: Library, request: BuildRequest | None) -> str:
    """The request (None: to purge) as the child reads it from a pipe, so that no list of processes shows a key."""
    place = {
        "data_dir": str(library.data_dir.absolute()),
        "spec": asdict(library.spec),
        "server": library.server.address if library.server else None,
    }
    return json.dumps(
        place | {"build": asdict(request) if request else None}, default=lambda path: str(path.absolute())
    )


def _listen(child: subprocess.Popen[str], request: str, tell: Tell) -> dict[str, Any]:
    """Passes progress on; the last line is the outcome, empty where the child died without a word."""
    if child.stdin is None or child.stdout is None:
        raise AssertionError
    with child.stdin as asked:
        asked.write(request)
    outcome: dict[str, Any] = {}
    for line in child.stdout:
        message = json.loads(line)
        if "progress" in message:
            tell(BuildProgress(**message["progress"]))
        else:
            outcome = message
    return outcome


def _done(outcome: dict[str, Any], status: int, errors: str) -> dict[str, Any]:
    if "done" in outcome:
        done: dict[str, Any] = outcome["done"]
        return done
    if outcome.get("running"):
        raise BuildRunningError
    raise BuildFailedError(outcome.get("failed") or _ENDED.format(status=status), outcome.get("trace", "") + errors)
