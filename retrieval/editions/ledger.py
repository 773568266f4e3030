"""The ledger: every figure of an edition with the sentence that proves it, one JSON line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from retrieval.document import Audience, Chunk, Figure, Source
from retrieval.editions import records


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A figure where it stands. ``quote`` is its whole sentence, the document's text at ``figure.sentence``."""

    figure: Figure
    document: str
    section: tuple[str, ...]
    quote: str
    page: int | None
    audience: Audience


def rows_of(chunks: Iterable[Chunk], source: Source) -> Iterator[LedgerRow]:
    """The figures of one document's chunks, in reading order."""
    for chunk in chunks:
        for figure in chunk.figures:
            yield LedgerRow(
                figure, source.id, chunk.section, chunk.quote(*figure.sentence), chunk.page, source.audience
            )


def write(path: Path, rows: Iterable[LedgerRow]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(astuple(row), ensure_ascii=False, separators=(",", ":")) + "\n")


def read(path: Path) -> tuple[LedgerRow, ...]:
    with path.open(encoding="utf-8") as file:
        return tuple(_row(line) for line in file)


def _row(line: str) -> LedgerRow:
    figure, document, section, quote, page, audience = json.loads(line)
    return LedgerRow(records.figure(figure), document, tuple(section), quote, page, audience)
