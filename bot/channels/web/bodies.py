"""What requests bring, read and checked: a wrong one costs one clear line."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request


class BadInputError(HTTPException):
    """A field that is missing, wrong or too long."""

    def __init__(self, field: str, most: int | None = None) -> None:
        """``most``: how many characters it may have, where it has more."""
        super().__init__(422 if most is None else 413)
        self.key = "missing" if most is None else "too_long"
        self.values = {"field": field, "most": most}


async def json_body(request: Request) -> dict[str, Any]:
    """The JSON object of a request. Raises ``HTTPException`` 415 or 400.

    That it has to be called JSON keeps other sites' forms away: a browser sends none across sites without asking.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HTTPException(415)
    try:
        value = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    if not isinstance(value, dict):
        raise HTTPException(400)
    return value


def text_of(body: dict[str, Any], key: str, most: int) -> str:
    """The text of a key, not blank and at most ``most`` characters long. Raises ``BadInputError``."""
    value = body.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadInputError(key)
    if len(value) > most:
        raise BadInputError(key, most)
    return value.strip()
