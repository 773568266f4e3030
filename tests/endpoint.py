"""HTTP servers of the tests' own on 127.0.0.1, each in a thread."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Endpoint(BaseHTTPRequestHandler):
    """What a handler of a request needs; it logs nothing."""

    def answer(self) -> None:
        """To whatever is asked for."""
        raise NotImplementedError

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def reply(self, body: str, kind: str = "text/html", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body.encode())

    def stream(self, text: str, broken: bool = False) -> None:
        """A chat completion of an OpenAI-compatible endpoint; ``broken``: it ends after the first piece."""
        chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "any"}
        rows = [
            chunk | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
            for delta, finish in (({"content": text}, None), ({}, "stop"))
        ]
        events = [*map(json.dumps, rows), "[DONE]"][: 1 if broken else None]
        self.reply("".join(f"data: {event}\n\n" for event in events), "text/event-stream")

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever asked has gone: it waited long enough, or was killed."""


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address at which ``handler`` answers."""
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
