"""Faults at random: of Telegram and of the model's endpoint, a share of their calls."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from tests.endpoint import Endpoint, listening
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


@contextmanager
def moody_model(chance: Random) -> Iterator[str]:
    """The address of an endpoint that answers well, answers wrongly, stalls, breaks off or refuses, as it comes."""

    class Moody(Endpoint):
        def answer(self) -> None:
            self.body()
            mood = chance.random()
            if mood < 0.1:
                self.send_error(chance.choice((429, 500, 503)))
                return
            if mood < 0.12:
                time.sleep(3)
            self.stream(_GOOD if mood < 0.7 else _BAD, broken=mood > 0.95)

    with listening(Moody) as address:
        yield f"{address}/v1"
