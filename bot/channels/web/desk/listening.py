"""What residents asked in vain, and what they thought of their answers."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.channels.web.desk.door import Door
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.staff.listening import opinions, unanswered
from bot.storage import Database


@dataclass(frozen=True, slots=True)
class ListeningPage:
    """The latest of both."""

    database: Database
    door: Door
    pages: DeskPages

    def routes(self) -> list[BaseRoute]:
        return [self.door.page("/desk/questions", self.page)]

    async def page(self, visit: Visit) -> Response:
        return await self.pages.show(
            visit,
            "desk_questions.html",
            unanswered=await unanswered(self.database),
            opinions=await opinions(self.database),
        )
