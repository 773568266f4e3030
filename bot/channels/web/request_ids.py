"""Every request has an id, its sender's if it brings a plain one; the response bears it."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.request_id import request

_NAME = "x-request-id"
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestIds:
    """The outermost middleware, so that all that is logged of a request bears its id."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(_NAME, "")
        with request(given if _PLAIN.fullmatch(given) else "") as id_:

            async def send_with_id(message: Message) -> None:
                if message["type"] == "http.response.start":
                    MutableHeaders(scope=message)[_NAME] = id_
                await send(message)

            await self._app(scope, receive, send_with_id)
