"""Which figures are looked at, and in which order: what the address of the figures' page says. Pure values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from bot.staff.ledger import find
from retrieval.editions.ledger import LedgerRow

_STAMPS = ("done", "ongoing", "planned", "problem")
_MOST_WORDS = 100  # characters
Key = Callable[[LedgerRow], Any]
COLUMNS: Mapping[str, Key] = {
    "indicator": lambda row: row.figure.indicator,
    "value": lambda row: (row.figure.unit, row.figure.number),
    "period": lambda row: row.figure.period or "",
    "progress": lambda row: _STAMPS.index(row.figure.progress) if row.figure.progress else len(_STAMPS),
    "place": lambda row: (row.document, row.figure.start),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """``sort``: a column, else the documents' order; ``page`` counts from 1."""

    words: str = ""
    document: str = ""
    progress: str = ""
    sort: str = ""
    down: bool = False
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Selection:
        """From an address; what is no such thing counts as not given."""
        progress, sort, page = query.get("progress", ""), query.get("sort", ""), query.get("page", "1")
        return cls(
            words=" ".join(query.get("words", "")[:_MOST_WORDS].split()),
            document=query.get("document", ""),
            progress=progress if progress in _STAMPS else "",
            sort=sort if sort in COLUMNS else "",
            down=query.get("order") == "down",
            page=max(1, int(page[:6])) if page.isascii() and page.isdigit() else 1,
        )

    def apply(self, rows: Iterable[LedgerRow]) -> list[LedgerRow]:
        """The rows that are looked at, in order; all pages of them."""
        found = [
            row
            for row in find(rows, self.words)
            if self.document in ("", row.document) and self.progress in ("", row.figure.progress)
        ]
        return sorted(found, key=COLUMNS[self.sort], reverse=self.down) if self.sort else found

    def address(self, path: str = "/figures", **changes: Any) -> str:
        """The address of this selection, or of one that differs in some ways, on its first page."""
        other = replace(self, **({"page": 1} | changes))
        given = {
            "words": other.words,
            "document": other.document,
            "progress": other.progress,
            "sort": other.sort,
            "order": "down" if other.sort and other.down else "",
            "page": other.page if other.page > 1 else "",
        }
        query = urlencode({name: value for name, value in given.items() if value})
        return f"{path}?{query}" if query else path
