"""Names of files that somebody sent."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]")
_NAME_BYTES = 200


def safe_name(name: str) -> str:
    """A file's name as one that can only lie in the folder it is put in."""
    clean = _UNSAFE.sub("_", name).strip(". ") or "document"
    stem, dot, suffix = clean.rpartition(".")
    if not dot:
        stem, suffix = clean, ""
    room = _NAME_BYTES - len((dot + suffix).encode())
    return stem.encode()[: max(room, 1)].decode(errors="ignore") + dot + suffix[:20]
