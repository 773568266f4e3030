"""``manifest.toml`` beside the documents: what is known of each one that its text does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from retrieval.document import Audience
from retrieval.loading.clean import decode
from retrieval.loading.errors import LoadingError
from retrieval.loading.walk import plain_name

NAME = "manifest.toml"
_LINE = re.compile(r"at line (\d+)")
_FIELDS = {"file", "id", "title", "issuer", "period", "published", "audience"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One [[document]] of the manifest. Only ``file`` is needed; the others mean what they mean in ``Source``."""

    file: str
    id: str | None = None
    title: str | None = None
    issuer: str | None = None
    period: str | None = None
    published: str | None = None
    audience: Audience = "public"


def read_manifest(folder: Path) -> Mapping[str, Entry]:
    """The entries of a folder by file name; none where there is no manifest. Raises ``LoadingError``.

    A manifest that can't be understood stops the loading: what it calls internal must not become public by a typo.
    """
    path = folder / NAME
    if not path.exists():
        return {}
    try:
        return _entries(tomllib.loads(decode(path.read_bytes())))
    except OSError as error:
        raise LoadingError(NAME, "unreadable", reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise LoadingError(NAME, "not_text") from error
    except tomllib.TOMLDecodeError as error:
        raise LoadingError(NAME, "manifest", reason=_place(str(error))) from error
    except ValueError as error:
        raise LoadingError(NAME, "manifest", reason=error) from error


def _place(problem: str) -> str:
    """Where TOML is wrong; what is wrong there is told in English."""
    found = _LINE.search(problem)
    return f"第 {found[1]} 行看不懂" if found else "最后一行不完整"


def _entries(content: Mapping[str, Any]) -> Mapping[str, Entry]:
    rows = content.get("document", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("每个文件要写成一段 [[document]]")
    if unknown := sorted(content.keys() - {"document"}):
        raise ValueError(f"不认识的项 {'、'.join(unknown)}")
    entries: dict[str, Entry] = {}
    for entry in map(_entry, rows):
        if entry.file in entries:
            raise ValueError(f"{entry.file} 写了两次")
        entries[entry.file] = entry
    return entries


def _entry(row: Mapping[str, Any]) -> Entry:
    if unknown := sorted(set(row) - _FIELDS):
        raise ValueError(f"不认识的项 {'、'.join(unknown)}")
    if not row.get("file"):
        raise ValueError("有一个 [[document]] 没有写 file")
    fields = {name: str(value) for name, value in row.items()}
    if fields.get("audience", "public") not in get_args(Audience):
        raise ValueError(f"{row['file']} 的 audience 只能是 public 或 internal")
    if "published" in fields:
        fields["published"] = _day(row["file"], fields["published"])
    fields["file"] = plain_name(fields["file"])
    return Entry(**fields)  # type: ignore[arg-type]


def _day(file: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{file} 的 published 要写成 2022-07-01 这样") from error
