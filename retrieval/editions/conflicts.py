"""Figures that contradict each other: the same indicator and period with different values in different documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.document import Source
from retrieval.editions.ledger import LedgerRow
from retrieval.periods import told_on


@dataclass(frozen=True, slots=True)
class Conflict:
    """``rows`` hold at least two different values, the newest document's first; each proves itself by its quote."""

    indicator: str
    period: str
    rows: tuple[LedgerRow, ...]


def conflicts(rows: Iterable[LedgerRow], sources: Mapping[str, Source]) -> tuple[Conflict, ...]:
    """Every contradiction between documents; a plan and what came of it are none.

    Without a period nothing can be told to contradict anything.
    """
    alike: dict[tuple[object, ...], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        told = row.figure
        if told.period:
            planned = told.progress == "planned"
            alike[told.indicator, told.period, told.comparison, told.unit, planned].append(row)
    found = (Conflict(same[0].figure.indicator, same[0].figure.period or "", tuple(same)) for same in alike.values())
    return tuple(_newest_first(conflict, sources) for conflict in found if _contradicts(conflict.rows))


def _contradicts(rows: Iterable[LedgerRow]) -> bool:
    """Whether no value stands in every document: one that repeats an indicator for its parts contradicts nobody."""
    values: dict[str, set[float]] = defaultdict(set)
    for row in rows:
        values[row.document].add(row.figure.number)
    return not set.intersection(*values.values())


def _newest_first(conflict: Conflict, sources: Mapping[str, Source]) -> Conflict:
    rows = sorted(conflict.rows, key=lambda row: told_on(sources[row.document]), reverse=True)
    return Conflict(conflict.indicator, conflict.period, tuple(rows))
