"""The chunks of one edition on a Chroma server that several machines share, and how to do without it for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from retrieval.document import Chunk
from retrieval.editions.chunk_file import ChunkFile

if TYPE_CHECKING:
    from retrieval.embedding.embeddings import Vectors
    from retrieval.vector_store import VectorStore

Result = TypeVar("Result")
_REST = 2.0  # seconds without a try after a fault: questions go on by words at once instead of waiting each


class StoreDownError(Exception):
    """The vectors can't be reached now. The message is for logs."""


class StoreLostError(StoreDownError):
    """The server answers, and has no such collection."""


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """Where editions are collections. ``address``: http://host:port; ``seconds``: what one request may take."""

    address: str
    seconds: float = 2.0  # of a question

    def drop(self, collection: str) -> None:
        """Deletes a collection. Raises ``StoreDownError``."""
        from retrieval.vector_store import drop_collection

        with faults_told():
            drop_collection(self.address, collection, self.seconds)

    def create(self, collection: str) -> VectorStore:
        """A new collection to write to, inside ``faults_told``. Raises ``StoreDownError``."""
        from retrieval.vector_store import VectorStore

        with faults_told():
            return VectorStore.created_on_server(self.address, collection, self.seconds)


@contextmanager
def faults_told() -> Iterator[None]:
    """Turns what a server's faults raise into ``StoreDownError``."""
    from retrieval.vector_store import NO_COLLECTION, SERVER_FAULTS

    try:
        yield
    except NO_COLLECTION as fault:
        raise StoreLostError(f"the Chroma server: {fault}") from fault
    except SERVER_FAULTS as fault:
        raise StoreDownError(f"the Chroma server: {type(fault).__name__}: {fault}") from fault


class Store(Protocol):
    """What searches and checks read of an edition's chunks."""

    def query(self, vector: Vectors, limit: int, audiences: frozenset[str] | None = None) -> dict[str, float]: ...

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]: ...

    def get(self, ids: Sequence[str]) -> Mapping[str, Chunk]: ...

    def all(self) -> Iterator[Chunk]: ...

    def ids(self) -> tuple[str, ...]: ...

    def count(self) -> int: ...


class ServerStore:
    """Chunks from the file ``chunks``, vectors from a server's collection, which raise ``StoreDownError``.

    The connection is made when it is first needed, and anew after a fault. ``server``: None where none is configured.
    """

    def __init__(self, server: ChromaServer | None, collection: str, chunks: Path, rest: float = _REST) -> None:
        self._server, self._collection, self._path, self._rest = server, collection, chunks, rest
        self._opened: VectorStore | None = None
        self._down_until = 0.0

    def query(self, vector: Vectors, limit: int, audiences: frozenset[str] | None = None) -> dict[str, float]:
        return self._asked(lambda store: store.query(vector, limit, audiences))

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        return self._asked(lambda store: store.vectors(ids)) if ids else {}

    def ids(self) -> tuple[str, ...]:
        return self._asked(lambda store: store.ids())

    def count(self) -> int:
        return self._asked(lambda store: store.count())

    def get(self, ids: Sequence[str]) -> Mapping[str, Chunk]:
        return self._chunks.get(ids)

    def all(self) -> Iterator[Chunk]:
        return self._chunks.all()

    @cached_property
    def _chunks(self) -> ChunkFile:
        return ChunkFile(self._path)

    def _asked(self, ask: Callable[[VectorStore], Result]) -> Result:
        if time.monotonic() < self._down_until:
            raise StoreDownError("the Chroma server failed a moment ago")
        try:
            with faults_told():
                return ask(self._store())
        except StoreLostError:
            raise
        except StoreDownError:
            self._opened, self._down_until = None, time.monotonic() + self._rest
            raise

    def _store(self) -> VectorStore:
        from retrieval.vector_store import VectorStore

        if self._server is None:
            raise StoreDownError("CHROMA_URL is not set, and the edition's vectors lie on a Chroma server")
        opened = self._opened or VectorStore.on_server(self._server.address, self._collection, self._server.seconds)
        self._opened = opened
        return opened
