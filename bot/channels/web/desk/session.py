"""Who is signed in at the desk: the cookie, and what it stands for now."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.answering.answer import Role
from bot.channels.web.services import WebServices
from bot.people.entrance import Entrance, Insider
from bot.people.sessions import LASTS

COOKIE = "desk"


async def role_of(request: Request, services: WebServices) -> Role:
    """The role of whoever sent a request; a resident's where nobody is signed in."""
    insider = await insider_of(request, services.people.entrance)
    return insider.role if insider else "resident"


async def insider_of(request: Request, entrance: Entrance) -> Insider | None:
    cookie = request.cookies.get(COOKIE)
    return await entrance.insider(cookie) if cookie else None


def remember(response: Response, cookie: str, secure: bool) -> None:
    """``secure``: the pages are reached by https, so that the cookie goes by nothing else.

    Lax, since the link in Telegram leads here from elsewhere; what changes anything asks for more than a cookie.
    """
    seconds = int(LASTS.total_seconds())
    response.set_cookie(COOKIE, cookie, seconds, httponly=True, samesite="lax", secure=secure)


def forget(response: Response, secure: bool) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=secure)
