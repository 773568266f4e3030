"""The description of the API that stands in ``openapi.json``, read for the page that shows it to people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

OPENAPI = Path(__file__).parent / "openapi.json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be done. ``body``: an example; ``parameters``: name and meaning."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[tuple[str, str], ...]
    body: str


@cache
def operations() -> tuple[Operation, ...]:
    return tuple(_operations(json.loads(OPENAPI.read_text("utf-8"))))


def _operations(described: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            content = one.get("requestBody", {}).get("content", {}).get("application/json", {})
            example = json.dumps(content["example"], ensure_ascii=False) if content else ""
            parameters = tuple((p["name"], p["description"]) for p in one.get("parameters", ()))
            yield Operation(method.upper(), path, one["summary"], one.get("description", ""), parameters, example)
