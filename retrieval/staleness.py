"""Whether the current edition is what a build of the folder would make now."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from retrieval.edition import Edition
from retrieval.embeddings import QUICK
from retrieval.ingest import current_or_none
from retrieval.library import Library
from retrieval.manifest import code_digest
from retrieval.server_store import StoreDownError, StoreLostError


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
    """One digest of the names and contents of the files in ``folder``; hidden and golden ones don't count."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        counts = path.suffix != ".jsonl" and not any(part.startswith(".") for part in name.parts)
        if counts and path.is_file():
            with path.open("rb") as file:
                total.update(f"{name.as_posix()}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return total.hexdigest()
