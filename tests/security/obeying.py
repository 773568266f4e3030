"""A bad model behind real HTTP: its drafts say whatever the test puts into its mouth, and cite everything it was given."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_TOKEN = re.compile(r"S\d+-[a-z]+")


class ObeyingModel:
    """``say``: the sentences of its next drafts; where there are none, it repeats the prompt it was given.

    ``pause``: seconds before each reply.
    """

    def __init__(self) -> None:
        self.say: tuple[str, ...] = ()
        self.pause = 0.0
        self.asked: list[dict[str, Any]] = []

    def reply(self, body: dict[str, Any]) -> str:
        self.asked.append(body)
        read = "\n".join(str(message["content"]) for message in body["messages"])
        tokens = list(dict.fromkeys(_TOKEN.findall(read)))[:40]
        sentences = self.say or tuple(line for line in read.splitlines() if line.strip())[:8]
        return json.dumps({"sentences": [{"text": one, "sources": tokens} for one in sentences]}, ensure_ascii=False)


@contextmanager
def obeying_model() -> Iterator[tuple[ObeyingModel, str]]:
    """The model, and the base address of its endpoint."""
    model = ObeyingModel()

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = model.reply(body)
            time.sleep(model.pause)
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "bad"}
            for delta, finish in (({"content": reply}, None), ({}, "stop")):
                row = chunk | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
                self.wfile.write(f"data: {json.dumps(row)}\n\n".encode())
            self.wfile.write(b"data: [DONE]\n\n")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield model, f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
