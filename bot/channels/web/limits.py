"""How large a request may be, and how many may come from one address."""

from __future__ import annotations

import time
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 64 * 1024  # bytes of a question, a form, a draft
DESK = "/desk"  # below it, every route has a limit of its own
_REMEMBERED = 10_000  # addresses


class BodyLimit:
    """Refuses a body that is larger than ``MOST`` as soon as that shows."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(f"{DESK}/"):
            await self._app(scope, receive, send)
            return
        await self._app(scope, at_most(receive, MOST), send)


def at_most(receive: Receive, most: int) -> Receive:
    """``receive`` for a body of at most ``most`` bytes; raises ``HTTPException`` 413 as soon as there are more."""
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413)
        return message

    return receive_some


def address_of(request: Request) -> str:
    """Where a request came from; behind a proxy on this machine what that says."""
    return request.client.host if request.client else ""


class Rate:
    """So many a minute of one address, a minute's worth of them at once."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}  # address → what was left, and when

    def take(self, request: Request) -> None:
        """Count a request. Raises ``HTTPException`` 429 where it is one too many."""
        address = address_of(request)
        now = self._clock()
        left, at = self._left.pop(address, (float(self._a_minute), now))
        left = min(self._a_minute, left + (now - at) * self._a_minute / 60)
        self._left[address] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > _REMEMBERED:
            del self._left[next(iter(self._left))]
        if left < 1:
            raise HTTPException(429, headers={"retry-after": str(round(60 / self._a_minute) + 1)})
