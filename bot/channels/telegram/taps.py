"""A button tapped twice in a hurry counts once."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

_HURRY = 3.0  # seconds
_REMEMBERED = 1000


class Taps:
    """Remembers what was tapped a moment ago."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: dict[Hashable, float] = {}

    def first(self, tap: Hashable) -> bool:
        """Whether ``tap`` was not made just before."""
        now = self._clock()
        last = self._last.pop(tap, None)
        self._last[tap] = now
        if len(self._last) > _REMEMBERED:
            del self._last[next(iter(self._last))]
        return last is None or now - last > _HURRY
