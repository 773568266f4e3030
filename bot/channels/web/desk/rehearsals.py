"""The desk's one rehearsal: who began it, how far it is, what came of it. Everybody at the desk sees the same one."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from bot.admin.errors import AdminError
from bot.admin.protocols import Administration
from bot.admin.rehearsal import Rehearsal
from retrieval.document import Audience
from retrieval.editions.ingest import BuildProgress

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """What is rehearsed: ``names`` of files that were sent, titles that are to go, or none for the whole folder."""

    kind: Literal["upload", "remove", "folder"]
    names: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()
    remove: tuple[str, ...] = ()  # ids
    audience: Audience | None = None  # of the sent files


@dataclass(frozen=True, slots=True)
class Rehearsing:
    """A rehearsal from its beginning to the decision on it. ``trouble``: why nothing came of it, in one line."""

    task: Task
    person: str
    began: datetime
    progress: BuildProgress | None = None
    outcome: Rehearsal | None = None
    trouble: str = ""

    @property
    def under_way(self) -> bool:
        return self.outcome is None and not self.trouble

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return self.outcome is not None and not self.outcome.unchanged


class Rehearsals:
    """``now``: the rehearsal there is, None where there is none."""

    def __init__(self, administration: Administration, failed: str) -> None:
        """``failed``: the line that tells of a fault of ours."""
        self._administration, self._failed = administration, failed
        self.now: Rehearsing | None = None
        self._changed = asyncio.Event()
        self._work: asyncio.Task[None] | None = None

    def begin(self, task: Task, person: str, end: Callable[[], None] = lambda: None) -> bool:
        """Start a rehearsal; False where another is under way or waits for a decision. ``end``: called in the end."""
        if self.now and (self.now.under_way or self.now.waits):
            return False
        self._set(Rehearsing(task, person, datetime.now(UTC)))
        self._work = asyncio.create_task(self._rehearse(task, end))
        return True

    def take(self, rehearsal: Rehearsal, person: str) -> bool:
        """Show what was rehearsed elsewhere, in place of the person's last; False where somebody else's is at work."""
        if self.now and (self.now.under_way or self.now.waits) and self.now.person != person:
            return False
        self._set(Rehearsing(Task("folder"), person, datetime.now(UTC), outcome=rehearsal))
        return True

    async def stop(self) -> None:
        """End the rehearsal that is under way."""
        if self._work and not self._work.done():
            await asyncio.sleep(0)  # what has not begun would not clear up either
            self._work.cancel()
            await asyncio.wait([self._work])

    def close(self, edition: str | None = None) -> None:
        """Done with: ``edition`` was decided on, or what is left is of no use."""
        outcome = self.now.outcome if self.now else None
        if self.now and not self.now.under_way and (edition is None or (outcome and outcome.edition == edition)):
            self._set(None)

    async def watch(self) -> AsyncIterator[Rehearsing | None]:
        """The rehearsal as it is, again whenever it has changed."""
        while True:
            changed = self._changed
            yield self.now
            await changed.wait()

    async def _rehearse(self, task: Task, end: Callable[[], None]) -> None:
        try:
            outcome = await self._built(task, end)
        except AdminError as error:
            _log.warning("a rehearsal failed", exc_info=error)
            self._change(trouble=str(error))
        except asyncio.CancelledError:  # there is nothing to decide on
            self._set(None)
            raise
        except Exception:  # noqa: BLE001 nobody waits for this task: logged with its trace, told in one line
            _log.exception("a rehearsal failed")
            self._change(trouble=self._failed)
        else:
            self._change(outcome=outcome)

    async def _built(self, task: Task, end: Callable[[], None]) -> Rehearsal:
        loop = asyncio.get_running_loop()

        def tell(progress: BuildProgress) -> None:
            loop.call_soon_threadsafe(self._tell, progress)

        try:
            return await self._administration.rehearse(task.paths, task.remove, tell, task.audience)
        finally:
            await asyncio.to_thread(end)

    def _tell(self, progress: BuildProgress) -> None:
        if self.now and self.now.under_way:
            self._change(progress=progress)

    def _change(self, **values: object) -> None:
        if self.now:
            self._set(replace(self.now, **values))  # type: ignore[arg-type]

    def _set(self, now: Rehearsing | None) -> None:
        self.now = now
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
