"""Proposing an approved answer: once, and the admins are told of it wherever they are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from bot.channels.web.desk.pages import Visit
from bot.staff.approved import Approved, ApprovedAnswers

ANSWERS = "/desk/answers"


@dataclass(frozen=True, slots=True)
class Proposing:
    """``tell``: tells the admins in another channel, where one is open."""

    approved: ApprovedAnswers
    tell: Callable[[Approved], Awaitable[None]] | None

    async def propose(self, visit: Visit, question: str, answer: str) -> Response:
        """Keep the draft and lead to the page where it waits; admins elsewhere are told after that."""
        if await self.approved.knows(question, answer):
            return RedirectResponse(f"{ANSWERS}?told=proposed_before", 303)
        draft = await self.approved.draft(question, answer, visit.insider.number)
        telling = BackgroundTask(self.tell, draft) if self.tell else None
        return RedirectResponse(f"{ANSWERS}?told=proposed", 303, background=telling)
