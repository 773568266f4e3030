"""The documents' folder is watched: a change in it starts a rehearsal, never a switch."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from bot.admin.errors import AdminError
from bot.admin.protocols import Administration
from bot.admin.rehearsal import Rehearsal
from bot.texts import Texts
from retrieval.editions.library import Library
from retrieval.editions.staleness import folder_digest

_QUIET_MS = 2_000  # a file that is still being copied changes again within that time
_LONGEST_MS = 60_000
WATCHER = "watch"  # who withdraws a rehearsal that a later change replaced
_log = logging.getLogger(__name__)

Changes = AsyncIterator[object]


class Watch:
    """Rehearses the folder whenever it differs from what was last decided on, and tells each rehearsal."""

    def __init__(
        self,
        office: Administration,
        library: Library,
        folder: Path,
        tell: Callable[[Rehearsal], Awaitable[None]],
    ) -> None:
        self._office, self._library, self._folder, self._tell = office, library, folder, tell
        self._rehearsed: tuple[str, str] | None = None  # the folder's digest and the edition that waits

    async def run(self, changes: Changes | None = None) -> None:
        """Looks at once and at every change, until it is cancelled or ``changes`` end (without any: the folder's)."""
        try:
            await self._look()
            async for _ in changes or changes_in(self._folder):
                await self._look()
        except OSError as error:
            _log.warning(Texts.load("admin").say("watch.ended", folder=self._folder, reason=error))

    async def _look(self) -> None:
        try:
            await self.look()
        except AdminError as error:
            _log.warning(Texts.load("admin").say("watch.failed", error=error))

    async def look(self) -> None:
        """Rehearses where the folder holds something new; an undecided rehearsal of an older state is withdrawn."""
        digest = folder_digest(self._folder)
        if digest == self._library.seeds() or (self._rehearsed and digest == self._rehearsed[0]):
            return
        rehearsal = await self._office.rehearse()
        await self._withdraw_older()
        if not rehearsal.unchanged:
            self._rehearsed = digest, rehearsal.edition
            await self._tell(rehearsal)

    async def _withdraw_older(self) -> None:
        if self._rehearsed is None:
            return
        edition, self._rehearsed = self._rehearsed[1], None
        try:
            await self._office.withdraw(edition, WATCHER)
        except AdminError as error:
            _log.info("%s", error)  # somebody decided on it meanwhile


def changes_in(folder: Path, quiet_ms: int = _QUIET_MS) -> Changes:
    """Hears of changes under ``folder``, each time nothing more changed for ``quiet_ms``."""
    from watchfiles import awatch

    return awatch(folder, debounce=_LONGEST_MS, step=quiet_ms)
