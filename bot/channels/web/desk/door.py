"""The door of the desk: every route goes through it, so that none forgets who may, from where, and how much."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.admin.errors import AdminError
from bot.admin.plainly import told_plainly
from bot.answering.answer import Role
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.channels.web.desk.session import insider_of
from bot.channels.web.limits import MOST, at_most
from bot.people.entrance import Entrance, Insider
from bot.people.roles import reaches

SIGN_IN = "/desk/sign-in"
FORM_TOKEN = "form_token"  # noqa: S105 the name of a field
_MOST_FILES = 100
_MOST_FIELDS = 100
_MOST_ROWS = 2**31 - 1
Page = Callable[[Visit], Awaitable[Response]]
Act = Callable[[Visit, FormData], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Door:
    """``public_url``: where browsers find the pages, if that is known."""

    entrance: Entrance
    pages: DeskPages
    public_url: str | None

    def page(self, path: str, work: Page, role: Role = "staff") -> Route:
        """Something to look at; who is not signed in is led to where they can."""

        async def serve(request: Request) -> Response:
            insider = await insider_of(request, self.entrance)
            if insider is None:
                return RedirectResponse(SIGN_IN, 303)
            visit = _visit(request, insider, role)
            return await self._told_plainly(visit, work(visit))

        return Route(path, serve)

    def act(self, path: str, work: Act, role: Role = "staff", most: int = MOST) -> Route:
        """Something that changes something: sent from a page of this session, with at most ``most`` bytes."""

        async def serve(request: Request) -> Response:
            self.check_origin(request)
            insider = await insider_of(request, self.entrance)
            visit = _visit(request, insider, role) if insider else None
            async with form_of(request, most if visit else MOST) as form:
                if visit is None:
                    return self.pages.render(request, "desk_over.html", 401, text=form.get("text", ""))
                if not visit.insider.session.made(str(form.get(FORM_TOKEN, ""))):
                    raise HTTPException(403)
                return await self._told_plainly(visit, work(visit, form))

        return Route(path, serve, methods=["POST"])

    async def _told_plainly(self, visit: Visit, work: Awaitable[Response]) -> Response:
        """What could not be done, on a page that says why."""
        try:
            with told_plainly():
                return await work
        except AdminError as error:
            return await self.pages.show(visit, "desk_trouble.html", 409, trouble=str(error))

    def check_origin(self, request: Request) -> None:
        """Raises ``HTTPException`` 403 unless the browser says that one of our own pages sent the request."""
        own = {request.headers.get("host", ""), urlsplit(self.public_url or "").netloc} - {""}
        if urlsplit(request.headers.get("origin", "")).netloc not in own:
            raise HTTPException(403)

    def secure(self, request: Request) -> bool:
        """Whether browsers reach the pages by https."""
        return request.url.scheme == "https" or (self.public_url or "").startswith("https:")


def form_of(request: Request, most: int) -> AbstractAsyncContextManager[FormData]:
    """The form of a request of at most ``most`` bytes; raises ``HTTPException`` 413 or 400."""
    return Request(request.scope, at_most(request.receive, most)).form(
        max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=most
    )


def _visit(request: Request, insider: Insider, role: Role) -> Visit:
    if not reaches(insider.role, role):
        raise HTTPException(403)
    return Visit(request, insider)


def number_in(visit: Visit) -> int:
    """The number in the address; raises ``HTTPException`` 404 for one that no row can have."""
    number = int(visit.request.path_params["number"])
    if number > _MOST_ROWS:
        raise HTTPException(404)
    return number
