"""A draft held against the documents: every number in its place, with what the documents say to it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.channels.protocols import Desk
from bot.channels.web.bodies import text_of
from bot.channels.web.desk.door import Door
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.staff.draft_check import Verdict

LONGEST = 100_000  # characters of a draft
_BYTES = LONGEST * 9 + 4_096  # each three bytes in UTF-8, and each of those three in a form
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
        draft = text_of(dict(form), "text", LONGEST).replace("\r\n", "\n")
        verdicts = await asyncio.to_thread(self.desk.check, draft)
        return await self._page(visit, draft, verdicts)

    async def _page(self, visit: Visit, draft: str, verdicts: Sequence[Verdict] | None = None) -> Response:
        pieces = tuple(pieces_of(draft, verdicts or ()))
        counts = {kind: sum(one.verdict == kind for one in verdicts or ()) for kind in KINDS}
        found = [piece for piece in pieces if piece.verdict]
        return await self.pages.show(
            visit,
            "desk_check.html",
            draft=draft,
            checked=verdicts is not None,
            pieces=pieces,
            found=found,
            counts=counts,
            title=self.desk.title,
            longest=LONGEST,
        )


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
