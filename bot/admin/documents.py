"""The documents that serve now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from bot.admin.status import readable_time
from bot.texts import Texts
from retrieval.document import Source
from retrieval.editions.library import Library


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with what was made of it. ``since``: when it first came in with this content, ISO time."""

    source: Source
    chunks: int
    figures: int
    since: str

    def as_json(self) -> dict[str, Any]:
        told = asdict(self.source) | {"chunks": self.chunks, "figures": self.figures, "since": self.since}
        del told["machine_read"]  # no part of the contract
        return told


def documents_of(library: Library) -> tuple[DocumentRow, ...]:
    """Raises ``NoEditionError`` before the first build."""
    entries = library.current().manifest.entries
    return tuple(DocumentRow(entry.source, entry.chunks, entry.figures, entry.since) for entry in entries)


def as_text(rows: Iterable[DocumentRow], texts: Texts) -> str:
    """For an admin to read. ``texts``: ``prompts/admin.toml``."""
    none = texts.say("documents.none")
    return "\n".join(
        texts.say(
            "documents.row",
            id=row.source.id,
            title=row.source.title,
            issuer=row.source.issuer or none,
            period=row.source.period or none,
            audience=texts.say(f"documents.{row.source.audience}"),
            file=row.source.file,
            chunks=row.chunks,
            figures=row.figures,
            since=readable_time(row.since),
        )
        for row in rows
    )
