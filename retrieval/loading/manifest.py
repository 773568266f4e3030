"""``manifest.toml`` beside the documents: what is known of each one that its text does not say."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from retrieval.document import Audience
from retrieval.loading.errors import LoadingError

NAME = "manifest.toml"
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
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        entries = [_entry(row) for row in content.get("document", [])]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError) as error:
        raise LoadingError(NAME, "manifest", reason=error) from error
    return {entry.file: entry for entry in entries}


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
    return Entry(**fields)  # type: ignore[arg-type]


def _day(file: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"{file} 的 published 要写成 2022-07-01 这样") from error
