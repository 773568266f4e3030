"""An OpenAI-compatible audio endpoint on 127.0.0.1."""

from __future__ import annotations

import json

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

KEY = "sk-speech"


class AudioServer:
    """Hears ``words`` in every recording, and speaks every text as a few bytes. ``status``: what it answers with."""

    def __init__(self) -> None:
        self.words = "规模工业产值是多少?"
        self.status = 200
        self.heard: list[tuple[str, bytes]] = []
        self.spoken: list[str] = []

    async def __aenter__(self) -> AudioServer:
        routes = [(r"/v1/audio/transcriptions", _Hear, {"server": self}), (r"/v1/audio/speech", _Say, {"server": self})]
        self._server = HTTPServer(Application(routes, log_function=lambda handler: None))
        sockets = bind_sockets(0, "127.0.0.1")
        self.base_url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/v1"
        self._server.add_sockets(sockets)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.stop()
        await self._server.close_all_connections()


class _Audio(RequestHandler):
    def initialize(self, server: AudioServer) -> None:
        self.server = server

    def prepare(self) -> None:
        if self.request.headers.get("Authorization") != f"Bearer {KEY}":
            self.set_status(401)
            self.finish()
        elif self.server.status != 200:
            self.set_status(self.server.status)
            self.finish("trouble")


class _Hear(_Audio):
    def post(self) -> None:
        file = self.request.files["file"][0]
        assert self.get_body_argument("model")
        self.server.heard.append((file["filename"], file["body"]))
        self.finish({"text": self.server.words})


class _Say(_Audio):
    def post(self) -> None:
        wanted = json.loads(self.request.body)
        assert wanted["response_format"] == "opus"
        self.server.spoken.append(wanted["input"])
        self.finish(b"OggS" + b"\x00" * 20)
