"""The one place that knows Chroma: chunks with their vectors, in a directory of their own or on a shared server."""

from __future__ import annotations

import logging
import os
import shutil
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.parse import urlsplit

import chromadb
import chromadb.errors
import httpx
import numpy as np
from chromadb.config import Settings

from retrieval.document import Audience, Chunk
from retrieval.editions.records import dump, load_chunk
from retrieval.embedding.embeddings import Vectors

logger = logging.getLogger(__name__)

Item = TypeVar("Item")

COLLECTION = "chunks"
BATCH = 1_000  # Chroma takes at most 5,461 at a time
READY = 4_096  # chunks, and vectors, kept in memory: looking them up takes longer than the search itself

# By default the last thousand rows reach the index's files only with the next reader, which then writes while others
# read: a threshold of two leaves nothing to readers, and a killed one can't leave half a file.
_COSINE = {"space": "cosine", "ef_construction": 200, "ef_search": 200}
_IN_DIRECTORY: Any = {"hnsw": _COSINE | {"sync_threshold": 2, "batch_size": 2}}
_ON_SERVER: Any = {"hnsw": _COSINE}
# Every way in which a server, or what is between, may fail; ValueError is what the client makes of a refused connection.
SERVER_FAULTS = (httpx.HTTPError, chromadb.errors.ChromaError, ValueError)
NO_COLLECTION = chromadb.errors.NotFoundError


class VectorStore:
    """The chunks of one edition. A directory has one writer and, once written, one reading process."""

    def __init__(self, client: Any, collection: Any) -> None:
        self._collection = collection
        self._chunks: dict[str, Chunk] = {}
        self._vectors: dict[str, Vectors] = {}
        self.close = weakref.finalize(self, client.close)

    @classmethod
    def in_directory(cls, path: Path) -> VectorStore:
        """The store in ``path``; one that can't be written is read from a copy, since Chroma writes when it opens."""
        if path.exists() and not os.access(path, os.W_OK):
            return cls._copied(path)
        try:
            return cls._opened(str(path))
        except chromadb.errors.InternalError as problem:  # a full disk, or one that turned read-only
            if not (path / "chroma.sqlite3").exists():
                raise
            logger.warning("%s is read from a copy: %s", path, problem)
            return cls._copied(path)

    @classmethod
    def _copied(cls, path: Path) -> VectorStore:
        copy = TemporaryDirectory(prefix="hewen-")
        shutil.copytree(path, copy.name, dirs_exist_ok=True)
        store = cls._opened(copy.name)
        weakref.finalize(store, copy.cleanup)
        return store

    @classmethod
    def _opened(cls, path: str) -> VectorStore:
        client = chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False))
        # None as the function and never a text without its vector: Chroma would fetch a model of its own
        return cls(client, client.get_or_create_collection(COLLECTION, None, _IN_DIRECTORY, embedding_function=None))

    @classmethod
    def on_server(cls, address: str, collection: str, seconds: float) -> VectorStore:
        """A collection that is there. Every request takes at most ``seconds``. Raises one of ``SERVER_FAULTS``."""
        client = _client(address, seconds)
        return cls(client, client.get_collection(collection, embedding_function=None))

    @classmethod
    def created_on_server(cls, address: str, collection: str, seconds: float) -> VectorStore:
        """A new collection; what was there under its name is gone. Raises one of ``SERVER_FAULTS``."""
        drop_collection(address, collection, seconds)
        client = _client(address, seconds)
        return cls(client, client.create_collection(collection, None, _ON_SERVER, embedding_function=None))

    def upsert(self, chunks: Sequence[Chunk], audience: Audience, vectors: Vectors) -> None:
        """Adds or replaces ``chunks``, all of one audience; ``vectors`` has a row for each."""
        self._forget()
        for start in range(0, len(chunks), BATCH):
            part = chunks[start : start + BATCH]
            self._collection.upsert(
                ids=[chunk.id for chunk in part],
                embeddings=vectors[start : start + BATCH],
                metadatas=[{"document": c.document, "audience": audience, "chunk": dump(c)} for c in part],
            )

    def delete_documents(self, documents: Iterable[str]) -> None:
        self._forget()
        for document in documents:
            self._collection.delete(where={"document": document})

    def count(self) -> int:
        count: int = self._collection.count()
        return count

    def query(self, vector: Vectors, limit: int, audiences: frozenset[str] | None = None) -> dict[str, float]:
        """The ids of the ``limit`` nearest chunks and their cosines, best first. ``audiences``: None for all."""
        if audiences is not None and not audiences:
            return {}
        where = {"audience": {"$in": sorted(audiences)}} if audiences else None
        found = self._collection.query(
            query_embeddings=vector[None, :], n_results=limit, where=where, include=["distances"]
        )
        return {id_: 1 - distance for id_, distance in zip(found["ids"][0], found["distances"][0], strict=True)}

    def vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """The stored vectors of those of ``ids`` that exist."""
        return _ready(self._vectors, ids, self._read_vectors)

    def get(self, ids: Sequence[str]) -> Mapping[str, Chunk]:
        """The chunks of those of ``ids`` that exist."""
        return _ready(self._chunks, ids, self._read_chunks)

    def _read_vectors(self, ids: list[str]) -> dict[str, Vectors]:
        found = self._collection.get(ids=ids, include=["embeddings"])
        return dict(zip(found["ids"], np.asarray(found["embeddings"], np.float32), strict=True))

    def _read_chunks(self, ids: list[str]) -> dict[str, Chunk]:
        found = self._collection.get(ids=ids, include=["metadatas"])
        return {id_: load_chunk(row["chunk"]) for id_, row in zip(found["ids"], found["metadatas"], strict=True)}

    def _forget(self) -> None:
        self._chunks.clear()
        self._vectors.clear()

    def ids(self) -> tuple[str, ...]:
        """The id of every chunk."""
        return tuple(self._collection.get(include=[])["ids"])

    def all(self) -> Iterator[Chunk]:
        """Every chunk, in no promised order."""
        for offset in range(0, self.count(), BATCH):
            found = self._collection.get(include=["metadatas"], limit=BATCH, offset=offset)
            yield from (load_chunk(row["chunk"]) for row in found["metadatas"])


