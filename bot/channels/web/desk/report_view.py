"""A rehearsal as the desk shows it: what is and what would be, side by side. Pure functions of plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.admin.golden import GoldenChange
from bot.admin.rehearsal import Rehearsal, TableCount
from retrieval.document import Audience, Source
from retrieval.editions.ledger import LedgerRow

MOST_ROWS = 500  # of figures; more are counted


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """``change``: added, changed or removed; ``was``: the audience before, where it is another one; ``missing``: whether
    it is removed since the folder does not hold it."""

    change: str
    title: str
    file: str
    period: str | None
    audience: Audience
    was: Audience | None
    blank_pages: tuple[int, ...]
    tables: TableCount | None
    missing: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """``old`` and ``new``: as written; None where there is none. ``quote``: the sentence that proves it."""

    about: str
    period: str
    document: str
    old: str | None
    new: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """``more_figures``: how many more there are than ``figures`` shows; ``golden``: the worse ones first."""

    rehearsal: Rehearsal
    documents: tuple[DocumentRow, ...]
    figures: tuple[FigureRow, ...]
    more_figures: int
    golden: tuple[GoldenChange, ...]


def report_view(rehearsal: Rehearsal, old: Mapping[str, Source], new: Mapping[str, Source]) -> ReportView:
    """``old`` and ``new``: the documents of the current edition and of the rehearsed one, by id."""
    figures = list(_figures(rehearsal, {**old, **new}))
    return ReportView(
        rehearsal=rehearsal,
        documents=tuple(_documents(rehearsal, old, new)),
        figures=tuple(figures[:MOST_ROWS]),
        more_figures=max(0, len(figures) - MOST_ROWS),
        golden=tuple(sorted(rehearsal.golden.changed, key=lambda change: not change.worse)),
    )


def _documents(rehearsal: Rehearsal, old: Mapping[str, Source], new: Mapping[str, Source]) -> Iterator[DocumentRow]:
    tables = {one.document: one for one in rehearsal.tables}
    changes = rehearsal.documents
    for change, ids in (("added", changes.added), ("changed", changes.changed), ("removed", changes.removed)):
        for id_ in ids:
            before = old.get(id_)
            source = new.get(id_) or before
            if source is None:  # the edition it was in is gone
                continue
            was = before.audience if before and before.audience != source.audience else None
            yield DocumentRow(
                change=change,
                title=source.title,
                file=source.file,
                period=source.period,
                audience=source.audience,
                was=was,
                blank_pages=tuple(rehearsal.blank_pages.get(id_, ())),
                tables=tables.get(id_),
                missing=id_ in rehearsal.not_in_folder,
            )


def _figures(rehearsal: Rehearsal, sources: Mapping[str, Source]) -> Iterator[FigureRow]:
    figures = rehearsal.figures
    pairs: Sequence[tuple[LedgerRow | None, LedgerRow | None]] = (
        *figures.changed,
        *((row, None) for row in figures.removed),
        *((None, row) for row in figures.added),
    )
    for old, new in pairs:
        row = new or old
        assert row
        figure, source = row.figure, sources.get(row.document)
        comparison = figure.comparison or ""
        yield FigureRow(
            about=figure.indicator if figure.indicator.endswith(comparison) else figure.indicator + comparison,
            period=figure.period or "",
            document=source.title if source else row.document,
            old=old.figure.value if old else None,
            new=new.figure.value if new else None,
            quote=row.quote,
        )
