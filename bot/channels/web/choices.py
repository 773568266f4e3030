"""Type size and language, kept in cookies: a link each, so that they can be changed without a script."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.pages import LANGUAGES, SIZES

_SECONDS = 60 * 60 * 24 * 365


async def choose(request: Request) -> Response:
    """Keep what was chosen and go back to the page where it was."""
    response = RedirectResponse(_inside(request.query_params.get("back", "/")), 303)
    for name, known in (("size", SIZES), ("language", LANGUAGES)):
        if (value := request.query_params.get(name)) in known:
            response.set_cookie(name, str(value), _SECONDS, samesite="lax")
    return response


def _inside(address: str) -> str:
    """``address`` where it is a path of this site, else the start."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours and address.isprintable() else "/"
