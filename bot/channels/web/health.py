"""What machines ask: is the process alive, can it answer, what are its numbers."""

from __future__ import annotations

import asyncio
import hmac
import logging
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.web.services import WebServices
from bot.setting_values import Secret
from bot.settings import Settings

_HERE = ("127.0.0.1", "::1")
_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip")  # a proxy on this machine speaks for somebody elsewhere
_SECONDS = 5
_log = logging.getLogger(__name__)


def health_routes(settings: Settings, services: WebServices) -> list[BaseRoute]:
    health = _Health(services, settings.metrics_token)
    return [
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
    ]


@dataclass(frozen=True, slots=True)
class _Health:
    services: WebServices
    token: Secret | None

    async def alive(self, _: Request) -> Response:
        """The process is alive and its event loop turns."""
        return JSONResponse({"status": "ok"})

    async def ready(self, _: Request) -> Response:
        """An edition is served and the database answers; 503 where one of them doesn't."""
        serves = self.services.library.current_id() is not None
        answers = await self._database_answers()
        ok = serves and answers
        return JSONResponse(
            {"status": "ok" if ok else "down", "edition": serves, "database": answers}, 200 if ok else 503
        )

    async def metrics(self, request: Request) -> Response:
        """The numbers, for whoever has the token; without one in the settings, for this machine."""
        if not self._may_see(request):
            raise HTTPException(403)
        text = await asyncio.to_thread(self.services.watching.metrics.render)
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    def _may_see(self, request: Request) -> bool:
        if self.token:
            wanted = f"Bearer {self.token.reveal()}".encode()
            return hmac.compare_digest(request.headers.get("authorization", "").encode(), wanted)
        passed_on = any(name in request.headers for name in _PASSED_ON)
        return not passed_on and request.client is not None and request.client.host in _HERE

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(_SECONDS):
                await self.services.people.database.run(_touch)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            _log.warning("the database does not answer: %s", type(error).__name__)
            return False
        return True


def _touch(connection: Connection) -> None:
    connection.exec_driver_sql("SELECT 1")
