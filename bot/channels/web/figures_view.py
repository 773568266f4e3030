"""What the figures' page shows of a selection: rows, headers that sort, pages, bars. Pure functions of plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.channels.addresses import document_address
from bot.channels.web.selection import COLUMNS, Selection
from bot.texts import Texts
from retrieval.document import Source
from retrieval.editions.ledger import LedgerRow
from retrieval.editions.manifest import Manifest

A_PAGE = 100
_MOST_BARS = 12
_MOST_CHOICES = 200


def sources_of(manifest: Manifest, staff: bool) -> list[Source]:
    """The documents that can be chosen; none where they are too many for a list."""
    sources = [source for source in manifest.sources.values() if staff or source.audience == "public"]
    return sources if len(sources) <= _MOST_CHOICES else []


def figures_view(selection: Selection, found: Sequence[LedgerRow], manifest: Manifest, texts: Texts) -> dict[str, Any]:
    """``found``: all rows of the selection."""
    pages = max(1, -(-len(found) // A_PAGE))
    page = min(selection.page, pages)
    sources = manifest.sources
    shown = found[(page - 1) * A_PAGE : page * A_PAGE]
    return {
        "selection": {name: getattr(selection, name) for name in ("words", "document", "progress", "sort")}
        | {"order": "down" if selection.down else ""},
        "address": selection.address(page=page),
        "count": texts.say("figures.count" if found else "figures.none", count=len(found)),
        "columns": [_column(name, selection, texts) for name in COLUMNS],
        "rows": [_row(row, manifest, sources, texts) for row in shown],
        "page": texts.say("figures.page", page=page, pages=pages) if pages > 1 else "",
        "before": selection.address(page=page - 1) if page > 1 else "",
        "after": selection.address(page=page + 1) if page < pages else "",
        "csv": selection.address("/figures.csv"),
        "xlsx": selection.address("/figures.xlsx"),
        "bars": _bars(found),
    }


def _column(name: str, selection: Selection, texts: Texts) -> dict[str, str]:
    """A header: where it leads, and how it sorts now as ARIA has it."""
    mine = selection.sort == name
    return {
        "name": name,
        "title": texts.say(f"figures.{name}"),
        "href": selection.address(sort=name, down=mine and not selection.down),
        "sorted": ("descending" if selection.down else "ascending") if mine else "none",
    }


def _row(row: LedgerRow, manifest: Manifest, sources: Mapping[str, Source], texts: Texts) -> dict[str, Any]:
    """The title of its document is told where there are several."""
    figure = row.figure
    return {
        "indicator": figure.indicator,
        "comparison": figure.comparison or "",
        "value": figure.value,
        "period": figure.period or "",
        "progress": figure.progress or "",
        "stamp": texts.say(f"stamp.{figure.progress}") if figure.progress else "",
        "quote": row.quote,
        "title": f"《{sources[row.document].title}》" if len(sources) > 1 else "",
        "href": document_address(manifest, row.document, *figure.sentence) or "",
    }


def _bars(found: Sequence[LedgerRow]) -> list[dict[str, Any]]:
    """The largest group of figures in one unit, by size; none where no two can be compared."""
    units = Counter(row.figure.unit for row in found if row.figure.number > 0)
    unit, number = units.most_common(1)[0] if units else ("", 0)
    if number < 2:
        return []
    same = [row.figure for row in found if row.figure.unit == unit and row.figure.number > 0]
    same.sort(key=lambda figure: -figure.number)
    return [
        {
            "label": " ".join(filter(None, (figure.indicator, figure.comparison, figure.period))),
            "value": figure.value,
            "share": round(100 * figure.number / same[0].number, 1),
        }
        for figure in same[:_MOST_BARS]
    ]
