"""The chat page."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.web.pages import Pages
from bot.channels.web.services import WebServices


@dataclass(frozen=True, slots=True)
class Chat:
    """Answers on a page."""

    services: WebServices
    pages: Pages

    def routes(self) -> list[BaseRoute]:
        return [Route("/", self.page)]

    async def page(self, request: Request) -> Response:
        return self.pages.response(request, "chat.html")
