"""Whether the current edition is what a build of the folder would make now."""

from __future__ import annotations

import hashlib
from pathlib import Path

from retrieval.ingest import current_or_none
from retrieval.library import Library
from retrieval.manifest import code_digest


def is_stale(library: Library, folder: Path) -> bool:
    """True where there is no edition, its embedder or the code changed, or the folder did since it was decided on."""
    current = current_or_none(library)
    if current is None or (current.manifest.embedder, current.manifest.code) != (library.spec.id, code_digest()):
        return True
    return library.seeds() != folder_digest(folder)


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
