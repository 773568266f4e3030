"""What differs between two editions: documents, and figures by indicator, period and comparison."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from retrieval.editions.edition import Edition
from retrieval.editions.ledger import LedgerRow


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """Ids of documents, sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureChanges:
    """``changed``: (old, new) of the same indicator, period and comparison in the same document."""

    added: tuple[LedgerRow, ...]
    changed: tuple[tuple[LedgerRow, LedgerRow], ...]
    removed: tuple[LedgerRow, ...]


def document_changes(old: Edition | None, new: Edition) -> DocumentChanges:
    """What became of the documents; ``old`` is None for the first edition."""
    before, after = _digests(old), _digests(new)
    both = sorted(before.keys() & after.keys())
    return DocumentChanges(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(id_ for id_ in both if before[id_] != after[id_]),
        removed=tuple(sorted(before.keys() - after.keys())),
        unchanged=tuple(id_ for id_ in both if before[id_] == after[id_]),
    )


def figure_changes(old: Edition | None, new: Edition) -> FigureChanges:
    """What became of the figures; where an indicator has several of a kind they are paired in reading order."""
    before, after = _by_kind(old.figures() if old else ()), _by_kind(new.figures())
    added: list[LedgerRow] = []
    changed: list[tuple[LedgerRow, LedgerRow]] = []
    removed: list[LedgerRow] = []
    for kind in before | after:
        was, now = _without_common(before.get(kind, []), after.get(kind, []))
        changed += zip(was, now, strict=False)
        added += now[len(was) :]
        removed += was[len(now) :]
    return FigureChanges(tuple(added), tuple(changed), tuple(removed))


def _digests(edition: Edition | None) -> Mapping[str, str]:
    return {entry.source.id: entry.digest for entry in edition.manifest.entries} if edition else {}


def _by_kind(rows: Iterable[LedgerRow]) -> dict[tuple[str | None, ...], list[LedgerRow]]:
    kinds: dict[tuple[str | None, ...], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        kinds[row.document, row.figure.indicator, row.figure.period, row.figure.comparison].append(row)
    return kinds


def _without_common(was: list[LedgerRow], now: list[LedgerRow]) -> tuple[list[LedgerRow], list[LedgerRow]]:
    """Both lists without the values that stand in both."""
    left = list(now)
    gone = []
    for row in was:
        same = next((other for other in left if other.figure.value == row.figure.value), None)
        if same is None:
            gone.append(row)
        else:
            left.remove(same)
    return gone, left
