"""The pointer moves: under a lock, written down first, proved afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.admin.errors import admin_error
from retrieval.editions.edition import DIGESTED, DamagedEditionError, Edition
from retrieval.editions.ingest import current_or_none
from retrieval.editions.library import Library
from retrieval.editions.manifest import file_digests

_FILE = "rehearsal.json"  # in the directory of a rehearsed edition


@dataclass(frozen=True, slots=True)
class Pending:
    """What is needed to decide on a rehearsed edition, also after a restart.

    ``seeds``: the digest of the folder; ``follow``: the folder is to follow the switch.
    """

    before: str | None
    seeds: str | None
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Switched:
    """A switch that was made. ``deleted``: older editions that were not kept any longer; ``unfollowed``: why the
    documents' folder could not follow it."""

    edition: str
    before: str | None
    deleted: tuple[str, ...] = ()
    unfollowed: str = ""


Record = Callable[[str], None]  # writes the edition's switch into the log, before it happens


def note_pending(library: Library, edition: str, pending: Pending) -> None:
    """Keeps with a rehearsed edition what approving it will need."""
    (library.editions_dir / edition / _FILE).write_text(json.dumps(asdict(pending)), "utf-8")


def pending_on(library: Library, edition: str) -> Pending:
    """The rehearsal of ``edition``; raises ``AdminError`` where there is none any more."""
    path = library.open(edition).path / _FILE
    try:
        return Pending(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise admin_error("gone", edition=edition) from error


def approve(library: Library, edition: str, record: Record) -> Edition | None:
    """Makes a rehearsed edition current unless another switch came between; the edition that was current before."""
    with library.switching():
        pending = pending_on(library, edition)
        if pending.before != library.current_id() or edition == pending.before:
            raise admin_error("stale")
        before = current_or_none(library)
        record(edition)
        library.switch(edition, pending.seeds)
    return before


def withdraw(library: Library, edition: str, settle: bool = True) -> None:
    """Deletes a rehearsed edition; ``settle``: its folder counts as decided on, so nobody asks again."""
    with library.switching():
        pending = pending_on(library, edition)
        if edition == library.current_id():
            raise admin_error("stale")
        library.discard(edition)
        if settle and pending.seeds:
            library.settle(pending.seeds)


def roll_back(library: Library, edition: str | None, record: Record) -> Edition | None:
    """Makes a kept edition current; without one the newest that is older than the current. The one before it."""
    with library.switching():
        target = _kept(library, edition)
        if file_digests(target.path, DIGESTED) != target.manifest.digests:
            raise DamagedEditionError(target.id)
        before = current_or_none(library)
        record(target.id)
        library.switch(target.id)
    return before


def _kept(library: Library, wanted: str | None) -> Edition:
    kept, current = library.list(), library.current_id()
    if wanted is None:
        ids = [edition.id for edition in kept]
        older = kept[ids.index(current) + 1 :] if current in ids else kept
        if not older:
            raise admin_error("nothing_older")
        return older[0]
    if wanted == current:
        raise admin_error("already_current", edition=wanted)
    for edition in kept:
        if edition.id == wanted:
            return edition
    raise admin_error("not_kept", edition=wanted, kept="、".join(edition.id for edition in kept))
