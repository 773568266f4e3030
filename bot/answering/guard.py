"""What is answered before anything is looked up: emergencies, manipulation, abuse, small talk, other matters.

The patterns are in ``prompts/guard.toml``, the replies in ``prompts/phrases.toml``. Pure functions of the message.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answering.answer import Status
from bot.answering.question.language import to_simplified, visible_half_width
from bot.paths import PROMPTS

_READ = 2000  # code points looked at: a panicked message is short, a pasted document is not searched to its end
_STATUSES: Mapping[str, Status] = {
    "emergency": "emergency",
    "blocked": "blocked",
    "greeting": "greeting",
    "out_of_scope": "out_of_scope",
}
_SEPARATORS = re.compile(r"[,、。.!?;:~…—\-\"“”‘()《》【】\n\r\t]+")
_HAN_GAP = re.compile(r"(?<=[一-鿿]) +(?=[一-鿿])")
_CLAUSE = re.compile(r"[^,，。!!??;;:：\n]+[,，。!!??;;:：\n]*")


@dataclass(frozen=True, slots=True)
class Guard:
    """The reply that a message gets without a look at the documents: its status, and its key in ``phrases.toml``."""

    status: Status
    phrase: str


@dataclass(frozen=True, slots=True)
class _Rule:
    guard: Guard
    cut: re.Pattern[str] | None
    some: re.Pattern[str]
    unless: re.Pattern[str] | None
    whole: re.Pattern[str] | None

    def holds(self, text: str) -> bool:
        if self.whole and not self.whole.fullmatch(text):
            return False
        text = self.cut.sub("", text) if self.cut else text
        return bool(self.some.search(text)) and not (self.unless and self.unless.search(text))


@dataclass(frozen=True, slots=True)
class _Manipulation:
    guard: Guard
    cut: re.Pattern[str]
    clause: re.Pattern[str]
    asks: re.Pattern[str]
    fill: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Guards:
    """The rules of ``guard.toml``, compiled once."""

    rules: tuple[_Rule, ...]
    manipulation: _Manipulation

    @classmethod
    def load(cls, path: Path = PROMPTS / "guard.toml") -> Guards:
        """Read and compile the rules; a pattern that cannot be read raises ``ValueError`` with the pattern."""
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        words = _words(content["words"])
        rules = tuple(_rule(entry, words) for entry in content["rule"])
        return cls(rules, _manipulation(content["manipulation"], words))

    def guard(self, text: str) -> Guard | None:
        """The fixed reply for a message, or None where it is a question for the documents. Never raises."""
        message = _plain(text)
        found = self._first(message, "emergency")
        if found or not message:
            return found
        if self._is_manipulation(text):
            return None if self._question_left(text) else self.manipulation.guard
        return self._first(message)

    def strip_instructions(self, text: str) -> str:
        """``text`` without the instructions to the program that it holds; unchanged where it holds none."""
        if not self._is_manipulation(text):
            return text
        clauses = _CLAUSE.findall(self.manipulation.cut.sub(" ", _readable(text)))
        kept = (clause for clause in clauses if not self.manipulation.clause.search(clause))
        return "".join(kept).strip(" ,，。.;；:：、")

    def _is_manipulation(self, text: str) -> bool:
        readable = _readable(text)
        clauses = _CLAUSE.findall(readable)
        return bool(self.manipulation.cut.search(readable)) or any(map(self.manipulation.clause.search, clauses))

    def _question_left(self, text: str) -> bool:
        """Whether a real question is left once the instructions are taken out."""
        left = self.strip_instructions(text)
        bare = self.manipulation.fill.sub("", _SEPARATORS.sub("", left)).replace(" ", "")
        return len(bare) > 3 and bool(self.manipulation.asks.search(left)) and self._first(_plain(left)) is None

    def _first(self, message: str, status: Status | None = None) -> Guard | None:
        rules = (rule for rule in self.rules if status in (None, rule.guard.status))
        return next((rule.guard for rule in rules if rule.holds(message)), None)


def _readable(text: str) -> str:
    return _HAN_GAP.sub("", to_simplified(visible_half_width(text[:_READ])))


def _plain(text: str) -> str:
    """The message as the rules read it: simplified, lower case, every mark a comma."""
    return _SEPARATORS.sub(",", _readable(text).replace("’", "'")).lower().strip(" ,")


def _words(table: Mapping[str, str]) -> dict[str, str]:
    """The named lists; a list may name those before it."""
    words: dict[str, str] = {}
    for name, pattern in table.items():
        words[name] = _filled(pattern, words)
    return words


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    for name, listed in words.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{listed})")
    return pattern


def _compiled(patterns: Sequence[str], words: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{_filled(pattern, words)})" for pattern in patterns)
    try:
        return re.compile(joined, re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"guard.toml: {error} in {joined[max(0, (error.pos or 0) - 30) :][:80]}") from error


def _rule(entry: Mapping[str, Any], words: Mapping[str, str]) -> _Rule:
    guard = Guard(_STATUSES[entry["status"]], entry["phrase"])
    cut = _compiled([entry["cut"]], words) if "cut" in entry else None
    some = _compiled(entry["any"], words)
    unless = _compiled(entry["unless"], words) if "unless" in entry else None
    whole = _compiled([f"(?:{some.pattern}|{entry['fill']}|[, ~])+"], words) if entry.get("whole") else None
    return _Rule(guard, cut, some, unless, whole)


def _manipulation(entry: Mapping[str, Any], words: Mapping[str, str]) -> _Manipulation:
    guard = Guard("blocked", entry["phrase"])
    patterns = (_compiled(entry[key], words) for key in ("cut", "clause"))
    single = (_compiled([entry[key]], words) for key in ("asks", "fill"))
    return _Manipulation(guard, *patterns, *single)
