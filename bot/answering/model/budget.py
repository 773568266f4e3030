"""What the model may cost: tokens a day, calls at a time, and a circuit breaker. The clock is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

Clock = Callable[[], datetime]


class OverBudgetError(Exception):
    """The model may not be called now; the message says why: tokens, busy or resting."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``tokens_a_day`` None: no limit. The breaker opens after ``failures`` in a row and rests for ``pause``."""

    tokens_a_day: int | None = None
    calls_at_once: int = 4
    failures: int = 5
    pause: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens used on one day; what is kept over a restart."""

    day: date
    tokens: int = 0

    def on(self, day: date) -> Spent:
        """What was spent on ``day``: nothing yet if it is another day."""
        return self if self.day == day else Spent(day)


@dataclass(slots=True)
class Breaker:
    """Closed, open after failures in a row, half open after the pause: then one call tries while others wait."""

    failures: int
    pause: timedelta
    clock: Clock
    in_a_row: int = 0
    opened: datetime | None = None
    trying: bool = False

    def admit(self) -> None:
        """Let a call through or raise ``OverBudgetError``."""
        if self.opened is None:
            return
        rested = self.clock() - self.opened
        if self.trying or timedelta() <= rested < self.pause:  # less than nothing: the clock was put back
            raise OverBudgetError("resting")
        self.trying = True

    def succeeded(self) -> None:
        self.in_a_row, self.opened, self.trying = 0, None, False

    def failed(self) -> None:
        self.in_a_row += 1
        if self.trying or self.in_a_row >= self.failures:
            self.opened = self.clock()
        self.trying = False

    def left(self) -> None:
        """A call ended without telling anything about the endpoint: the next one may try."""
        self.trying = False


class Budget:
    """Guards every call of the model; one for the process, used from one event loop.

    ``on_spend`` is told the day's sum after each call, so that a restart can go on from it (``spent``); where other
    processes spend too it answers with the sum of all.
    """

    def __init__(
        self,
        limits: Limits,
        clock: Clock,
        spent: Spent | None = None,
        on_spend: Callable[[Spent], Spent | None] | None = None,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._spent = spent or Spent(clock().date())
        self._on_spend = on_spend
        self._running = 0
        self._breaker = Breaker(limits.failures, limits.pause, clock)

    @property
    def spent(self) -> Spent:
        """Tokens of today."""
        return self._spent.on(self._clock().date())

    @contextmanager
    def call(self, fault: type[Exception]) -> Iterator[None]:
        """Hold a place for one call or raise ``OverBudgetError``; a ``fault`` raised inside counts for the breaker."""
        self._admit()
        self._running += 1
        try:
            yield
        except fault:
            self._breaker.failed()
            raise
        except BaseException:
            self._breaker.left()
            raise
        else:
            self._breaker.succeeded()
        finally:
            self._running -= 1

    def spend(self, tokens: int) -> None:
        """Count the tokens of a call, also of one that failed."""
        today = self.spent
        self._spent = replace(today, tokens=today.tokens + tokens)
        if self._on_spend:
            self._spent = self._on_spend(self._spent) or self._spent

    def _admit(self) -> None:
        if self._limits.tokens_a_day is not None and self.spent.tokens >= self._limits.tokens_a_day:
            raise OverBudgetError("tokens")
        if self._running >= self._limits.calls_at_once:
            raise OverBudgetError("busy")
        self._breaker.admit()
