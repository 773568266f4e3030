"""Purging: nothing of a document that does not serve any more stays in kept editions or in the cache of vectors.

Kept editions that hold one are built again without it, from the texts of the others alone. That is done in the child
process of a build: what is written must not lie beside removed texts in memory (see ``ingest``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from retrieval.editions.edition import Edition
from retrieval.editions.ingest import BuildProgress, NothingToIndexError, build_edition
from retrieval.editions.library import Library
from retrieval.editions.writer import indexed_text
from retrieval.embedding.cache import EmbeddingCache


@dataclass(frozen=True, slots=True)
class Purged:
    """``editions``: how many held such a document; ``vectors``: how many left the cache."""

    editions: int
    vectors: int


def cleared(library: Library, tell: Callable[[BuildProgress], None] = lambda _: None) -> dict[str, str | None]:
    """New editions for the kept ones that hold documents which the current one lacks, by the ids of those.

    Call it inside ``library.building()``.
    """
    serving = set(library.current().manifest.sources)
    held = [edition for edition in library.list() if set(edition.manifest.sources) - serving]
    return {edition.id: _without(edition, serving, library, tell) for edition in held}


def retain_used(library: Library) -> int:
    """Clears every vector that no kept edition uses from this machine's cache; how many there were."""
    used = (indexed_text(chunk) for edition in library.list() for chunk in edition.store.all())
    with EmbeddingCache(library.cache_path) as cache:
        return cache.retain(used)


def _without(
    edition: Edition, serving: set[str], library: Library, tell: Callable[[BuildProgress], None]
) -> str | None:
    """The id of an edition of the same age with those of its documents that serve; None where it has none."""
    documents = [edition.document(id_) for id_ in edition.manifest.sources if id_ in serving]
    try:
        return build_edition(library, documents, tell, edition.manifest.built_at).id
    except NothingToIndexError:
        return None
