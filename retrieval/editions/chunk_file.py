"""The chunks of an edition in one SQLite file: what a machine reads of them where the vectors lie on a Chroma server."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache, partial
from pathlib import Path

from retrieval.document import Chunk
from retrieval.editions.records import dump, load_chunk

_DECODED = 4_096  # chunks kept ready in memory


def write_chunks(path: Path, chunks: Iterable[Chunk]) -> None:
    """Writes the new file ``path``; the same chunks in the same order give the same bytes."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE chunks (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID")
        base.executemany("INSERT INTO chunks VALUES (?, ?)", ((chunk.id, dump(chunk)) for chunk in chunks))


class ChunkFile:
    """Reads one; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        # immutable: nothing is locked and nothing written beside it, so that it may lie on a disk that can't be written
        self._base = base = sqlite3.connect(
            f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False
        )
        self._lock = lock = threading.Lock()
        self._one = lru_cache(_DECODED)(partial(_read, base, lock))  # no method: it would keep the file open for long

    def get(self, ids: Sequence[str]) -> Mapping[str, Chunk]:
        """The chunks of those of ``ids`` that exist."""
        return {id_: chunk for id_ in ids if (chunk := self._one(id_))}

    def all(self) -> Iterator[Chunk]:
        """Every chunk, by its id."""
        with self._lock:
            bodies = self._base.execute("SELECT body FROM chunks ORDER BY id").fetchall()
        return (load_chunk(body) for (body,) in bodies)


def _read(base: sqlite3.Connection, lock: threading.Lock, id_: str) -> Chunk | None:
    with lock:
        row = base.execute("SELECT body FROM chunks WHERE id = ?", (id_,)).fetchone()
    return load_chunk(row[0]) if row else None
