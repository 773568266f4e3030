"""A visitor of the pages: a random name in a cookie, so that follow-ups and replies find their way; nothing else is known."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from bot.people.conversations import Asked

_COOKIE = "visitor"
_NAME = re.compile(r"[\w-]{32}", re.ASCII)
_SECONDS = 60 * 60 * 24 * 30


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever holds the cookie; nobody can guess another's."""

    id: str
    new: bool = False

    @classmethod
    def of(cls, request: Request) -> Visitor:
        """The visitor of a request; a new one where there is no such cookie."""
        given = request.cookies.get(_COOKIE, "")
        return cls(given) if _NAME.fullmatch(given) else cls(secrets.token_urlsafe(24), new=True)

    @property
    def name(self) -> str:
        """The name of the person and of the one conversation."""
        return f"web:{self.id}"

    @property
    def asked(self) -> Asked:
        return Asked(self.name, self.name, "resident")

    def remember(self, request: Request, response: Response) -> None:
        """Keep the cookie for another while."""
        secure = request.url.scheme == "https"
        response.set_cookie(_COOKIE, self.id, _SECONDS, httponly=True, samesite="lax", secure=secure)

    def forget(self, response: Response) -> None:
        response.delete_cookie(_COOKIE)
