"""Reads what the model writes, as it comes: JSON where the server knows schemas, else lines that end in tokens.

Both forms are read piece by piece, so that a finished sentence can be shown before the next one is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.answering.model.sources import TOKEN

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"text": {"type": "string"}, "sources": {"type": "array", "items": {"type": "string"}}},
                "required": ["text", "sources"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}

_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)
_TOKENS = rf"{TOKEN.pattern}(?:\s*[,\uff0c、;]?\s*{TOKEN.pattern})*"
_GROUP = re.compile(rf"(?:\s*[\[〔【(\uff08]\s*{_TOKENS}\s*[\]〕】)\uff09])+\s*[。;\uff1b.]?")
_BULLET = re.compile(r"^\s*(?:[-*•>#]+|\d+[.、)])\s+")
_OBJECT = re.compile(r'\{\s*"(?:text|sources)"\s*:')


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as the model wrote it, with the tokens that it gave, known or not."""

    text: str
    tokens: tuple[str, ...]


@dataclass(slots=True)
class ReplyReader:
    """Feed it pieces; it gives back the sentences that are finished. ``finish`` gives the rest."""

    _text: str = ""
    _given: int = field(default=0)

    def feed(self, piece: str) -> list[Written]:
        self._text += piece
        return self._new(_finished(self._text))

    def finish(self) -> list[Written]:
        return self._new(read(self._text))

    def _new(self, found: list[Written]) -> list[Written]:
        new = found[self._given :]
        self._given = max(self._given, len(found))
        return new


def read(text: str) -> list[Written]:
    """All sentences of a whole reply."""
    plain = _THOUGHT.sub("", text)
    return list(_objects(plain) if _is_json(plain) else _lines(plain))


def _finished(text: str) -> list[Written]:
    """The sentences of an unfinished reply to which nothing can be added any more."""
    plain = _THOUGHT.sub("", text)
    if _is_json(plain):
        return list(_objects(plain))
    whole, newline, _ = plain.rpartition("\n")
    return list(_lines(whole)) if newline else []


def _is_json(text: str) -> bool:
    return bool(_OBJECT.search(text)) or text.lstrip().startswith(("{", "```json"))


def _objects(text: str) -> Iterator[Written]:
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while found := _OBJECT.search(text, at):
        try:
            value, at = decoder.raw_decode(text, found.start())
        except json.JSONDecodeError:
            return
        if isinstance(value, dict) and (written := _written(value)):
            yield written


def _written(value: dict[str, Any]) -> Written | None:
    text, sources = value.get("text"), value.get("sources")
    if not isinstance(text, str) or not text.strip():
        return None
    named = " ".join(map(str, sources)) if isinstance(sources, list) else str(sources)
    return Written(_clean(text), _tokens(f"{named} {text}"))


def _lines(text: str) -> Iterator[Written]:
    for line in text.splitlines():
        at = 0
        for group in _GROUP.finditer(line):
            if said := _clean(line[at : group.start()]):
                yield Written(said, _tokens(group[0]))
            at = group.end()
        if said := _clean(line[at:]):
            yield Written(said, ())


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(TOKEN.findall(text)))


def _clean(text: str) -> str:
    """A sentence without tokens, bullets and markdown; empty where nothing but marks is left."""
    text = _BULLET.sub("", _GROUP.sub("", text)).replace("**", "").replace("```", "")
    return text.strip() if re.search(r"\w", text) else ""
