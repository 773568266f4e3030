"""Writes an edition into a new directory, from documents that are already cut into chunks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.document import Audience, Chunk
from retrieval.editions import ledger, records
from retrieval.editions.chunk_file import write_chunks
from retrieval.editions.cuts import Cut
from retrieval.editions.disk import sync
from retrieval.editions.edition import CHROMA, CHUNKS, DIGESTED, DOCUMENTS, LEDGER, LEXICAL, document_file
from retrieval.editions.manifest import Entry, Manifest, code_digest, file_digests
from retrieval.editions.server_store import ChromaServer
from retrieval.embedding.embeddings import Vectors
from retrieval.lexical import build_lexical
from retrieval.periods import as_of

if TYPE_CHECKING:
    from retrieval.vector_store import VectorStore

GROUP = 1_000  # chunks whose vectors are in memory at a time


@dataclass(frozen=True, slots=True)
class Made:
    """What the manifest tells of the making of an edition."""

    id: str
    built_at: str
    embedder: str


def indexed_text(chunk: Chunk) -> str:
    """What is embedded and indexed for a chunk: its headings (those it doesn't begin with), then its text."""
    headings = [heading for heading in chunk.section if heading not in chunk.text]
    return "\n".join([*headings, chunk.text.strip()])


def write_parts(directory: Path, cuts: Sequence[Cut]) -> None:
    """Everything but the vectors: documents, ledger, lexical index."""
    (directory / DOCUMENTS).mkdir(parents=True)
    for cut in cuts:
        path = directory / document_file(cut.document.source.id)
        path.write_text(records.dump(cut.document), "utf-8")
    ledger.write(directory / LEDGER, (row for cut in cuts for row in ledger.rows_of(cut.chunks, cut.document.source)))
    texts = {chunk.id: indexed_text(chunk) for cut in cuts for chunk in cut.chunks}
    build_lexical(directory / LEXICAL, texts, [cut.document.source.audience for cut in cuts for _ in cut.chunks])


def open_store(directory: Path, collection: str, cuts: Sequence[Cut], server: ChromaServer | None) -> VectorStore:
    """Where the chunks are written to: Chroma's directory, else a ``server``'s collection with their file here."""
    if server is None:
        from retrieval.vector_store import VectorStore

        return VectorStore.in_directory(directory / CHROMA)
    write_chunks(directory / CHUNKS, (chunk for cut in cuts for chunk in cut.chunks))  # tells of the collection
    return server.create(collection)


def write_vectors(
    store: VectorStore,
    cuts: Sequence[Cut],
    sent: Callable[[str, Audience], str],
    vectors: Callable[[list[str]], Vectors],
) -> None:
    """The chunks into Chroma with what ``vectors`` gives for what is ``sent`` of their texts, a group at a time."""
    for audience in dict.fromkeys(cut.document.source.audience for cut in cuts):
        chunks = [chunk for cut in cuts if cut.document.source.audience == audience for chunk in cut.chunks]
        for start in range(0, len(chunks), GROUP):
            group = chunks[start : start + GROUP]
            store.upsert(group, audience, vectors([sent(indexed_text(chunk), audience) for chunk in group]))
    store.close()


def write_manifest(directory: Path, cuts: Sequence[Cut], made: Made) -> Manifest:
    """The last thing to be written: an edition without a manifest is none."""
    entries = tuple(_entry(cut) for cut in cuts)
    manifest = Manifest(
        id=made.id,
        built_at=made.built_at,
        embedder=made.embedder,
        code=code_digest(),
        as_of=as_of(cut.document.source for cut in cuts),
        chunks=sum(entry.chunks for entry in entries),
        figures=sum(entry.figures for entry in entries),
        entries=entries,
        digests=file_digests(directory, DIGESTED),
    )
    manifest.write(directory)
    return manifest


def _entry(cut: Cut) -> Entry:
    figures = sum(len(chunk.figures) for chunk in cut.chunks)
    return Entry(cut.document.source, cut.digest, len(cut.chunks), figures, cut.since)


def flush_to_disk(directory: Path) -> None:
    """Waits until every file under ``directory`` and the directories themselves are on the disk."""
    for path in [directory, *directory.rglob("*")]:
        sync(path)
