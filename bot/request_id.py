"""The id of the request that is being worked on: set where it arrives, in every log line and trace until it is done."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request", default="")


def request_id() -> str:
    """The id of this request; empty where none is worked on."""
    return _current.get()


@contextmanager
def request(id_: str = "") -> Iterator[str]:
    """Inside, ``id_`` is the request's; without one the id that there is already, else a new one."""
    token = _current.set(id_ or request_id() or secrets.token_hex(6))
    try:
        yield _current.get()
    finally:
        _current.reset(token)
