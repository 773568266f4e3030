"""A draft held against the documents: every number in its place, with what the documents say to it."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.admin.file_names import safe_name
from bot.channels.protocols import Desk
from bot.channels.web.desk.door import Door
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.staff.draft_check import Verdict
from retrieval.loading import LoadingError

LONGEST = 100_000  # characters of a draft
_BYTES = 20 << 20  # of a form with a file
KINDS = ("mismatch", "unknown", "match")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the draft; with a verdict where it is a number, whose place in the list is ``n``."""

    text: str
    verdict: Verdict | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What is pasted is judged and not kept."""

    desk: Desk
    door: Door
    pages: DeskPages

    def routes(self) -> list[BaseRoute]:
        return [
            self.door.page("/desk/check", self.page),
            self.door.act("/desk/check", self.check, most=_BYTES),
        ]

    async def page(self, visit: Visit) -> Response:
        return await self._page(visit, "")

    async def check(self, visit: Visit, form: FormData) -> Response:
        """A file counts before what was pasted."""
        file, texts = form.get("file"), self.pages.texts
        try:
            draft = await asyncio.to_thread(self._read, file) if _is_sent(file) else str(form.get("text", ""))
        except LoadingError as error:
            return await self._page(visit, "", trouble=str(error))
        draft = draft.replace("\r\n", "\n")
        if not draft.strip():
            return await self._page(visit, "", trouble=texts.say("check.nothing"))
        if len(draft) > LONGEST:
            return await self._page(visit, draft[:LONGEST], trouble=texts.say("check.too_long", most=LONGEST))
        return await self._page(visit, draft, await asyncio.to_thread(self.desk.check, draft))

    def _read(self, file: UploadFile) -> str:
        """The text of a sent draft; the file is deleted at once."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / safe_name(file.filename or "")
            with path.open("wb") as target:
                shutil.copyfileobj(file.file, target)
            return self.desk.read(path)

    async def _page(
        self, visit: Visit, draft: str, verdicts: Sequence[Verdict] | None = None, trouble: str = ""
    ) -> Response:
        pieces = tuple(pieces_of(draft, verdicts or ()))
        counts = {kind: sum(one.verdict == kind for one in verdicts or ()) for kind in KINDS}
        found = [piece for piece in pieces if piece.verdict]
        return await self.pages.show(
            visit,
            "desk_check.html",
            422 if trouble else 200,
            draft=draft,
            checked=verdicts is not None,
            pieces=pieces,
            found=found,
            counts=counts,
            title=self.desk.title,
            longest=LONGEST,
            trouble=trouble,
        )


def _is_sent(file: object) -> TypeGuard[UploadFile]:
    """Browsers send an empty file where none was chosen."""
    return isinstance(file, UploadFile) and bool(file.filename)


def pieces_of(draft: str, verdicts: Sequence[Verdict]) -> Iterator[Piece]:
    """The whole draft, cut where numbers begin and end. ``verdicts``: in order; of two that overlap the first counts."""
    at = 0
    for n, verdict in enumerate(verdicts, 1):
        if verdict.start < at:
            continue
        yield Piece(draft[at : verdict.start])
        yield Piece(draft[verdict.start : verdict.end], verdict, n)
        at = verdict.end
    yield Piece(draft[at:])
