"""How much of a file is read at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; whatever passes one is refused with a line that names it."""

    file_bytes: int = 100 << 20
    unpacked_bytes: int = 300 << 20
    members: int = 10_000  # of an archive
    tree_bytes: int = 60 << 20  # of a member that is read as one tree, which takes twenty times as much memory
    characters: int = 5_000_000
    pages: int = 2_000
    rows: int = 100_000  # of all sheets of a file
    seconds: float = 600.0  # a machine reads a scanned page in about two
    memory_bytes: int = 3 << 30  # of address space
