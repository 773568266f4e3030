"""The strict Bot API server: real HTTP on 127.0.0.1, in the test's own event loop."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests.telegram_server.errors import ApiError
from tests.telegram_server.faults import Fault, Faults
from tests.telegram_server.methods import Methods
from tests.telegram_server.world import Json, World

TOKEN = "4242:AAE-this_is-not-a-real-token-at-all-000"


class _Method(RequestHandler):
    def initialize(self, server: BotApi) -> None:
        self._server = server
        self._work: asyncio.Task[Any] | None = None

    async def post(self, token: str, method: str) -> None:
        if token != TOKEN:
            self._finish(ApiError(401, "Unauthorized"))
            return
        call = {name: values[-1].decode() for name, values in self.request.body_arguments.items()}
        files = {name: (f[-1]["filename"], f[-1]["body"]) for name, f in self.request.files.items()}
        self._server.world.calls.append((method, call))
        await self._server.world.wake()
        fault = self._server.faults.next(method)
        if fault is None or fault.done:
            self._work = asyncio.ensure_future(self._server.call(method, call, files))
        result = await self._outcome()
        await (self._fail(fault) if fault else self._give(result))

    async def _outcome(self) -> Any:
        try:
            return await self._work if self._work else None
        except ApiError as error:
            return error
        except asyncio.CancelledError:
            return None

    async def _fail(self, fault: Fault) -> None:
        if fault.kind == "status" and fault.error:
            self._finish(fault.error)
        elif fault.kind == "garbage":
            self.finish("<html>not json")
        elif fault.kind == "close":
            self.request.connection.stream.close()  # type: ignore[union-attr]
        else:
            self._work = asyncio.ensure_future(asyncio.Event().wait())
            await self._outcome()

    async def _give(self, result: Any) -> None:
        if self.request.connection.stream.closed():  # type: ignore[union-attr]
            return
        if isinstance(result, ApiError):
            self._finish(result)
        else:
            self.finish({"ok": True, "result": result})

    def _finish(self, error: ApiError) -> None:
        self.set_status(error.code, error.description.split(":")[0])
        self.finish(json.dumps(error.as_json()))

    def on_connection_close(self) -> None:
        if self._work:
            self._work.cancel()


class _File(RequestHandler):
    def initialize(self, server: BotApi) -> None:
        self._server = server

    def get(self, token: str, name: str) -> None:
        if token != TOKEN or name not in self._server.world.files:
            self.set_status(404)
        else:
            self.write(self._server.world.files[name])


class BotApi:
    """``async with BotApi() as server``: ``server.base_url`` and ``server.file_url`` are for the bot's settings."""

    def __init__(self) -> None:
        self.world = World()
        self.faults = Faults()
        self._methods = Methods(self.world)
        self._polling: asyncio.Task[Any] | None = None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def file_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/file/bot"

    async def call(self, method: str, call: Json, files: dict[str, tuple[str, bytes]]) -> Any:
        """One method's result; a second getUpdates ends the first with 409."""
        name = method.lower()
        if name.startswith("_") or not hasattr(self._methods, name):
            raise ApiError(404, "Not Found: method not found")
        if name != "getupdates":
            return await getattr(self._methods, name)(call, files)
        if self._polling and not self._polling.done():
            self._polling.cancel()
        self._polling = mine = asyncio.ensure_future(self._methods.getupdates(call, files))
        try:
            return await mine
        except asyncio.CancelledError:
            if self._polling is not mine:
                raise ApiError(409, "Conflict: terminated by other getUpdates request") from None
            mine.cancel()
            raise

    async def __aenter__(self) -> BotApi:
        routes = [
            (r"/bot([^/]+)/(\w+)", _Method, {"server": self}),
            (r"/file/bot([^/]+)/documents/(.+)", _File, {"server": self}),
        ]
        self._server = HTTPServer(
            Application(routes, log_function=lambda handler: None), max_body_size=60 * 1024 * 1024
        )
        sockets = bind_sockets(0, "127.0.0.1")
        self._port = sockets[0].getsockname()[1]
        self._server.add_sockets(sockets)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.stop()
        await self._server.close_all_connections()
