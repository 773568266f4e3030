"""The routes that machines ask whether all is well."""

from __future__ import annotations

from starlette.routing import BaseRoute

from bot.channels.web.services import WebServices


def health_routes(services: WebServices) -> list[BaseRoute]:  # noqa: ARG001
    return []
