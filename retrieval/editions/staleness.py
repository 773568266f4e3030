"""Whether the current edition is what a build of the folder would make now."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from retrieval.editions.edition import Edition
from retrieval.editions.ingest import current_or_none
from retrieval.editions.library import Library
from retrieval.editions.manifest import code_digest
from retrieval.editions.server_store import StoreDownError, StoreLostError
from retrieval.embedding.embeddings import QUICK
from retrieval.loading.manifest import NAME as MANIFEST
from retrieval.loading.walk import FoundFile, files_under


def is_stale(library: Library, folder: Path) -> bool:
    """True where there is no edition, its embedder, the code or the place of its vectors changed, its collection is
    lost, or the folder changed since it was decided on.
    """
    current = current_or_none(library)
    if current is None or (current.manifest.embedder, current.manifest.code) != (library.spec.id, code_digest()):
        return True
    if current.on_server != (library.server is not None) or is_lost(current):
        return True
    return library.seeds() != folder_digest(folder)


def is_lost(edition: Edition) -> bool:
    """Whether the server that should hold the vectors answers and does not have them all."""
    try:
        return edition.on_server and edition.store.count() != edition.chunk_count
    except StoreLostError:
        return True
    except StoreDownError:
        return False  # it may come back with everything


def is_makeshift(library: Library) -> bool:
    """True where the current edition has the fast embedder's vectors until the configured one's are there."""
    current = current_or_none(library)
    quick = replace(library.spec, name=QUICK).id
    return current is not None and library.spec.id != quick == current.manifest.embedder


def folder_digest(folder: Path) -> str:
    """One digest of the manifest and of the names and contents of the documents in ``folder``."""
    total = hashlib.sha256()
    manifest = FoundFile(folder / MANIFEST, MANIFEST, outside=False)
    for found in (manifest, *files_under(folder)):
        if not found.outside and found.path.is_file():
            total.update(f"{found.name}\0{_digest(found.path)}\n".encode())
    return total.hexdigest()


def _digest(path: Path) -> str:
    """The file's, or why it can't be read: that may change too."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return str(error.errno)
