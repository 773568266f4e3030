"""An administration for tests: it builds nothing, remembers what it was told, and fails when asked to."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.admin.audit import AuditRow
from bot.admin.documents import DocumentRow
from bot.admin.errors import AdminError
from bot.admin.golden import GoldenReport
from bot.admin.rehearsal import Rehearsal
from bot.admin.status import KeptEdition, Status
from bot.admin.switching import Switched
from retrieval.document import Audience, Source
from retrieval.editions.changes import DocumentChanges, FigureChanges
from retrieval.editions.ingest import BuildProgress, Tell
from tests.telegram_server.shelf import ledger_row

SOURCE = Source("report", "工作总结", "街道", "2022年上半年", None, "public", "报告.txt", "x")
BUILT = "2026-11-24T06:29:50.539936+00:00"


class FakeAdministration:
    """``trouble``: the line of the error that the next call raises; ``held``: a rehearsal that waits."""

    def __init__(self) -> None:
        self.edition = "20261124-062950-aaaaaa"
        self.kept = ["20261124-062950-aaaaaa", "20261101-080000-bbbbbb"]
        self.done: list[tuple[str, ...]] = []
        self.taken: list[bytes] = []
        self.names: list[str] = []
        self.audiences: list[Audience | None] = []
        self.trouble = ""
        self.held: asyncio.Event | None = None
        self.unchanged = False
        self.rows: list[AuditRow] = []

    async def rehearse(
        self,
        paths: Sequence[Path] = (),
        remove: Sequence[str] = (),
        tell: Tell = lambda _: None,
        audience: Audience | None = None,
    ) -> Rehearsal:
        self._fail()
        self.audiences.append(audience)
        self.taken += [path.read_bytes() for path in paths]
        self.names += [path.name for path in paths]
        self.done.append(("rehearse", *remove))
        for chunks in range(50):
            await asyncio.to_thread(tell, BuildProgress("embed", 1, 1, chunks, 50, 10.0, 5.0))
        if self.held:
            await self.held.wait()
        changed = ((ledger_row("0.96亿元"), ledger_row("0.97亿元")),)
        return Rehearsal(
            edition="20261124-070000-cccccc",
            before=self.edition,
            unchanged=self.unchanged,
            documents=DocumentChanges(("新报告",), (), tuple(remove), ("report",)),
            figures=FigureChanges((), changed, ()),
            failed=(),
            warnings=(),
            blank_pages={},
            tables=(),
            conflicts=(),
            golden=GoldenReport(7, ()),
            seconds=1.5,
        )

    async def approve(self, edition: str, person: str, reason: str = "", purge: bool = False) -> Switched:
        self._fail()
        self.done.append(("approve", edition, person))
        before, self.edition = self.edition, edition
        return Switched(edition, before)

    async def withdraw(self, edition: str, person: str, reason: str = "") -> None:
        self._fail()
        self.done.append(("withdraw", edition, person))

    async def rollback(self, edition: str | None, person: str, reason: str = "") -> Switched:
        self._fail()
        self.done.append(("rollback", str(edition), person))
        before, self.edition = self.edition, str(edition)
        return Switched(self.edition, before)

    def documents(self) -> tuple[DocumentRow, ...]:
        self._fail()
        return (DocumentRow(SOURCE, 32, 45, BUILT),)

    def status(self) -> Status:
        self._fail()
        kept = tuple(KeptEdition(id_, BUILT, 1, 1000, id_ == self.edition) for id_ in self.kept)
        return Status(self.edition, BUILT, "2022-06-30", 1, 32, 45, "e5", None, 1000, 3, kept)

    async def audit(self, limit: int = 20) -> tuple[AuditRow, ...]:
        return tuple(self.rows[:limit])

    def _fail(self) -> None:
        trouble, self.trouble = self.trouble, ""
        if trouble:
            raise AdminError(trouble)
