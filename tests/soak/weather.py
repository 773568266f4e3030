"""Faults at random: of Telegram and of the model's endpoint, a share of their calls."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

from tests.telegram_server.faults import (
    ANSWER_LOST,
    BAD_GATEWAY,
    CLOSED,
    CONFLICT,
    GARBAGE,
    HANGING,
    Fault,
    Faults,
    flood,
)

_SENDING = (CLOSED, BAD_GATEWAY, GARBAGE, flood(1), ANSWER_LOST)
_POLLING = (CLOSED, BAD_GATEWAY, GARBAGE, CONFLICT)
_SHARE_THAT_HANGS = 0.02  # of the faults of sending


class Weather(Faults):
    """A share of the calls meets a fault. ``met`` counts them by method and kind."""

    def __init__(self, chance: Random, share: float) -> None:
        super().__init__()
        self._chance, self._share = chance, share
        self.met: Counter[str] = Counter()

    @property
    def cut(self) -> int:
        """Sends that took effect though their answer was lost."""
        return self.met["sendmessage close done"]

    def next(self, method: str) -> Fault | None:
        name = method.lower()
        if name not in ("sendmessage", "getupdates") or self._chance.random() >= self._share:
            return None
        fault = self._chance.choice(_POLLING if name == "getupdates" else _SENDING)
        if name == "sendmessage" and self._chance.random() < _SHARE_THAT_HANGS:
            fault = HANGING
        self.met[f"{name} {fault.kind}{' done' * fault.done}"] += 1
        return fault


_GOOD = '{"sentences": [{"text": "规模工业产值0.96亿元,增幅23.36%。", "sources": ["S1-a"]}]}'
_BAD = '{"sentences": [{"text": "规模工业产值9.6亿元,翻了一番。", "sources": ["S1-a"]}]}'


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever asked has gone: it waited long enough, or was killed."""


@contextmanager
def moody_model(chance: Random) -> Iterator[str]:
    """The address of an endpoint that answers well, answers wrongly, stalls, breaks off or refuses, as it comes."""

    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            mood = chance.random()
            if mood < 0.1:
                self.send_error(chance.choice((429, 500, 503)))
                return
            if mood < 0.12:
                time.sleep(3)
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self._stream(_GOOD if mood < 0.7 else _BAD, broken=mood > 0.95)

        def _stream(self, text: str, broken: bool) -> None:
            chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "moody"}
            for delta, finish in (({"content": text}, None), ({}, "stop")):
                row = chunk | {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
                self.wfile.write(f"data: {json.dumps(row)}\n\n".encode())
                if broken:
                    return
            self.wfile.write(b"data: [DONE]\n\n")

        def log_message(self, *_: object) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
