"""Faults a test can order for the next calls of a method."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Literal

from tests.telegram_server.errors import ApiError


@dataclass(frozen=True, slots=True)
class Fault:
    """``status``: an error answer; ``close``: the connection is closed; ``hang``: no answer until the client goes;
    ``garbage``: a body that is no JSON. With ``done`` the call takes effect first, only its answer is lost."""

    kind: Literal["status", "close", "hang", "garbage"]
    error: ApiError | None = None
    done: bool = False


CLOSED = Fault("close")
HANGING = Fault("hang")
GARBAGE = Fault("garbage")
ANSWER_LOST = Fault("close", done=True)
CONFLICT = Fault("status", ApiError(409, "Conflict: terminated by other getUpdates request"))
BAD_GATEWAY = Fault("status", ApiError(502, "Bad Gateway"))
FORBIDDEN = Fault("status", ApiError(403, "Forbidden: bot was blocked by the user"))
UNPARSABLE = Fault("status", ApiError(400, "Bad Request: can't parse entities: as ordered by the test"))


def flood(seconds: int) -> Fault:
    return Fault("status", ApiError(429, f"Too Many Requests: retry after {seconds}", seconds))


class Faults:
    """A queue of faults a method."""

    def __init__(self) -> None:
        self._ordered: dict[str, deque[Fault]] = defaultdict(deque)

    def order(self, method: str, *faults: Fault) -> None:
        """The next calls of ``method`` meet ``faults``, one each."""
        self._ordered[method.lower()].extend(faults)

    def next(self, method: str) -> Fault | None:
        queue = self._ordered[method.lower()]
        return queue.popleft() if queue else None
