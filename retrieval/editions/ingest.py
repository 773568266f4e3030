"""Documents to an edition: cut, embed what the cache does not know, index, verify, admit."""

from __future__ import annotations

import hashlib
import logging
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import numpy as np

from retrieval.document import Document
from retrieval.editions.cuts import Cut, cut_documents
from retrieval.editions.edition import CHROMA, DamagedEditionError, Edition
from retrieval.editions.library import BUILDING, Library, NoEditionError
from retrieval.editions.manifest import code_digest, digest_of
from retrieval.editions.server_store import StoreDownError, faults_told
from retrieval.editions.writer import (
    GROUP,
    Made,
    flush_to_disk,
    indexed_text,
    open_store,
    write_manifest,
    write_parts,
    write_vectors,
)
from retrieval.embedding.cache import EmbeddingCache

logger = logging.getLogger(__name__)

Stage = Literal["load", "cut", "embed", "index", "verify"]


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


def build_edition(
    library: Library, documents: Sequence[Document], tell: Tell = lambda _: None, built_at: str | None = None
) -> Edition:
    """An edition of exactly ``documents``, admitted but not switched to; the current one where nothing would differ.

    Call it inside ``library.building()``. ``built_at``: the age it is to have, ISO time, now without one.
    """
    digests = [digest_of(document) for document in documents]
    made, last = _made(library, digests, built_at), current_or_none(library)
    base = _base(library, last, digests)
    if base and len(base.manifest.entries) == len(documents):
        return base
    since = {entry.digest: entry.since for entry in last.manifest.entries} if last else {}
    cuts = cut_documents(
        documents, base, [since.get(digest, made.built_at) for digest in digests], _counting(documents, tell)
    )
    if not any(cut.chunks for cut in cuts):
        raise NothingToIndexError
    with EmbeddingCache(library.cache_path) as cache, _workshop(library, made) as directory:
        if base and base.on_server:
            _recall(library, cache, cuts, base)
        _embed(library, cache, cuts, tell)
        tell(_whole("index", cuts))
        write_parts(directory, cuts)
        new = _begun_with(directory, base, cuts)
        store = open_store(directory, made.id, cuts, library.server)
        with faults_told() if library.server else nullcontext():
            write_vectors(store, new, library.spec.sent, lambda texts: cache.vectors(texts, made.embedder))
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


def _base(library: Library, last: Edition | None, digests: Sequence[str]) -> Edition | None:
    """The last edition, to build upon: whole, made as it would be now, and nothing in it is gone.

    Where something is gone nothing is even read: Chroma only marks what is deleted, and the unused ends of its files
    hold odd bytes of the memory of the process that wrote them.
    """
    if last is None or (last.manifest.embedder, last.manifest.code) != (library.spec.id, code_digest()):
        return None
    if last.on_server != (library.server is not None):
        return None
    if {entry.digest for entry in last.manifest.entries} - set(digests):
        return None
    try:
        last.verify()
    except Exception:  # whatever is wrong with it, this build puts it right
        logger.exception("edition %s is damaged and not built upon", last.id)
        return None
    return last


def _counting(documents: Sequence[Document], tell: Tell) -> Callable[[int, int], None]:
    return lambda done, chunks: tell(BuildProgress("cut", done, len(documents), 0, chunks))


def _begun_with(directory: Path, base: Edition | None, cuts: Sequence[Cut]) -> Sequence[Cut]:
    """Copies the vectors of ``base``; gives the documents still to be written."""
    if base is None or base.on_server:  # a server copies no collection
        return cuts
    shutil.copytree(base.path / CHROMA, directory / CHROMA)
    return [cut for cut in cuts if not cut.old]


def _recall(library: Library, cache: EmbeddingCache, cuts: Sequence[Cut], base: Edition) -> None:
    """Takes vectors that another machine paid for from the edition on the server into this machine's cache."""
    texts = {
        library.spec.sent(indexed_text(chunk), cut.document.source.audience): chunk.id
        for cut in cuts
        if cut.old
        for chunk in cut.chunks
    }
    missing = cache.missing(texts, library.spec.id)
    for start in range(0, len(missing), GROUP):
        group = missing[start : start + GROUP]
        known = base.store.vectors([texts[text] for text in group])
        cache.keep(group, np.stack([known[texts[text]] for text in group]), library.spec.id)


def _embed(library: Library, cache: EmbeddingCache, cuts: Sequence[Cut], tell: Tell) -> None:
    """Puts every missing vector into the cache."""
    sent = library.spec.sent
    texts = [sent(indexed_text(chunk), cut.document.source.audience) for cut in cuts for chunk in cut.chunks]
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


def _made(library: Library, digests: Sequence[str], built_at: str | None) -> Made:
    now = built_at or _after(library).isoformat(timespec="microseconds")
    # the moment counts too: the same documents may be built twice within one second
    unique = hashlib.sha256("".join((now, *sorted(digests))).encode()).hexdigest()
    return Made(f"{now[:19].replace('-', '').replace(':', '').replace('T', '-')}-{unique[:6]}", now, library.spec.id)


def _after(library: Library) -> datetime:
    """Now, or just after the newest edition where the clock was put back since: a new one is never older than it."""
    built = (datetime.fromisoformat(edition.manifest.built_at) for edition in library.list())
    return max([datetime.now(UTC), *(moment + timedelta(microseconds=1) for moment in built)])


@contextmanager
def _workshop(library: Library, made: Made) -> Iterator[Path]:
    """A directory that is no edition yet; whatever is left of it in the end is deleted."""
    directory = library.editions_dir / f"{BUILDING}{made.id}"
    directory.mkdir()
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _verified(library: Library, edition: Edition) -> None:
    try:
        edition.verify()
    except (DamagedEditionError, StoreDownError):
        library.discard(edition.id)
        raise
