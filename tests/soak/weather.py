"""Faults at random: of Telegram, one after another, and of the model's endpoint, a share of its calls."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

from tests.telegram_server.faults import ANSWER_LOST, BAD_GATEWAY, CLOSED, CONFLICT, GARBAGE, HANGING, Fault, flood
from tests.telegram_server.server import BotApi

_SENDING = (CLOSED, BAD_GATEWAY, GARBAGE, flood(1), ANSWER_LOST)
_POLLING = (CLOSED, BAD_GATEWAY, GARBAGE, CONFLICT)


@dataclass
class Weather:
    """Orders a fault every ``seconds`` on average, until its task ends. ``cut``: sends whose answer was lost."""

    server: BotApi
    chance: Random
    seconds: float = 0.5
    ordered: Counter[str] = field(default_factory=Counter)

    @property
    def cut(self) -> int:
        return self.ordered["sendMessage close done"]

    async def blow(self) -> None:
        while True:
            await asyncio.sleep(self.chance.expovariate(1 / self.seconds))
            if self.chance.random() < 0.2:
                self._order("getUpdates", self.chance.choice(_POLLING))
            elif self.chance.random() < 0.01:
                self._order("sendMessage", HANGING)
            else:
                self._order("sendMessage", self.chance.choice(_SENDING))

    def _order(self, method: str, fault: Fault) -> None:
        """One at a time of a method: a queue of them would be an outage."""
        if self.server.faults.waits(method):
            return
        self.server.faults.order(method, fault)
        self.ordered[f"{method} {fault.kind}{' done' * fault.done}"] += 1


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
