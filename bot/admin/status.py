"""What serves now and what is kept beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.people.allowance import HERE
from bot.texts import Texts
from retrieval.editions.library import Library


@dataclass(frozen=True, slots=True)
class KeptEdition:
    id: str
    built_at: str
    documents: int
    size_bytes: int
    current: bool


@dataclass(frozen=True, slots=True)
class Status:
    """The current edition. ``model``: the language model's name, None where answers need none; ``kept``: newest first;
    ``keep``: how many the settings keep."""

    edition: str
    built_at: str
    as_of: str | None
    documents: int
    chunks: int
    figures: int
    embedder: str
    model: str | None
    size_bytes: int
    keep: int
    kept: tuple[KeptEdition, ...]

    def as_json(self) -> dict[str, Any]:
        """As the contract has it, and the kept editions."""
        names = "edition built_at as_of documents chunks figures embedder model size_bytes".split()
        kept = [{name: getattr(edition, name) for name in KeptEdition.__slots__} for edition in self.kept]
        return {name: getattr(self, name) for name in names} | {"kept": kept}


def status_of(library: Library, keep: int, model: str | None) -> Status:
    """Raises ``NoEditionError`` before the first build."""
    current = library.current()
    manifest = current.manifest
    kept = tuple(
        KeptEdition(e.id, e.manifest.built_at, len(e.manifest.entries), e.size_bytes, e.id == current.id)
        for e in library.list()
    )
    return Status(
        edition=current.id,
        built_at=manifest.built_at,
        as_of=manifest.as_of,
        documents=len(manifest.entries),
        chunks=manifest.chunks,
        figures=manifest.figures,
        embedder=manifest.embedder,
        model=model,
        size_bytes=current.size_bytes,
        keep=keep,
        kept=kept,
    )


def as_text(status: Status, texts: Texts) -> str:
    """For an admin to read. ``texts``: ``prompts/admin.toml``."""
    model = status.model or texts.say("status.no_model")
    total = readable_size(sum(edition.size_bytes for edition in status.kept))
    return "\n".join(
        (
            texts.say(
                "status.edition",
                edition=status.edition,
                built_at=readable_time(status.built_at),
                as_of=status.as_of or texts.say("status.unknown"),
            ),
            texts.say("status.counts", documents=status.documents, chunks=status.chunks, figures=status.figures),
            texts.say("status.models", embedder=status.embedder, model=model),
            texts.say("status.kept", count=len(status.kept), keep=status.keep, size=total),
            *(_kept_row(edition, texts) for edition in status.kept),
        )
    )


def _kept_row(edition: KeptEdition, texts: Texts) -> str:
    return texts.say(
        "status.kept_row",
        mark="*" if edition.current else " ",
        edition=edition.id,
        built_at=readable_time(edition.built_at),
        documents=edition.documents,
        size=readable_size(edition.size_bytes),
    )


def readable_size(size: float) -> str:
    """1234567 as 1.2 MB."""
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def readable_time(moment: str) -> str:
    """An ISO time as the office's clock shows it: date, hour and minute."""
    return datetime.fromisoformat(moment).astimezone(HERE).strftime("%Y-%m-%d %H:%M")
