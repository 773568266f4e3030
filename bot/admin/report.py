"""A rehearsal as JSON and as text for an admin to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.admin.golden import GoldenChange
from bot.admin.rehearsal import Rehearsal
from bot.answering.answer import Answer
from bot.texts import Texts
from retrieval.document import Figure
from retrieval.editions.conflicts import Conflict
from retrieval.editions.ledger import LedgerRow

_SHOWN = 30  # rows of each kind in the text; the JSON holds them all


def as_json(rehearsal: Rehearsal, switched: bool) -> dict[str, Any]:
    """As the contract has it, and what else an admin should see."""
    documents, figures, golden = rehearsal.documents, rehearsal.figures, rehearsal.golden
    return {
        "edition": rehearsal.edition,
        "switched": switched,
        "documents": {
            "added": list(documents.added),
            "changed": list(documents.changed),
            "removed": list(documents.removed),
            "unchanged": list(documents.unchanged),
            "failed": [{"file": failure.file, "error": failure.error} for failure in rehearsal.failed],
        },
        "figures": {
            "added": [_figure(row) for row in figures.added],
            "changed": [
                _figure(new) | {"old": old.figure.value, "new": new.figure.value} for old, new in figures.changed
            ],
            "removed": [_figure(row) for row in figures.removed],
        },
        "golden": {"same": golden.same, "changed": [_change(change) for change in golden.changed]},
        "warnings": list(rehearsal.warnings),
        "blank_pages": {id_: list(pages) for id_, pages in rehearsal.blank_pages.items()},
        "tables": [{name: getattr(t, name) for name in t.__slots__} for t in rehearsal.tables],
        "conflicts": [
            {"indicator": c.indicator, "period": c.period, "figures": [_figure(row) for row in c.rows]}
            for c in rehearsal.conflicts
        ],
        "seconds": round(rehearsal.seconds, 2),
    }


def _figure(row: LedgerRow) -> dict[str, Any]:
    figure = row.figure
    return {
        "indicator": figure.indicator,
        "value": figure.value,
        "period": figure.period,
        "comparison": figure.comparison,
        "document": row.document,
        "quote": row.quote,
    }


def _change(change: GoldenChange) -> dict[str, Any]:
    return {
        "id": change.question.id,
        "q": change.question.text,
        "worse": change.worse,
        "old": {"status": change.old.status, "answer": change.old.text},
        "new": {"status": change.new.status, "answer": change.new.text},
    }


def as_text(rehearsal: Rehearsal, texts: Texts) -> str:
    """The report, section by section; a section without rows is left out. ``texts``: ``prompts/admin.toml``."""
    if rehearsal.unchanged:
        return "\n".join([texts.say("report.unchanged"), *_problems(rehearsal, texts)])
    head = texts.say("report.head", edition=rehearsal.edition, seconds=f"{rehearsal.seconds:.1f}")
    parts = (
        _documents(rehearsal, texts),
        _problems(rehearsal, texts),
        _tables(rehearsal, texts),
        _figures(rehearsal, texts),
        _limited((_conflict(conflict, texts) for conflict in rehearsal.conflicts), texts, "report.conflicts"),
        _golden(rehearsal, texts),
    )
    return "\n".join([head, *(line for part in parts for line in part)])


def _limited(rows: Iterable[str], texts: Texts, heading: str) -> Iterator[str]:
    """A heading with the number of rows, the first of them, and how many more there are."""
    lines = list(rows)
    if lines:
        yield texts.say(heading, count=len(lines))
        yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield texts.say("report.more", count=len(lines) - _SHOWN)


def _documents(rehearsal: Rehearsal, texts: Texts) -> Iterator[str]:
    for kind in ("added", "changed"):
        ids = getattr(rehearsal.documents, kind)
        yield from _limited((f"  {id_}" for id_ in ids), texts, f"report.documents_{kind}")
    removed = (_removed(id_, rehearsal, texts) for id_ in rehearsal.documents.removed)
    yield from _limited(removed, texts, "report.documents_removed")
    if rehearsal.not_in_folder:
        yield texts.say("report.keep_in_folder")
    yield texts.say("report.documents_unchanged", count=len(rehearsal.documents.unchanged))


def _removed(id_: str, rehearsal: Rehearsal, texts: Texts) -> str:
    file = rehearsal.not_in_folder.get(id_)
    return f"  {id_}" + (texts.say("report.not_in_folder", file=file) if file else "")


def _problems(rehearsal: Rehearsal, texts: Texts) -> Iterator[str]:
    yield from _limited((f"  {failure.error}" for failure in rehearsal.failed), texts, "report.failed")
    yield from _limited((f"  {warning}" for warning in rehearsal.warnings), texts, "report.warnings")


def _tables(rehearsal: Rehearsal, texts: Texts) -> Iterator[str]:
    rows = (
        texts.say("report.table", document=t.document, found=t.found, indexed=t.indexed, rows=t.rows, before=t.before)
        for t in rehearsal.tables
    )
    return _limited(rows, texts, "report.tables")


def _figures(rehearsal: Rehearsal, texts: Texts) -> Iterator[str]:
    figures = rehearsal.figures
    changed = (
        texts.say("report.figure_changed", **_words(new, texts), old=_value(old.figure), new=_value(new.figure))
        for old, new in figures.changed
    )
    yield from _limited(changed, texts, "report.figures_changed")
    yield from _limited((_row(row, texts) for row in figures.removed), texts, "report.figures_removed")
    yield from _limited((_row(row, texts) for row in figures.added), texts, "report.figures_added")


def _row(row: LedgerRow, texts: Texts) -> str:
    return texts.say("report.figure", **_words(row, texts), value=_value(row.figure))


def _value(figure: Figure) -> str:
    """As written; with the amount where a table's header holds the unit: 120 (1200000元)."""
    written = figure.value
    return written if not figure.unit or figure.unit in written else f"{written} ({figure.number:.12g}{figure.unit})"


def _words(row: LedgerRow, texts: Texts) -> dict[str, str]:
    """What a figure is about: its indicator with the comparison, and its period."""
    about, comparison = row.figure.indicator, row.figure.comparison or ""
    about += "" if comparison in about else comparison
    return {"indicator": about, "period": row.figure.period or texts.say("documents.none"), "document": row.document}


def _conflict(conflict: Conflict, texts: Texts) -> str:
    heads = texts.say("report.conflict", indicator=conflict.indicator, period=conflict.period)
    quotes = (
        texts.say("report.conflict_row", value=row.figure.value, document=row.document, quote=row.quote)
        for row in conflict.rows
    )
    return "\n".join([heads, *quotes])


def _golden(rehearsal: Rehearsal, texts: Texts) -> Iterator[str]:
    golden = rehearsal.golden
    asked = golden.same + len(golden.changed)
    yield texts.say("report.golden", asked=asked, same=golden.same, worse=len(golden.worse))
    worst_first = sorted(golden.changed, key=lambda change: not change.worse)
    yield from _limited((_side_by_side(change, texts) for change in worst_first), texts, "report.golden_changed")


def _side_by_side(change: GoldenChange, texts: Texts) -> str:
    mark = texts.say("report.worse" if change.worse else "report.other")
    return texts.say(
        "report.answers", mark=mark, q=change.question.text, old=_short(change.old), new=_short(change.new)
    )


def _short(answer: Answer) -> str:
    return answer.text.replace("\n", " ")
