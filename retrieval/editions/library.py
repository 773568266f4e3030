"""The editions of a data directory and which of them is current: a pointer file that is replaced whole."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from langchain_core.embeddings import Embeddings

from retrieval.editions.disk import sync
from retrieval.editions.edition import DamagedEditionError, Edition, on_server
from retrieval.editions.manifest import FILE
from retrieval.editions.server_store import ChromaServer, StoreDownError
from retrieval.embedding.embeddings import EmbedderSpec, open_embedder, spec_of

EDITIONS, POINTER, CACHE = "editions", "current", "embeddings.sqlite"
LOCK, SWITCH_LOCK = "build.lock", "switch.lock"
BUILDING = ".building-"  # begins the name of a directory that is no edition yet

_log = logging.getLogger(__name__)


class NoEditionError(Exception):
    """Nothing was built yet, or the edition asked for does not exist."""


class BuildRunningError(Exception):
    """Another build holds the lock."""


class Library:
    """Every reader of editions goes through here. ``spec``: the embedder that is configured.

    ``server``: the Chroma server on which new editions are collections; without one they are directories alone.
    """

    def __init__(self, data_dir: Path, spec: EmbedderSpec | None = None, server: ChromaServer | None = None) -> None:
        self.data_dir, self.spec, self.server = data_dir, spec or EmbedderSpec(), server
        self.editions_dir, self._pointer = data_dir / EDITIONS, data_dir / POINTER
        self._opened: Edition | None = None
        self._embedders: dict[str, Embeddings] = {}
        self._lock = threading.RLock()

    @property
    def cache_path(self) -> Path:
        return self.data_dir / CACHE

    shares = False  # whether other machines have the same editions

    def lead(self) -> bool:
        """Whether this process renews what is stale and watches the folder: of several one does."""
        return True

    def follow(self) -> None:
        """Bring this machine to what others agreed on."""

    def publish(self, id_: str) -> None:
        """Give an edition that was built here to the others."""

    def tell_purged(self) -> None:
        """Have the others purge their caches."""

    def owed_purge(self) -> str | None:
        """The mark of a purge that this machine's cache has not seen yet."""
        return None

    def settle_purge(self, mark: str) -> None:
        """This machine's cache is purged."""

    def current_id(self) -> str | None:
        """What the pointer says, or None before the first switch."""
        return next(iter(self.served()[0]), None)

    def seeds(self) -> str | None:
        """The digest of the documents' folder when it was last decided on: switched to, or withdrawn."""
        return self.served()[1]

    def current(self) -> Edition:
        """The edition that answers now; a question takes it once and keeps it. Raises ``NoEditionError``."""
        id_ = self.current_id()
        if id_ is None:
            raise NoEditionError(f"no edition in {self.data_dir}")
        with self._lock:
            if self._opened is None or self._opened.id != id_:
                self._opened = self.open(id_)
            return self._opened

    def open(self, id_: str) -> Edition:
        """A kept edition, current or not. Raises ``NoEditionError`` or ``DamagedEditionError``."""
        path = self.editions_dir / id_
        if id_.startswith(".") or not (path / FILE).is_file():
            raise NoEditionError(id_)
        return Edition.open(path, lambda embedder, text: self.embedder(embedder).embed_query(text), self.server)

    def switch(self, id_: str, seeds: str | None = None) -> Edition:
        """Makes a kept edition current, for this process and every other, at once and for good.

        ``seeds``: the digest of the folder it was built from; without one the last is kept, as in a rollback.
        """
        return self.adopt([id_], seeds)

    def adopt(self, ids: Sequence[str], seeds: str | None = None) -> Edition:
        """Makes the first of ``ids`` current, as ``switch`` does, and the others kept editions, as after a restore."""
        edition = self.open(ids[0])
        served, before = self.served()
        self._point(tuple(dict.fromkeys([*ids, *served])), seeds or before)
        with self._lock:
            self._opened = edition
        return edition

    def served(self) -> tuple[tuple[str, ...], str | None]:
        """The editions that were current, the current one first, and the digest of the folder.

        The pointer file has a line each: the current edition, the digest, then the earlier ones.
        """
        text = self._pointer_text()
        if text is None:
            return (), None
        current, seeds, *earlier = [*text.split("\n"), "", ""]
        return tuple(id_ for id_ in (current, *earlier) if id_), seeds or None

    def _pointer_text(self) -> str | None:
        try:
            return self._pointer.read_text("utf-8")
        except FileNotFoundError:
            return None

    def settle(self, seeds: str) -> None:
        """Notes that the folder with this digest was decided on without a switch: its rehearsal was withdrawn."""
        served, _ = self.served()
        if served:
            self._point(served, seeds)

    def list(self) -> tuple[Edition, ...]:
        """The kept editions that were current once, newest first; a damaged one is left out."""
        editions = [edition for id_ in self.served()[0] if (edition := self._whole(id_))]
        return tuple(sorted(editions, key=lambda edition: edition.manifest.built_at, reverse=True))

    def prune(self, keep: int) -> tuple[str, ...]:
        """Deletes all but the newest ``keep`` editions, never the current one; the ids of the deleted.

        What never was current goes too: after a switch nobody can decide on it any more.
        """
        current = self.current_id()
        others = [edition.id for edition in self.list() if edition.id != current]
        surplus = others[max(keep - 1, 0) :]
        strays = sorted(self._ids() - set(self.served()[0]))
        for id_ in (*surplus, *strays):
            self.discard(id_)
        return (*surplus, *strays)

    def exchange(self, others: Mapping[str, str | None]) -> None:
        """Puts other editions in the places of kept ones, in one step, None in the place of one that just goes."""
        served, seeds = self.served()
        self._point(tuple(dict.fromkeys(id_ for id_ in (others.get(id_, id_) for id_ in served) if id_)), seeds)
        for id_ in others:
            self.discard(id_)

    def discard(self, id_: str) -> None:
        """Deletes an edition, as of a withdrawn rehearsal. Raises ``ValueError`` for the current one."""
        if id_ == self.current_id():
            raise ValueError(f"{id_} is current")
        doomed = self.editions_dir / f"{BUILDING}{id_}"
        (self.editions_dir / id_).rename(doomed)  # gone in one step, then deleted at leisure
        self._clear(doomed)

    def leftovers(self) -> tuple[str, ...]:
        """The ids of editions that are gone but for what their Chroma server still holds: it could not be reached."""
        return tuple(sorted(path.name.removeprefix(BUILDING) for path in self.editions_dir.glob(f"{BUILDING}*")))

    def _clear(self, doomed: Path) -> None:
        """Deletes what is no edition, its collection first: while that can't be, the directory tells of it."""
        if on_server(doomed):
            try:
                self._drop(doomed.name.removeprefix(BUILDING))
            except StoreDownError as fault:
                _log.warning("%s is deleted with the next build: %s", doomed.name, fault)
                return
        shutil.rmtree(doomed, ignore_errors=True)  # somebody else may be clearing it too

    def _drop(self, collection: str) -> None:
        if self.server is None:
            raise StoreDownError("CHROMA_URL is not set")
        self.server.drop(collection)

    @contextmanager
    def reserving(self) -> Iterator[None]:
        """Holds what keeps other machines from building while a child of this process does."""
        yield

    @contextmanager
    def building(self) -> Iterator[None]:
        """Holds the lock of the one build and clears what killed builds left. Raises ``BuildRunningError``."""
        self.editions_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / LOCK).open("a") as lock:  # the kernel frees it when its holder dies
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BuildRunningError from None
            for leftover in self.editions_dir.glob(f"{BUILDING}*"):
                self._clear(leftover)
            yield

    def tidying(self) -> AbstractContextManager[None]:
        """Holds this machine's own lock of the one build. Raises ``BuildRunningError``."""
        return self.building()

    @contextmanager
    def switching(self) -> Iterator[None]:
        """Waits for the lock of the one switch and holds it: nobody else moves the pointer meanwhile."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / SWITCH_LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def admit(self, directory: Path, id_: str) -> Edition:
        """Takes a finished, flushed directory in as edition ``id_``; it is not current by that."""
        directory.rename(self.editions_dir / id_)
        sync(self.editions_dir)
        return self.open(id_)

    def _point(self, served: Sequence[str], seeds: str | None) -> None:
        self._write_pointer(self._text(served, seeds))

    def _text(self, served: Sequence[str], seeds: str | None) -> str:
        current, *earlier = served
        kept = self._ids()
        return "\n".join([current, seeds or "", *(id_ for id_ in earlier if id_ in kept), ""])

    def _write_pointer(self, text: str) -> None:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        beside = self._pointer.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._pointer)
        sync(self.data_dir)

    def embedder(self, id_: str) -> Embeddings:
        """The embedder of that id, opened once. Raises ``WrongEmbedderError``."""
        with self._lock:
            if id_ not in self._embedders:
                self._embedders[id_] = open_embedder(spec_of(id_, self.spec))
            return self._embedders[id_]

    def _ids(self) -> set[str]:
        """Every edition in the directory, current once or never."""
        try:
            return {path.name for path in self.editions_dir.iterdir() if not path.name.startswith(".")}
        except FileNotFoundError:
            return set()

    def _whole(self, id_: str) -> Edition | None:
        try:
            return self.open(id_)
        except (DamagedEditionError, NoEditionError):
            return None
