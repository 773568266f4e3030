"""What went wrong, told in one clear line: as JSON to programs, as a page to people; never a trace."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.bodies import BadInputError
from bot.channels.web.pages import Pages
from retrieval.editions.library import NoEditionError

Handler = Callable[[Request, Exception], Awaitable[Response]]
_TOLD = (400, 401, 403, 404, 405, 413, 415, 429, 503)
_JSON = ("/api/", "/chat/")
_log = logging.getLogger(__name__)


def handlers(pages: Pages) -> dict[int | type[Exception], Handler]:
    """Of HTTP errors, which are told as they are, and of all others, which are logged."""

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        status = error.status_code
        if isinstance(error, BadInputError):
            text = pages.trouble(request, error.key, **error.values)
        else:
            text = pages.trouble(request, str(status if status in _TOLD else 500))
        return _told(pages, request, status, text, dict(error.headers or {}))

    async def on_any(request: Request, error: Exception) -> Response:
        _log.error("a request failed: %s %s", request.method, request.url.path, exc_info=error)
        return _told(pages, request, 500, pages.trouble(request, "500"), {})

    async def on_no_edition(request: Request, _: Exception) -> Response:
        return _told(pages, request, 503, pages.trouble(request, "503"), {})

    return {HTTPException: on_http, NoEditionError: on_no_edition, Exception: on_any}


def _told(pages: Pages, request: Request, status: int, text: str, headers: dict[str, str]) -> Response:
    if request.url.path.startswith(_JSON):
        return JSONResponse({"error": text}, status, headers)
    response = pages.response(request, "error.html", status, told=text)
    response.headers.update(headers)
    return response
