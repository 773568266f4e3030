"""What the administration needs from the rest of the bot, and what a channel needs from the administration."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bot.admin.audit import AuditRow
from bot.admin.documents import DocumentRow
from bot.admin.rehearsal import Rehearsal
from bot.admin.status import Status
from bot.admin.switching import Switched
from retrieval.document import Audience
from retrieval.editions.build import Tell


class Administration(Protocol):
    """Everything raises ``AdminError`` with one line for the admin. ``person``: as telegram:123."""

    async def rehearse(
        self,
        paths: Sequence[Path] = (),
        remove: Sequence[str] = (),
        tell: Tell = ...,
        audience: Audience | None = None,
    ) -> Rehearsal:
        """Builds aside: the current documents with ``paths`` and without ``remove`` (ids), else the seeds folder.

        ``audience``: whom ``paths`` are for; None: as the manifest or the version before says.
        """
        ...

    async def approve(self, edition: str, person: str, reason: str = "", purge: bool = False) -> Switched:
        """Switches to a rehearsed edition; refused where another switch came between."""
        ...

    async def withdraw(self, edition: str, person: str, reason: str = "") -> None:
        """Deletes a rehearsed edition."""
        ...

    async def rollback(self, edition: str | None, person: str, reason: str = "") -> Switched:
        """Switches to a kept edition; without one to the newest that is older than the current."""
        ...

    def documents(self) -> tuple[DocumentRow, ...]: ...

    def status(self) -> Status: ...

    async def audit(self, limit: int = 20) -> tuple[AuditRow, ...]:
        """The latest changes, newest first."""
        ...
