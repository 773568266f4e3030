"""Signing in by a link of the bot or a token of the settings, and out. A wrong one is told from a right one, no more."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.web.desk.door import SIGN_IN, Door, form_of
from bot.channels.web.desk.pages import HOME, Visit
from bot.channels.web.desk.session import COOKIE, forget, insider_of, remember
from bot.channels.web.limits import MOST, Rate

_TRIES = 10  # a minute of one address
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SigningIn:
    """A link is used by pressing a button, not by opening it: programs that look at links don't use it up."""

    door: Door
    rate: Rate

    @classmethod
    def at(cls, door: Door) -> SigningIn:
        return cls(door, Rate(_TRIES))

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/desk", self.home),
            Route(SIGN_IN, self.page),
            Route(SIGN_IN, self.sign_in, methods=["POST"]),
            self.door.act("/desk/sign-out", self.sign_out),
        ]

    async def home(self, _: Request) -> Response:
        return RedirectResponse(HOME, 303)

    async def page(self, request: Request) -> Response:
        link = request.query_params.get("link", "")
        if not link and await insider_of(request, self.door.entrance):
            return RedirectResponse(HOME, 303)
        return self._page(request, link=link)

    async def sign_in(self, request: Request) -> Response:
        self.door.check_origin(request)
        self.rate.take(request)
        async with form_of(request, MOST) as form:
            link, token = str(form.get("link", "")), str(form.get("token", "")).strip()
        entrance = self.door.entrance
        cookie = await (entrance.by_link(link) if link else entrance.by_token(token))
        if cookie is None:
            _log.warning("somebody was not let in at the desk")
            return self._page(request, 403, failed=True)
        insider = await entrance.insider(cookie)
        _log.info("%s signed in at the desk", insider.name if insider else "nobody")
        response = RedirectResponse(HOME, 303)
        remember(response, cookie, self.door.secure(request))
        return response

    async def sign_out(self, visit: Visit, _: FormData) -> Response:
        await self.door.entrance.leave(visit.request.cookies.get(COOKIE, ""))
        response = RedirectResponse(SIGN_IN, 303)
        forget(response, self.door.secure(visit.request))
        return response

    def _page(self, request: Request, status: int = 200, link: str = "", failed: bool = False) -> Response:
        return self.door.pages.render(request, "desk_sign_in.html", status, link=link, failed=failed)
