"""A process's number, which it holds in the shared database while it lives: others see by it that it does."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from bot.locks import PROCESSES, Lock
from bot.storage import Database

_SETTLING = 5.0  # seconds for the other processes to be back too after the server was away


class Presence:
    """``hold`` again and again; ``leave`` in the end. ``clock``: seconds that never jump."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self.number = secrets.randbelow(2**31)
        self._lock = Lock(database.engine, self.number, PROCESSES)
        self._clock = clock
        self._away_at: float | None = None

    def hold(self) -> bool:
        """Holds the number, anew where the connection was lost. Whether it can be told now who else is alive."""
        before = self._lock.session
        try:
            self._lock.take()
        except Exception:
            self._away_at = self._clock()
            raise
        if before is not None and self._lock.session is not before:
            self._away_at = self._clock()
        return self._away_at is None or self._clock() - self._away_at > _SETTLING

    def leave(self) -> None:
        self._lock.drop()
