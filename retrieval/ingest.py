"""Documents to an edition: cut, embed what the cache does not know, index, verify, admit."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from retrieval.chunking import chunk_document
from retrieval.document import Document
from retrieval.edition import DamagedEditionError, Edition
from retrieval.edition_writer import (
    Cut,
    Made,
    flush_to_disk,
    indexed_text,
    write_manifest,
    write_parts,
    write_vectors,
)
from retrieval.embedding_cache import EmbeddingCache
from retrieval.library import BUILDING, Library, NoEditionError
from retrieval.manifest import code_digest, digest_of

Stage = Literal["load", "cut", "embed", "index", "verify"]
GROUP = 500  # chunks whose vectors are in memory at a time


@dataclass(frozen=True, slots=True)
class BuildProgress:
    """How far a build is. ``per_second`` counts chunks that really were embedded; None before the first."""

    stage: Stage
    documents: int = 0
    of_documents: int = 0
    chunks: int = 0
    of_chunks: int = 0
    per_second: float | None = None
    seconds_left: float | None = None


class NothingToIndexError(Exception):
    """No document has any text."""


Tell = Callable[[BuildProgress], None]


def build_edition(library: Library, documents: Sequence[Document], tell: Tell = lambda _: None) -> Edition:
    """An edition of exactly ``documents``, admitted but not switched to; the current one where nothing would differ.

    Call it inside ``library.building()``.
    """
    current = current_or_none(library)
    if current and _same(current, documents, library):
        return current
    cuts = _cut(documents, _since(current), tell)
    with EmbeddingCache(library.cache_path) as cache, _workshop(library, documents) as (directory, made):
        _embed(library, cache, cuts, tell)
        tell(_whole("index", cuts))
        write_parts(directory, cuts)
        for group in _groups(cuts):
            texts = [indexed_text(chunk) for cut in group for chunk in cut.chunks]
            write_vectors(directory, group, cache.vectors(texts, made.embedder))
        write_manifest(directory, cuts, made)
        flush_to_disk(directory)
        tell(_whole("verify", cuts))
        edition = library.admit(directory, made.id)
        _verified(library, edition)
    return edition


def current_or_none(library: Library) -> Edition | None:
    """The current edition, or None where there is none that can be read."""
    try:
        return library.current()
    except (NoEditionError, DamagedEditionError):
        return None


def _same(current: Edition, documents: Sequence[Document], library: Library) -> bool:
    manifest = current.manifest
    if (manifest.embedder, manifest.code) != (library.spec.id, code_digest()):
        return False
    return {e.source.id: e.digest for e in manifest.entries} == {d.source.id: digest_of(d) for d in documents}


def _since(current: Edition | None) -> Mapping[str, str]:
    """Since when each content was known, by digest."""
    return {entry.digest: entry.since for entry in current.manifest.entries} if current else {}


def _cut(documents: Sequence[Document], since: Mapping[str, str], tell: Tell) -> list[Cut]:
    cuts, chunks, now = list[Cut](), 0, _now()
    for document in documents:
        cuts.append(Cut(document, chunk_document(document), since.get(digest_of(document), now)))
        chunks += len(cuts[-1].chunks)
        tell(BuildProgress("cut", len(cuts), len(documents), 0, chunks))
    if not chunks:
        raise NothingToIndexError
    return cuts


def _embed(library: Library, cache: EmbeddingCache, cuts: Sequence[Cut], tell: Tell) -> None:
    """Puts every missing vector into the cache."""
    texts = [indexed_text(chunk) for cut in cuts for chunk in cut.chunks]
    missing = len(cache.missing(texts, library.spec.id))
    tell(_embedding(cuts, len(texts) - missing, None, missing))
    began, done = time.monotonic(), 0

    def embedded(count: int) -> None:
        nonlocal done
        done += count
        tell(_embedding(cuts, len(texts) - missing + done, done / (time.monotonic() - began), missing - done))

    if missing:
        cache.fill(texts, library.embedder(library.spec.id), library.spec.id, embedded)


def _embedding(cuts: Sequence[Cut], chunks: int, per_second: float | None, left: int) -> BuildProgress:
    total = sum(len(cut.chunks) for cut in cuts)
    seconds = left / per_second if per_second else None
    return BuildProgress("embed", _documents_in(cuts, chunks), len(cuts), chunks, total, per_second, seconds)


def _documents_in(cuts: Sequence[Cut], chunks: int) -> int:
    """How many whole documents the first ``chunks`` chunks make."""
    done = 0
    for cut in cuts:
        chunks -= len(cut.chunks)
        if chunks < 0:
            break
        done += 1
    return done


def _whole(stage: Stage, cuts: Sequence[Cut]) -> BuildProgress:
    chunks = sum(len(cut.chunks) for cut in cuts)
    return BuildProgress(stage, len(cuts), len(cuts), chunks, chunks)


def _groups(cuts: Sequence[Cut]) -> Iterator[list[Cut]]:
    group: list[Cut] = []
    for cut in cuts:
        group.append(cut)
        if sum(len(one.chunks) for one in group) >= GROUP:
            yield group
            group = []
    if group:
        yield group


@contextmanager
def _workshop(library: Library, documents: Sequence[Document]) -> Iterator[tuple[Path, Made]]:
    """A directory that is no edition yet; whatever is left of it in the end is deleted."""
    now = _now()
    content = hashlib.sha256("".join(sorted(digest_of(document) for document in documents)).encode()).hexdigest()
    made = Made(f"{now[:19].replace('-', '').replace(':', '').replace('T', '-')}-{content[:6]}", now, library.spec.id)
    directory = library.editions_dir / f"{BUILDING}{made.id}"
    directory.mkdir()
    try:
        yield directory, made
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _verified(library: Library, edition: Edition) -> None:
    try:
        edition.verify()
    except DamagedEditionError:
        library.discard(edition.id)
        raise


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
