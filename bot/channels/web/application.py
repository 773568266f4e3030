"""The web application put together: pages, static files, the desk, and around them what holds for every request."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.channels.suggestions import Suggestions
from bot.channels.web.api import Api
from bot.channels.web.asking import Asking
from bot.channels.web.chat import Chat
from bot.channels.web.choices import choose
from bot.channels.web.desk.routes import desk_routes
from bot.channels.web.documents import Documents
from bot.channels.web.errors import handlers
from bot.channels.web.figures import Figures
from bot.channels.web.health import health_routes
from bot.channels.web.limits import BodyLimit, Rate
from bot.channels.web.pages import Pages
from bot.channels.web.request_ids import RequestIds
from bot.channels.web.security import SecurityHeaders
from bot.channels.web.services import WebServices
from bot.settings import Settings

STATIC = Path(__file__).parent / "static"
_log = logging.getLogger(__name__)


def web_application(settings: Settings, services: WebServices) -> Starlette:
    """The ASGI application; it holds no state but what ``services`` hold."""
    services = replace(services, assistant=services.watching.watch(services.assistant, "web"))
    pages = Pages.open(settings)
    suggestions = Suggestions(services.suggester, services.shelf)
    rate = Rate(settings.web_asks_per_minute)
    asking = Asking(services, pages, suggestions, rate)
    routes: list[BaseRoute] = [
        *Chat(asking).routes(),
        *Documents(services, pages).routes(),
        *Figures(services, pages, rate).routes(),
        *Api(services, pages, settings.api_keys, rate).routes(),
        Route("/settings", choose),
        *desk_routes(settings, services, pages),
        *health_routes(settings, services),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(RequestIds), Middleware(SecurityHeaders), Middleware(BodyLimit)],
        exception_handlers=handlers(pages),
        lifespan=lambda _: _warmed(suggestions),
    )


@asynccontextmanager
async def _warmed(suggestions: Suggestions) -> AsyncIterator[None]:
    """Tries the suggestions while it begins to serve, so that no visitor has to wait for that."""
    trying = asyncio.create_task(suggestions.current())
    trying.add_done_callback(_told)
    yield
    trying.cancel()


def _told(trying: asyncio.Task[tuple[str, ...]]) -> None:
    if not trying.cancelled() and (error := trying.exception()):
        _log.warning("the suggestions could not be tried: %s", error)
