"""What the sandbox's child tells its parent, as JSON: what it read may have taken it over, so nothing of it is executed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import NoReturn

from retrieval.document import Table
from retrieval.loading.content import Content
from retrieval.loading.errors import LoadingError
from retrieval.loading.files import ReadFile

_DIGEST = re.compile(r"[0-9a-f]{64}")


def pack(answer: ReadFile | LoadingError) -> bytes:
    if isinstance(answer, LoadingError):
        return json.dumps({"key": answer.key, "variables": answer.variables}).encode()
    return json.dumps(asdict(answer.content) | {"sha256": answer.sha256}).encode()


def unpack(data: bytes, file: str) -> ReadFile | LoadingError:
    """What ``pack`` made of the answer about ``file``. Raises ``ValueError`` for anything else."""
    try:
        return _answer(json.loads(data), file)
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError(file) from error


def _answer(body: object, file: str) -> ReadFile | LoadingError:
    match body:
        case {"key": str(key), "variables": dict(variables)}:
            refused = LoadingError(file, key, **{name: _plain(value) for name, value in variables.items()})
            str(refused)  # a kind that there is, with all that its line says
            return refused
        case {
            "text": str(text),
            "pages": list(pages),
            "tables": list(tables),
            "machine_read": list(machine_read),
            "hidden": list(hidden),
            "sha256": str(sha256),
        } if _DIGEST.fullmatch(sha256):
            content = Content(
                text, _numbers(pages), tuple(map(_table, tables)), _numbers(machine_read), tuple(map(_text, hidden))
            )
            return ReadFile(content, sha256)
    raise ValueError(file)


def _table(body: dict[str, object]) -> Table:
    start, end, rows = _numbers([body["start"], body["end"], body["rows"]])
    return Table(start, end, rows)


def _numbers(values: Sequence[object]) -> tuple[int, ...]:
    return tuple(value if isinstance(value, int) else _wrong(value) for value in values)


def _text(value: object) -> str:
    return value if isinstance(value, str) else _wrong(value)


def _plain(value: object) -> str | int:
    return value if isinstance(value, (str, int)) else _wrong(value)


def _wrong(value: object) -> NoReturn:
    raise TypeError(value)
