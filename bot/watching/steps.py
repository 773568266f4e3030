"""Listens to the chain of an answer: how long each step took, and what its steps tell of checks and the model."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from langchain_core.callbacks import BaseCallbackHandler

from bot.watching.metrics import Metrics

_STEPS = frozenset({"understand", "search", "write", "read otherwise", "reword", "verify", "phrase"})


class Steps(BaseCallbackHandler):
    """Brings what it hears to the metrics. Safe for several chains at once."""

    run_inline = True  # a clock read is not worth a thread

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._began: dict[UUID, tuple[str, float]] = {}

    def on_chain_start(self, *_: Any, run_id: UUID, **more: Any) -> None:
        if (name := more.get("name")) in _STEPS:
            self._began[run_id] = name, time.perf_counter()

    def on_chain_end(self, *_: Any, run_id: UUID, **__: Any) -> None:
        self._ended(run_id)

    def on_chain_error(self, *_: Any, run_id: UUID, **__: Any) -> None:
        self._ended(run_id)

    def on_custom_event(self, name: str, data: Mapping[str, Any], **_: Any) -> None:
        getattr(self._metrics, name)(**data)

    def _ended(self, run_id: UUID) -> None:
        if found := self._began.pop(run_id, None):
            name, began = found
            self._metrics.step(name, time.perf_counter() - began)
