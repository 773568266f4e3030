"""A clock that stands still until a test turns it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)  # at the office


class Clock:
    """``tick``: how far it goes on with each look."""

    def __init__(self, now: datetime = NOON, tick: timedelta = timedelta()) -> None:
        self.now, self._tick = now, tick

    def __call__(self) -> datetime:
        self.now += self._tick
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)
