"""Purging: nothing of a document that does not serve any more stays in kept editions or in the cache of vectors."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.edition_writer import indexed_text
from retrieval.embedding_cache import EmbeddingCache
from retrieval.library import Library
from retrieval.server_store import StoreDownError


@dataclass(frozen=True, slots=True)
class Purged:
    """``editions``: those that were deleted since they held such a document; ``vectors``: how many left the cache."""

    editions: tuple[str, ...]
    vectors: int


def purge(library: Library) -> Purged:
    """Deletes kept editions that hold a document the current one does not, and every vector no kept edition uses.

    An edition can't be changed, so one that holds the document goes as a whole. Raises ``BuildRunningError``, and
    ``StoreDownError`` where a Chroma server could not be told: call it again then.
    """
    with library.building():
        serving = set(library.current().manifest.sources)
        holding = [edition.id for edition in library.list() if set(edition.manifest.sources) - serving]
        for id_ in holding:
            library.discard(id_)
        if left := library.leftovers():
            raise StoreDownError(f"the collections of {left} are still there")
        used = (indexed_text(chunk) for edition in library.list() for chunk in edition.store.all())
        with EmbeddingCache(library.cache_path) as cache:
            return Purged(tuple(holding), cache.retain(used))
