"""What went wrong, told in one clear line: as JSON to programs, as a page to people; never a trace."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.pages import Pages, language_of
from retrieval.library import NoEditionError

Handler = Callable[[Request, Exception], Awaitable[Response]]
_TOLD = (400, 401, 403, 404, 405, 413, 415, 422, 429, 503)
_JSON = ("/api/", "/chat/")
_log = logging.getLogger(__name__)


def handlers(pages: Pages) -> dict[int | type[Exception], Handler]:
    """Of HTTP errors, which are told as they are, and of all others, which are logged."""

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        key = error.status_code if error.status_code in _TOLD else 500
        return _told(pages, request, error.status_code, str(key), dict(error.headers or {}))

    async def on_any(request: Request, error: Exception) -> Response:
        _log.error("a request failed: %s %s", request.method, request.url.path, exc_info=error)
        return _told(pages, request, 500, "500", {})

    async def on_no_edition(request: Request, _: Exception) -> Response:
        return _told(pages, request, 503, "503", {})

    return {HTTPException: on_http, NoEditionError: on_no_edition, Exception: on_any}


def _told(pages: Pages, request: Request, status: int, key: str, headers: dict[str, str]) -> Response:
    texts = pages.texts[language_of(request)]
    text = texts.say(f"error.{key}", contact=pages.contact.name, phone=pages.contact.phone)
    if request.url.path.startswith(_JSON):
        return JSONResponse({"error": text}, status, headers)
    response = pages.response(request, "error.html", status, told=text)
    response.headers.update(headers)
    return response
