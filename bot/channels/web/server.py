"""The HTTP server of the pages, run beside other channels in one event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.channels.protocols import ChannelError
from bot.os_reason import reason
from bot.texts import Texts

_PATIENCE_SECONDS = 10  # for answers that are under way when it is told to stop


class WebServer:
    """``async with`` serves: inside, ``address`` answers. Raises ``ChannelError`` where the port can't be had."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        """``port`` 0: any free one."""
        self._app, self._host, self._port = app, host, port

    async def __aenter__(self) -> WebServer:
        self._socket = self._listen()
        self.port = int(self._socket.getsockname()[1])
        self._server = _Server(
            uvicorn.Config(
                self._app,
                log_config=None,
                access_log=False,  # questions and addresses of residents are nobody's business
                server_header=False,
                timeout_graceful_shutdown=_PATIENCE_SECONDS,
            )
        )
        self._task = asyncio.create_task(self._server.serve([self._socket]))
        await self._server.ready.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        await self._task
        self._socket.close()

    @property
    def address(self) -> str:
        """For a browser on this machine."""
        host = "127.0.0.1" if self._host in ("0.0.0.0", "") else "[::1]" if self._host == "::" else self._host  # noqa: S104
        return f"http://{host}:{self.port}"

    def _listen(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        try:
            return socket.create_server((self._host, self._port), family=family)
        except OSError as error:
            told = Texts.load("commands").say("serve.no_port", host=self._host, port=self._port, reason=reason(error))
            raise ChannelError(told) from error


class _Server(uvicorn.Server):
    """Leaves signals to whoever runs it, and says when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.ready.set()
