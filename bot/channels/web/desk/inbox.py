"""The staff's inbox on the desk: who waits for a reply, and what became of those that were given."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from bot.channels.web.bodies import text_of
from bot.channels.web.desk.door import Door, number_in
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.channels.web.desk.proposing import Proposing
from bot.staff.inbox import ON_THE_PAGE, Inbox, Request

LONGEST = 4_000  # characters of a reply
_SHOWN = 50
_REPLIED = 20


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A reply is kept before it is sent; Telegram's is on its way within seconds, the page's waits for who asked."""

    inbox: Inbox
    proposing: Proposing
    door: Door
    pages: DeskPages

    def routes(self) -> list[BaseRoute]:
        return [
            self.door.page("/desk/inbox", self.page),
            self.door.act("/desk/inbox/{number:int}/reply", self.reply),
            self.door.act("/desk/inbox/{number:int}/keep", self.keep),
        ]

    async def page(self, visit: Visit) -> Response:
        return await self._page(visit)

    async def reply(self, visit: Visit, form: FormData) -> Response:
        text = text_of(dict(form), "text", LONGEST)
        if await self.inbox.reply(number_in(visit), visit.insider.number, text):
            return RedirectResponse("/desk/inbox?told=replied", 303)
        return await self._page(visit, 409, trouble=self.pages.texts.say("inbox.replied_before"), unsent=text)

    async def keep(self, visit: Visit, _: FormData) -> Response:
        """Propose a reply as an approved answer, once."""
        request = await self.inbox.get(number_in(visit))
        if request is None or request.reply is None:
            return await self._page(visit, 404, trouble=self.pages.texts.say("inbox.gone"))
        return await self.proposing.propose(visit, request.question, request.reply)

    async def _page(self, visit: Visit, status: int = 200, trouble: str = "", unsent: str = "") -> Response:
        waiting, number = await self.inbox.open(_SHOWN)
        replied = [(request, _state(request)) for request in await self.inbox.replied(_REPLIED)]
        return await self.pages.show(
            visit,
            "desk_inbox.html",
            status,
            waiting=waiting,
            number=number,
            replied=replied,
            on_the_page=ON_THE_PAGE,
            longest=LONGEST,
            trouble=trouble,
            unsent=unsent,
        )


def _state(request: Request) -> str:
    """What became of a reply: a key of the texts."""
    if request.told_at is None:
        return "unseen" if request.chat == ON_THE_PAGE else "sending"
    return "unreachable" if request.unreachable else "arrived"
