"""Approved answers on the desk: staff propose them, admins release them for a time, turn them down or stop them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.admin.audit import Audit
from bot.channels.web.bodies import text_of
from bot.channels.web.desk.door import Door, number_in
from bot.channels.web.desk.inbox import LONGEST
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.channels.web.desk.proposing import Proposing
from bot.staff.approved import TERMS, Approved, ApprovedAnswers, last_day

_QUESTION = 500  # characters


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """Nothing answers anybody before an admin has released it."""

    approved: ApprovedAnswers
    proposing: Proposing
    audit: Audit
    door: Door
    pages: DeskPages

    def routes(self) -> list[BaseRoute]:
        return [
            self.door.page("/desk/answers", self.page),
            self.door.act("/desk/answers", self.propose),
            self.door.act("/desk/answers/{number:int}/release", self.release, "admin"),
            self.door.act("/desk/answers/{number:int}/reject", self.reject, "admin"),
            self.door.act("/desk/answers/{number:int}/withdraw", self.withdraw, "admin"),
        ]

    async def page(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def propose(self, visit: Visit, form: FormData) -> Response:
        question, answer = text_of(dict(form), "question", _QUESTION), text_of(dict(form), "text", LONGEST)
        return await self.proposing.propose(visit, question, answer)

    async def release(self, visit: Visit, form: FormData) -> Response:
        term = form.get("term")
        if term not in TERMS:
            raise HTTPException(422)
        released = await self.approved.release(number_in(visit), visit.insider.number, last_day(str(term)))
        return await self._decided(visit, "release", released)

    async def reject(self, visit: Visit, _: FormData) -> Response:
        return await self._decided(visit, "reject", await self.approved.reject(number_in(visit)))

    async def withdraw(self, visit: Visit, _: FormData) -> Response:
        return await self._decided(visit, "unrelease", await self.approved.withdraw(number_in(visit)))

    async def _decided(self, visit: Visit, action: str, decided: Approved | None) -> Response:
        if decided is None:
            return await self._page(visit, 409, self.pages.texts.say("answers.decided_before"))
        detail = f"#{decided.id} {decided.question}"
        await asyncio.to_thread(self.audit.add, visit.insider.name, action, detail)
        return RedirectResponse(f"/desk/answers?told={action}", 303)

    async def _page(self, visit: Visit, status: int = 200, trouble: str = "") -> Response:
        return await self.pages.show(
            visit,
            "desk_answers.html",
            status,
            drafts=await self.approved.drafts(),
            valid=await self.approved.valid(),
            terms=tuple(TERMS),
            asked=visit.request.query_params.get("question", "")[:_QUESTION],
            most_question=_QUESTION,
            longest=LONGEST,
            trouble=trouble,
        )
