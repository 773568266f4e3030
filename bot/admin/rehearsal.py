"""A rehearsal: an edition built aside and everything that would change with it, before anyone switches."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from bot.admin.golden import GoldenReport
from retrieval.chunking import chunk_document
from retrieval.document import Document
from retrieval.editions.build import BuildReport, Failure
from retrieval.editions.changes import DocumentChanges, FigureChanges
from retrieval.editions.conflicts import Conflict, conflicts
from retrieval.editions.edition import Edition
from retrieval.loading import pages_without_text


@dataclass(frozen=True, slots=True)
class TableCount:
    """The tables of a new or changed document. ``indexed``: those whose every line is in a chunk; ``before``: the
    number in the version it replaces."""

    document: str
    found: int
    indexed: int
    rows: int
    before: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """``edition`` is built and not current; ``before`` was current and has to be still when it is approved.

    ``unchanged``: it is the current edition, since nothing differs. ``blank_pages``: page numbers by document.
    ``not_in_folder``: the files of documents that are removed since the folder does not hold them.
    """

    edition: str
    before: str | None
    unchanged: bool
    documents: DocumentChanges
    figures: FigureChanges
    failed: tuple[Failure, ...]
    warnings: tuple[str, ...]
    blank_pages: Mapping[str, tuple[int, ...]]
    tables: tuple[TableCount, ...]
    conflicts: tuple[Conflict, ...]
    golden: GoldenReport
    seconds: float
    not_in_folder: Mapping[str, str] = field(default_factory=dict)

    @property
    def may_switch_alone(self) -> bool:
        """Whether the rule AUTO_SWITCH allows it: golden questions were asked, none got worse, every file was taken."""
        asked = self.golden.same + len(self.golden.changed)
        return asked > 0 and not self.golden.worse and not self.failed


def rehearsed(
    report: BuildReport, old: Edition | None, before: str | None, new: Edition, answers: GoldenReport
) -> Rehearsal:
    """Everything that would change from ``old`` (None where edition ``before`` is damaged) to ``new``."""
    documents = taken(report.documents)
    return Rehearsal(
        edition=report.edition,
        before=before,
        unchanged=report.unchanged,
        documents=report.documents,
        figures=report.figures,
        failed=report.failed,
        warnings=report.warnings,
        blank_pages=blank_pages(new, documents),
        tables=tuple(count_tables(old, new, documents)),
        conflicts=conflicts(new.figures(), new.manifest.sources),
        golden=answers,
        seconds=report.seconds,
        not_in_folder=_not_in_folder(report, old),
    )


def _not_in_folder(report: BuildReport, old: Edition | None) -> dict[str, str]:
    """The files of removed documents that a reload of the folder did not find there."""
    if old is None or report.seeds is None:
        return {}
    failed = {failure.file for failure in report.failed}
    files = {id_: old.manifest.sources[id_].file for id_ in report.documents.removed}
    return {id_: file for id_, file in files.items() if file not in failed}


def taken(changes: DocumentChanges) -> frozenset[str]:
    """The documents that came in: new ones and new versions."""
    return frozenset((*changes.added, *changes.changed))


def blank_pages(edition: Edition, documents: Collection[str]) -> dict[str, tuple[int, ...]]:
    """The pages without text of those ``documents`` that have any."""
    found = {id_: pages_without_text(edition.document(id_)) for id_ in sorted(documents)}
    return {id_: pages for id_, pages in found.items() if pages}


def count_tables(old: Edition | None, new: Edition, documents: Collection[str]) -> Iterator[TableCount]:
    """Tables in and out of those ``documents`` that have or had any."""
    for id_ in sorted(documents):
        document = new.document(id_)
        before = len(old.document(id_).tables) if old and id_ in old.manifest.sources else 0
        if document.tables or before:
            rows = sum(table.rows for table in document.tables)
            yield TableCount(id_, len(document.tables), _indexed_tables(document), rows, before)


def _indexed_tables(document: Document) -> int:
    if not document.tables:
        return 0
    chunks = chunk_document(document)
    covered = [(chunk.start, chunk.end) for chunk in chunks]
    return sum(_covers(covered, table.start, table.end) for table in document.tables)


def _covers(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``spans``, in order, leave nothing out between ``start`` and ``end``."""
    at = start
    for low, high in spans:
        if low <= at < high:
            at = high
    return at >= end
