"""Figures that contradict each other: the same indicator and period with different values in different documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.document import Source
from retrieval.ledger import LedgerRow
from retrieval.periods import as_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """``rows`` hold at least two different values, the newest document's first; each proves itself by its quote."""

    indicator: str
    period: str
    rows: tuple[LedgerRow, ...]


def conflicts(rows: Iterable[LedgerRow], sources: Mapping[str, Source]) -> tuple[Conflict, ...]:
    """Every contradiction between documents. Without a period nothing can be told to contradict anything."""
    alike: dict[tuple[str | None, ...], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        if row.figure.period:
            alike[row.figure.indicator, row.figure.period, row.figure.comparison, row.figure.unit].append(row)
    found = (Conflict(same[0].figure.indicator, same[0].figure.period or "", tuple(same)) for same in alike.values())
    return tuple(_newest_first(conflict, sources) for conflict in found if _contradicts(conflict.rows))


def _contradicts(rows: Iterable[LedgerRow]) -> bool:
    """Whether no value stands in every document: one that repeats an indicator for its parts contradicts nobody."""
    values: dict[str, set[float]] = defaultdict(set)
    for row in rows:
        values[row.document].add(row.figure.number)
    return not set.intersection(*values.values())


def _newest_first(conflict: Conflict, sources: Mapping[str, Source]) -> Conflict:
    def told(row: LedgerRow) -> str:
        source = sources[row.document]
        return source.published or as_of([source]) or ""

    return Conflict(conflict.indicator, conflict.period, tuple(sorted(conflict.rows, key=told, reverse=True)))
