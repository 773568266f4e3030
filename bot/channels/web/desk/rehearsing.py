"""The rehearsal's page: how far it is, live; then the report, and the decision that an admin makes on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute

from bot.admin.errors import AdminError
from bot.admin.protocols import Administration
from bot.admin.rehearsal import Rehearsal
from bot.admin.under_way import as_text
from bot.channels.web.bodies import text_of
from bot.channels.web.desk.door import Door
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.channels.web.desk.rehearsals import Rehearsals, Rehearsing
from bot.channels.web.desk.report_view import ReportView, report_view
from bot.channels.web.streaming import event
from bot.texts import Texts
from retrieval.document import Source
from retrieval.editions.edition import DamagedEditionError
from retrieval.editions.library import Library, NoEditionError

DOCUMENTS = "/desk/documents"
REHEARSAL = f"{DOCUMENTS}/rehearsal"
_REASON = 200  # characters
_BETWEEN = 0.3  # seconds between two events


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    """Of two admins the first decides; the second is told."""

    administration: Administration
    library: Library
    rehearsals: Rehearsals
    door: Door
    pages: DeskPages
    build_texts: Texts

    def routes(self) -> list[BaseRoute]:
        door = self.door
        return [
            door.page(REHEARSAL, self.page),
            door.page(f"{REHEARSAL}/events", self.events),
            door.act(f"{REHEARSAL}/approve", self.approve, "admin"),
            door.act(f"{REHEARSAL}/withdraw", self.withdraw, "admin"),
            door.act(f"{REHEARSAL}/stop", self.stop, "admin"),
            door.act(f"{REHEARSAL}/close", self.close, "admin"),
        ]

    async def page(self, visit: Visit) -> Response:
        if self.rehearsals.now is None:
            return RedirectResponse(DOCUMENTS, 303)
        return await self._page(visit)

    async def events(self, visit: Visit) -> Response:  # noqa: ARG002
        """``progress`` whenever it went on, ``ended`` in the end."""
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._events(), media_type="text/event-stream", headers=headers)

    async def approve(self, visit: Visit, form: FormData) -> Response:
        edition, reason = text_of(dict(form), "edition", 64), _reason(form)
        if (waiting := self._waiting(edition)) is None:
            return await self._gone(visit)
        purge = bool(form.get("purge")) and bool(waiting.documents.removed)
        try:
            switched = await self.administration.approve(edition, visit.insider.name, reason, purge)
        except AdminError as error:
            return await self._page(visit, 409, str(error))
        self.rehearsals.close(edition)
        if switched.unfollowed:
            trouble = self.pages.texts.say("rehearsal.unfollowed", reason=switched.unfollowed)
            return await self.pages.show(visit, "desk_trouble.html", trouble=trouble)
        return RedirectResponse(f"{DOCUMENTS}?told=switched", 303)

    async def withdraw(self, visit: Visit, form: FormData) -> Response:
        edition = text_of(dict(form), "edition", 64)
        if self._waiting(edition) is None:
            return await self._gone(visit)
        try:
            await self.administration.withdraw(edition, visit.insider.name, _reason(form))
        except AdminError as error:
            return await self._page(visit, 409, str(error))
        self.rehearsals.close(edition)
        return RedirectResponse(f"{DOCUMENTS}?told=withdrawn", 303)

    async def stop(self, visit: Visit, _: FormData) -> Response:  # noqa: ARG002
        await self.rehearsals.stop()
        return RedirectResponse(f"{DOCUMENTS}?told=stopped", 303)

    async def close(self, visit: Visit, _: FormData) -> Response:  # noqa: ARG002
        """Put away a rehearsal that nobody has to decide on any more."""
        if self.rehearsals.now and not await self._current(self.rehearsals.now):
            self.rehearsals.close()
        return RedirectResponse(DOCUMENTS, 303)

    def _waiting(self, edition: str) -> Rehearsal | None:
        now = self.rehearsals.now
        return now.outcome if now and now.waits and now.outcome and now.outcome.edition == edition else None

    async def _current(self, now: Rehearsing) -> bool:
        """Whether it can still be decided on: it waits, nobody withdrew it elsewhere, nothing else was switched to."""
        if not now.waits or now.outcome is None:
            return False
        kept = await asyncio.to_thread(self._sources, now.outcome.edition)
        return kept is not None and self.library.current_id() == now.outcome.before

    async def _events(self) -> AsyncIterator[str]:
        async for now in self.rehearsals.watch():
            if now is None or not now.under_way:
                yield event("ended", {})
                return
            yield event("progress", self._progress(now))
            await asyncio.sleep(_BETWEEN)

    def _progress(self, now: Rehearsing) -> dict[str, object]:
        """``done``: of 1; None where nothing is known. ``stage``: what is read out, which changes but a few times."""
        progress = now.progress
        if progress is None or progress.stage == "verify":
            text = self.pages.texts.say("rehearsal.comparing" if progress else "rehearsal.began")
            return {"text": text, "stage": text, "done": None}
        done, of = (
            (progress.documents, progress.of_documents)
            if progress.stage in ("load", "cut")
            else (progress.chunks, progress.of_chunks)
        )
        text, stage = as_text(progress, self.build_texts), self.build_texts.say(f"build.{progress.stage}")
        return {"text": text, "stage": stage, "done": done / of if of else None}

    def _sources(self, edition: str) -> Mapping[str, Source] | None:
        try:
            return self.library.open(edition).manifest.sources
        except (NoEditionError, DamagedEditionError):
            return None

    async def _gone(self, visit: Visit) -> Response:
        trouble = self.pages.texts.say("rehearsal.gone")
        if self.rehearsals.now is None:
            return await self.pages.show(visit, "desk_rehearsal.html", 409, now=None, view=None, trouble=trouble)
        return await self._page(visit, 409, trouble)

    async def _page(self, visit: Visit, status: int = 200, trouble: str = "") -> Response:
        now = self.rehearsals.now
        assert now
        return await self.pages.show(
            visit,
            "desk_rehearsal.html",
            status,
            now=now,
            view=await asyncio.to_thread(self._view, now),
            current=await self._current(now),
            progress=self._progress(now),
            reason=_REASON,
            trouble=trouble,
        )

    def _view(self, now: Rehearsing) -> ReportView | None:
        """None as long as there is no outcome, and where the rehearsed edition is gone."""
        new = self._sources(now.outcome.edition) if now.outcome else None
        if now.outcome is None or new is None:
            return None
        return report_view(now.outcome, self._sources(now.outcome.before or "") or {}, new)


def _reason(form: FormData) -> str:
    return str(form.get("reason", ""))[:_REASON].strip()
