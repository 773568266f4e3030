"""The documents on the desk: what serves, sending new ones, going back to a kept edition, and the log of it all."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.admin.errors import AdminError
from bot.admin.protocols import Administration
from bot.admin.status import readable_size
from bot.channels.web.bodies import text_of
from bot.channels.web.desk.door import Door
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.channels.web.desk.rehearsals import Rehearsals, Task
from bot.channels.web.desk.rehearsing import REHEARSAL
from bot.channels.web.desk.uploads import MOST_BYTES, MOST_FILES, RefusedError, take
from retrieval.loading import Limits

DOCUMENTS = "/desk/documents"
_ROOM = 1 << 20  # bytes of a form beside its files
_REASON = 200  # characters
_LOGGED = 100


@dataclass(frozen=True, slots=True)
class DocumentsPage:
    """Staff look, admins act; nothing serves before it was rehearsed and somebody said so."""

    administration: Administration
    rehearsals: Rehearsals
    uploads: Path
    door: Door
    pages: DeskPages

    def routes(self) -> list[BaseRoute]:
        door = self.door
        return [
            door.page(DOCUMENTS, self.page),
            door.act(f"{DOCUMENTS}/upload", self.upload, "admin", MOST_BYTES + _ROOM),
            door.act(f"{DOCUMENTS}/remove", self.remove, "admin"),
            door.act(f"{DOCUMENTS}/reload", self.reload, "admin"),
            door.act(f"{DOCUMENTS}/rollback", self.rollback, "admin"),
            door.page("/desk/log", self.log),
        ]

    async def page(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def upload(self, visit: Visit, form: FormData) -> Response:
        """Rehearse what was sent beside what serves. A script asks for JSON: where to go, or why not."""
        told = visit.request.headers.get("accept") == "application/json"
        try:
            sent = await asyncio.to_thread(take, form, self.uploads, self.pages.texts)
        except RefusedError as error:
            return await self._refused(visit, error.lines, told)
        task = Task("upload", sent.names, sent.paths, audience=sent.audience)
        if not self.rehearsals.begin(task, visit.insider.name, sent.delete):
            sent.delete()
            return await self._refused(visit, [self.pages.texts.say("rehearsal.busy")], told)
        return JSONResponse({"to": REHEARSAL}) if told else RedirectResponse(REHEARSAL, 303)

    async def remove(self, visit: Visit, form: FormData) -> Response:
        """Rehearse what serves without one document."""
        id_ = form.get("document")
        rows = await asyncio.to_thread(self.administration.documents)
        found = [row.source for row in rows if row.source.id == id_]
        if not found:
            return await self._page(visit, 404, [self.pages.texts.say("documents.gone")])
        return await self._begin(visit, Task("remove", (found[0].title,), remove=(found[0].id,)))

    async def reload(self, visit: Visit, _: FormData) -> Response:
        """Rehearse the folder of documents as it is now."""
        return await self._begin(visit, Task("folder"))

    async def rollback(self, visit: Visit, form: FormData) -> Response:
        edition, reason = text_of(dict(form), "edition", 64), str(form.get("reason", ""))[:_REASON].strip()
        try:
            await self.administration.rollback(edition, visit.insider.name, reason)
        except AdminError as error:
            return await self._page(visit, 409, [str(error)])
        return RedirectResponse(f"{DOCUMENTS}?told=rolled_back", 303)

    async def log(self, visit: Visit) -> Response:
        return await self.pages.show(visit, "desk_log.html", rows=await self.administration.audit(_LOGGED))

    async def _begin(self, visit: Visit, task: Task) -> Response:
        if not self.rehearsals.begin(task, visit.insider.name):
            return await self._page(visit, 409, [self.pages.texts.say("rehearsal.busy")])
        return RedirectResponse(REHEARSAL, 303)

    async def _refused(self, visit: Visit, lines: Sequence[str], told: bool) -> Response:
        return JSONResponse({"refused": list(lines)}, 422) if told else await self._page(visit, 422, lines)

    async def _page(self, visit: Visit, status: int = 200, troubles: Sequence[str] = ()) -> Response:
        rows = await asyncio.to_thread(self.administration.documents)
        state = await asyncio.to_thread(self.administration.status)
        return await self.pages.show(
            visit,
            "desk_documents.html",
            status,
            rows=rows,
            state=state,
            rehearsing=self.rehearsals.now,
            troubles=troubles,
            readable_size=readable_size,
            most_files=MOST_FILES,
            most_bytes=Limits().file_bytes,
            reason=_REASON,
        )
