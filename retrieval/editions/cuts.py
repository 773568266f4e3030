"""Documents with their chunks: cut anew, or taken from the last edition where nothing about them changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.chunking import chunk_document
from retrieval.document import Chunk, Document
from retrieval.editions.edition import Edition
from retrieval.editions.manifest import digest_of


@dataclass(frozen=True, slots=True)
class Cut:
    """A document and its chunks. ``since``: when it came in with this content, ISO time. ``old``: not cut anew."""

    document: Document
    digest: str
    chunks: tuple[Chunk, ...]
    since: str
    old: bool


def cut_documents(
    documents: Sequence[Document], base: Edition | None, since: Sequence[str], done: Callable[[int, int], None]
) -> list[Cut]:
    """Every document cut, those of ``base`` taken from there; ``since`` has a time for each.

    ``done`` hears how many documents and chunks are ready.
    """
    known = {entry.digest for entry in base.manifest.entries} if base else set()
    chunks = _chunks_of(base) if base else {}
    cuts, total = list[Cut](), 0
    for document, time in zip(documents, since, strict=True):
        digest = digest_of(document)
        own = chunks[document.source.id] if digest in known else chunk_document(document)
        cuts.append(Cut(document, digest, own, time, digest in known))
        total += len(own)
        done(len(cuts), total)
    return cuts


def _chunks_of(edition: Edition) -> Mapping[str, tuple[Chunk, ...]]:
    """The chunks of every document, in reading order."""
    found: dict[str, list[Chunk]] = defaultdict(list)
    for chunk in edition.store.all():
        found[chunk.document].append(chunk)
    ordered = {id_: tuple(sorted(chunks, key=lambda chunk: chunk.start)) for id_, chunks in found.items()}
    return defaultdict(tuple, ordered)  # a document without text has none
