"""Documents that were sent by an admin: names that stay in their folder, and a manifest that says what is known."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from retrieval.document import Audience, Source
from retrieval.loading.manifest import NAME

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


def describe(folder: Path, names: Sequence[str], known: Iterable[Source], audience: Audience | None = None) -> None:
    """Write the manifest of the sent files in ``folder``.

    A file named like that of a ``known`` document is its new version: same id, title and issuer, and the same
    ``audience`` unless one is given, so that nothing internal becomes public unseen. Of what period it tells is read
    anew. Other files are ``audience``; without one the loader decides.
    """
    by_file: dict[str, list[Source]] = {}
    for source in known:
        by_file.setdefault(_composed(source.file), []).append(source)
    entries = [_entry(name, by_file.get(_composed(name), []), audience) for name in names]
    text = "\n".join("[[document]]\n" + "\n".join(lines) + "\n" for lines in entries if lines)
    (folder / NAME).write_text(text, "utf-8")


def _entry(name: str, named_so: Sequence[Source], audience: Audience | None) -> list[str]:
    """The lines of one entry; none where there is nothing to say."""
    before = named_so[0] if len(named_so) == 1 else None
    fields: dict[str, str | None] = {"audience": audience or (before.audience if before else None)}
    if before and (before.issuer or before.id != _composed(Path(name).stem)):  # a manifest had described it
        fields |= {"id": before.id, "title": before.title, "issuer": before.issuer}
    lines = list(_lines(fields))
    return [*_lines({"file": _composed(name)}), *lines] if lines else []


def _lines(fields: dict[str, str | None]) -> Iterator[str]:
    """JSON's strings are TOML's, but for a character that ``safe_name`` lets through in none."""
    return (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value is not None)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
