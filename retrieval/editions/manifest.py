"""What an edition says of itself: its documents and their counts, the digests of its files, what it was built with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.document import Document, Source

FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of an edition. ``since``: when it first came in with this content, ISO time."""

    source: Source
    digest: str  # of its source, text, pages and tables together
    chunks: int
    figures: int
    since: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``built_at``: ISO time, UTC; ``embedder``: the id of its spec; ``code``: the digest of the code that shaped it.

    ``as_of``: the ISO date up to which the documents tell.
    """

    id: str
    built_at: str
    embedder: str
    code: str
    as_of: str | None
    chunks: int
    figures: int
    entries: tuple[Entry, ...]
    digests: Mapping[str, str]  # sha256 of each file but Chroma's, by its path in the edition

    @property
    def sources(self) -> dict[str, Source]:
        return {entry.source.id: entry.source for entry in self.entries}

    def write(self, edition: Path) -> None:
        (edition / FILE).write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")

    @classmethod
    def read(cls, edition: Path) -> Manifest:
        """Raises ``OSError`` or ``ValueError`` where there is none or it is not whole."""
        fields: dict[str, Any] = json.loads((edition / FILE).read_text("utf-8"))
        entries = tuple(Entry(_source(row.pop("source")), **row) for row in fields.pop("entries"))
        return cls(**fields, entries=entries)


def _source(row: dict[str, Any]) -> Source:
    return Source(**row | {"machine_read": tuple(row.get("machine_read", ()))})


def digest_of(document: Document) -> str:
    """Equal for documents that would be indexed and cited alike."""
    from retrieval.editions.records import dump

    return hashlib.sha256(dump(document).encode("utf-8", "surrogatepass")).hexdigest()


def file_digests(edition: Path, names: Iterable[str]) -> dict[str, str]:
    """The sha256 of every file under ``names`` (files or folders of ``edition``)."""
    found: dict[str, str] = {}
    for name in names:
        top = edition / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                with path.open("rb") as file:
                    found[path.relative_to(edition).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


@cache
def code_digest() -> str:
    """A digest of ``retrieval``'s code: an index built by other code is stale, and nobody has to count versions up."""
    return digest_under(Path(__file__).parents[1])


def digest_under(package: Path) -> str:
    """A digest of the names and contents of all modules under ``package``."""
    total = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        total.update(path.relative_to(package).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
