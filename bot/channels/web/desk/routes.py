"""The desk's routes: sign-in, inbox, documents, rehearsal, statistics."""

from __future__ import annotations

from starlette.routing import BaseRoute

from bot.channels.web.pages import Pages
from bot.channels.web.services import WebServices
from bot.settings import Settings


def desk_routes(settings: Settings, services: WebServices, pages: Pages) -> list[BaseRoute]:  # noqa: ARG001
    """Everything under /desk; ``pages`` renders templates, those in ``desk/templates`` too."""
    return []
