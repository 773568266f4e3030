"""The administration: every change of the documents goes through here, from the command line and from chat alike."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.admin import folder, golden, switching
from bot.admin.audit import Audit, AuditRow
from bot.admin.documents import DocumentRow, documents_of
from bot.admin.errors import AdminError, admin_error
from bot.admin.golden import Asker, GoldenQuestion, read_golden
from bot.admin.plainly import told_plainly
from bot.admin.probe import prove_gone
from bot.admin.rehearsal import Rehearsal, rehearsed
from bot.admin.status import Status, status_of
from bot.admin.switching import Pending, Switched
from retrieval.document import Audience
from retrieval.editions.build import BuildReport, BuildRequest, Tell, build, purge
from retrieval.editions.edition import Edition
from retrieval.editions.ingest import BuildProgress, current_or_none
from retrieval.editions.library import Library
from retrieval.editions.purge import Purged
from retrieval.loading import LoadingError

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """From the settings: where the documents are, how many editions are kept, the language model's name."""

    seeds: Path
    keep_editions: int
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A build that is to be compared with what was current when it began; ``old`` is None where that is damaged."""

    report: BuildReport
    before: str | None
    old: Edition | None
    golden: tuple[GoldenQuestion, ...]


MoreGolden = Callable[[], Awaitable[Sequence[GoldenQuestion]]]


class Administration:
    """What ``protocols.Administration`` promises, and its steps for who has to wait in its own way."""

    def __init__(
        self, library: Library, open_asker: Callable[[], Asker], audit: Audit, rules: Rules, more_golden: MoreGolden
    ) -> None:
        """``open_asker``: called when the first golden question is asked; ``more_golden``: those not in the file."""
        self._library, self._open_asker, self._audit, self._rules = library, open_asker, audit, rules
        self._more_golden = more_golden

    @cached_property
    def _asker(self) -> Asker:
        return self._open_asker()

    async def rehearse(
        self,
        paths: Sequence[Path] = (),
        remove: Sequence[str] = (),
        tell: Tell = lambda _: None,
        audience: Audience | None = None,
    ) -> Rehearsal:
        """Builds in a thread, then compares. Cancelling it ends the build at its next progress and waits for that."""
        seeds = self._rules.seeds
        folder = None if paths or remove else seeds
        request = BuildRequest(folder, tuple(paths), tuple(remove), described=seeds, audience=audience)
        stopped = threading.Event()

        def tell_or_stop(progress: BuildProgress) -> None:
            if stopped.is_set():
                raise InterruptedError
            tell(progress)

        building = asyncio.ensure_future(asyncio.to_thread(self._built, request, tell_or_stop, True))
        try:
            built = await asyncio.shield(building)
        except asyncio.CancelledError:
            stopped.set()
            await asyncio.wait([building])
            raise
        return await self.compare(built)

    def build(self, paths: Sequence[Path] = (), tell: Tell = lambda _: None) -> Built:
        """The edition, built aside and waiting for a decision; an interrupt ends the build."""
        return self._built(
            BuildRequest(None if paths else self._rules.seeds, tuple(paths), described=self._rules.seeds), tell
        )

    def _built(self, request: BuildRequest, tell: Tell, follow: bool = False) -> Built:
        """``follow``: the folder is to follow when the edition is switched to."""
        with told_plainly():
            questions = read_golden(self._rules.seeds / golden.FILE)
            self._library.follow()
            before, old = self._library.current_id(), current_or_none(self._library)
            report = build(self._library, request, tell)
            if report.unchanged and report.seeds:
                self._library.settle(report.seeds)
            elif not report.unchanged:
                pending = Pending(before, report.seeds, follow and request.folder is None)
                switching.note_pending(self._library, report.edition, pending)
                folder.keep_sent(self._library.open(report.edition).path, request.paths if pending.follow else ())
                self._library.publish(report.edition)  # with all that deciding on it needs, wherever that is
        return Built(report, report.edition if report.unchanged else before, old, questions)

    async def compare(self, built: Built) -> Rehearsal:
        """What would change with a built edition."""
        with told_plainly(), self._still_current(built.before):
            new = self._library.open(built.report.edition)
            questions = () if built.report.unchanged else (*built.golden, *await self._more_golden())
            answers = await golden.compare(questions, self._asker, built.old, new)
            return rehearsed(built.report, built.old, built.before, new, answers)

    @contextmanager
    def _still_current(self, edition: str | None) -> Iterator[None]:
        """Whoever switches meanwhile deletes what is being rehearsed, so that anything may go wrong here."""
        try:
            yield
        finally:
            if self._library.current_id() != edition:
                raise admin_error("stale")

    async def approve(self, edition: str, person: str, reason: str = "", purge: bool = False) -> Switched:
        """Switches, proves that what was removed is gone, deletes what is not kept any longer."""
        record = self._recorder(person, "switch", reason)
        with told_plainly():
            before = await asyncio.to_thread(switching.approve, self._library, edition, record)
            await self._prove(before, person)
            unfollowed = await asyncio.to_thread(self._followed, before)
            switched = await asyncio.to_thread(self._kept, before, unfollowed)
        if purge:
            await self.purge(person, reason)
        return switched

    async def _prove(self, before: Edition | None, person: str) -> None:
        """Goes back where a removed document still turns up."""
        try:
            await prove_gone(before, self._library.current(), self._asker)
        except AdminError as error:
            if before:
                self._audit.add(person, "rollback", before.id, str(error))
                self._library.switch(before.id)
            raise

    def _followed(self, before: Edition | None) -> str:
        """Lets the folder follow where that was agreed; why it could not."""
        now = self._library.current()
        if not switching.pending_on(self._library, now.id).follow:
            return ""
        try:
            folder.follow(self._library, self._rules.seeds, before, now)
        except (OSError, LoadingError) as error:
            _log.warning("the folder did not follow", exc_info=error)
            return str(error)
        return ""

    def _kept(self, before: Edition | None, unfollowed: str = "") -> Switched:
        deleted = self._library.prune(self._rules.keep_editions)
        return Switched(self._library.current().id, before.id if before else None, deleted, unfollowed)

    async def withdraw(self, edition: str, person: str, reason: str = "") -> None:
        """Deletes a rehearsed edition; its folder counts as decided on."""
        with told_plainly():
            await asyncio.to_thread(switching.withdraw, self._library, edition)
            await asyncio.to_thread(self._audit.add, person, "withdraw", edition, reason)

    def drop(self, edition: str) -> None:
        """Deletes a rehearsed edition that nobody decided on."""
        with told_plainly():
            switching.withdraw(self._library, edition, settle=False)

    async def rollback(self, edition: str | None, person: str, reason: str = "") -> Switched:
        """Switches to a kept edition; without one to the newest that is older than the current."""
        record = self._recorder(person, "rollback", reason)
        with told_plainly():
            before = await asyncio.to_thread(switching.roll_back, self._library, edition, record)
            return await asyncio.to_thread(self._kept, before)

    async def purge(self, person: str, reason: str = "") -> Purged:
        """Clears what does not serve any more from kept editions and the cache."""
        with told_plainly():
            await asyncio.to_thread(self._audit.add, person, "purge", self._library.current_id() or "", reason)
            return await asyncio.to_thread(purge, self._library)

    def documents(self) -> tuple[DocumentRow, ...]:
        with told_plainly():
            return documents_of(self._library)

    def status(self) -> Status:
        with told_plainly():
            return status_of(self._library, self._rules.keep_editions, self._rules.model)

    async def audit(self, limit: int = 20) -> tuple[AuditRow, ...]:
        """The latest changes, newest first."""
        with told_plainly():
            return await asyncio.to_thread(self._audit.latest, limit)

    def _recorder(self, person: str, action: str, reason: str) -> switching.Record:
        return lambda edition: self._audit.add(person, action, edition, reason)
