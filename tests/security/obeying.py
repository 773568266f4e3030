"""A bad model behind real HTTP: its drafts say whatever the test puts into its mouth, and cite everything it was given."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.endpoint import Endpoint, listening

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

    class Obeying(Endpoint):
        def answer(self) -> None:
            reply = model.reply(json.loads(self.body()))
            time.sleep(model.pause)
            self.stream(reply)

    with listening(Obeying) as address:
        yield model, f"{address}/v1"
