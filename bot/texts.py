"""What people and the model are told, read from ``prompts/NAME.toml``: words live there, code lives here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.paths import PROMPTS


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one subject. A key inside a TOML table is written with a dot: ``refusal.opening``."""

    name: str
    entries: Mapping[str, str | tuple[str, ...]]

    @classmethod
    def load(cls, name: str, folder: Path = PROMPTS) -> Texts:
        """Read ``folder/name.toml`` once; raises ``FileNotFoundError`` or ``tomllib.TOMLDecodeError``."""
        content = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        return cls(name, dict(_flat(content)))

    def say(self, key: str, **variables: object) -> str:
        """The text of ``key`` with its ``{variables}`` filled in; a ``KeyError`` names the file and what is missing."""
        text = self.entries.get(key)
        if not isinstance(text, str):
            raise KeyError(f"{self.name}.toml has no text {key}")
        try:
            return text.format_map(variables)
        except KeyError as missing:
            raise KeyError(f"{self.name}.toml: {key} needs the variable {missing}") from missing

    def replaced(self, old: str, new: str) -> Texts:
        """The same texts with one word for another."""
        entries = {k: v.replace(old, new) if isinstance(v, str) else v for k, v in self.entries.items()}
        return Texts(self.name, entries)

    def items(self, key: str) -> tuple[str, ...]:
        """The texts of a key that holds a list, in its order, as they stand."""
        texts = self.entries.get(key)
        if not isinstance(texts, tuple):
            raise KeyError(f"{self.name}.toml has no list {key}")
        return texts


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", tuple(map(str, value)) if isinstance(value, list) else str(value)