def _ready(kept: dict[str, Item], ids: Sequence[str], read: Callable[[list[str]], dict[str, Item]]) -> dict[str, Item]:
    """The items of ``ids``, in that order: those that are ``kept``, and the others ``read`` and kept."""
    known = {id_: item for id_ in ids if (item := kept.get(id_)) is not None}
    if missing := [id_ for id_ in ids if id_ not in known]:
        fresh = read(missing)
        if len(kept) > READY:
            kept.clear()
        kept.update(fresh)
        known |= fresh
    return {id_: known[id_] for id_ in ids if id_ in known}


def drop_collection(address: str, collection: str, seconds: float) -> None:
    """Deletes a collection from a server; there is none afterwards. Raises one of ``SERVER_FAULTS``."""
    client = _client(address, seconds)
    try:
        client.delete_collection(collection)
    except chromadb.errors.NotFoundError:
        logger.debug("there is no collection %s to delete", collection)
    finally:
        client.close()


def _client(address: str, seconds: float) -> Any:
    """A client of the server at ``address``, which is asked first whether it is there: opening knows no timeout."""
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    httpx.get(f"{address}/api/v2/heartbeat", timeout=seconds, verify=secure).raise_for_status()
    port = parts.port or (443 if secure else 80)
    settings = Settings(anonymized_telemetry=False)
    client: Any = chromadb.HttpClient(parts.hostname or "", port, secure, settings=settings)
    client._server._session.timeout = seconds  # noqa: SLF001 there is no setting for it, and its default is none
    return client
