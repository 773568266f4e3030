"""A library that several machines share. Each keeps the editions it needs in its own data directory, so that questions
are answered there and go on being answered while the others can't be reached; which is current, they agree on.
"""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from retrieval.editions.edition import CHUNKS, Edition
from retrieval.editions.library import BUILDING, Library, NoEditionError
from retrieval.editions.manifest import FILE
from retrieval.editions.server_store import ChromaServer
from retrieval.editions.sharing import MARK, Shared
from retrieval.embedding.embeddings import EmbedderSpec

_BESIDE = ".fetch-"
_PURGED = "purged"
_HOUR = 3600


class SharedLibrary(Library):
    """``follow`` brings this machine to what the others agreed on; who builds or switches follows first."""

    shares = True

    def __init__(self, data_dir: Path, spec: EmbedderSpec, server: ChromaServer | None, shared: Shared) -> None:
        super().__init__(data_dir, spec, server)
        self._shared = shared
        self._following = threading.RLock()

    def lead(self) -> bool:
        return self._shared.lead()

    def follow(self) -> None:
        """The first machine ever brings what it has. Another fetches what is current before it points to it."""
        with self._following:
            state = self._shared.state()
            if state.pointer is None:
                self._bring()
                return
            if state.pointer != self._pointer_text():
                self.open(state.pointer.partition("\n")[0])
                self._write_pointer(state.pointer)
            self._drop_gone(state.editions)

    def open(self, id_: str) -> Edition:
        plain = bool(id_) and Path(id_).name == id_ and not id_.startswith(".")
        if plain and not (self.editions_dir / id_ / FILE).is_file():
            self._fetch(id_)
        return super().open(id_)

    def publish(self, id_: str) -> None:
        self._shared.put(super().open(id_))
        (self.editions_dir / id_ / MARK).touch()

    def discard(self, id_: str) -> None:
        if id_ == self.current_id():
            raise ValueError(f"{id_} is current")
        self._shared.remove(id_)
        if (self.editions_dir / id_).exists():
            super().discard(id_)
        elif self.server:  # built elsewhere and never needed here: its collection goes all the same
            doomed = self.editions_dir / f"{BUILDING}{id_}"
            doomed.mkdir(parents=True, exist_ok=True)
            (doomed / CHUNKS).touch()
            self._clear(doomed)

    @contextmanager
    def reserving(self) -> Iterator[None]:
        with self._shared.building():
            self.follow()
            for left in self.data_dir.glob(f"{_BESIDE}*"):
                if time.time() - left.stat().st_mtime > _HOUR:
                    shutil.rmtree(left, ignore_errors=True)
            yield

    @contextmanager
    def building(self) -> Iterator[None]:
        with self.reserving(), super().building():
            yield

    def tidying(self) -> AbstractContextManager[None]:
        return super().building()

    @contextmanager
    def switching(self) -> Iterator[None]:
        with self._shared.switching(), super().switching():
            self.follow()
            yield

    def tell_purged(self) -> None:
        mark = secrets.token_hex(8)
        self._shared.purged(mark)
        self.settle_purge(mark)

    def owed_purge(self) -> str | None:
        mark, path = self._shared.state().purged, self.data_dir / _PURGED
        seen = path.read_text("utf-8") if path.exists() else None
        return mark if mark != seen else None

    def settle_purge(self, mark: str) -> None:
        (self.data_dir / _PURGED).write_text(mark, "utf-8")

    def _point(self, served: Sequence[str], seeds: str | None) -> None:
        with self._following:
            for id_ in served:
                if (self.editions_dir / id_ / FILE).is_file() and not (self.editions_dir / id_ / MARK).exists():
                    self.publish(id_)
            text = self._text(served, seeds)
            self._shared.point(text)
            self._write_pointer(text)

    def _ids(self) -> set[str]:
        return super()._ids() | self._shared.state().editions

    def _bring(self) -> None:
        served, seeds = self.served()
        kept = [id_ for id_ in served if self._whole(id_)]
        if kept:
            self._point(kept, seeds)

    def _fetch(self, id_: str) -> None:
        self.editions_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.data_dir, prefix=_BESIDE) as beside:
            folder = Path(beside) / id_
            try:
                self._shared.fetch(id_, folder)
            except KeyError as missing:
                raise NoEditionError(id_) from missing
            (folder / MARK).touch()
            if not (self.editions_dir / id_).exists():
                folder.rename(self.editions_dir / id_)

    def _drop_gone(self, editions: frozenset[str]) -> None:
        """Deletes what the others deleted; what was built here and is not given to them yet stays."""
        for mark in self.editions_dir.glob(f"[!.]*/{MARK}"):
            id_ = mark.parent.name
            if id_ not in editions and id_ != self.current_id():
                with tempfile.TemporaryDirectory(dir=self.data_dir, prefix=_BESIDE) as beside:
                    mark.parent.rename(Path(beside) / id_)
