"""What a check found: how grave it is, and a line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.texts import Texts

Grade = Literal["ok", "note", "fault"]  # works; works, but look at it; can't work


@dataclass(frozen=True, slots=True)
class Finding:
    """``check``: what was looked at, one word; ``text``: a line in Chinese that holds no secret."""

    check: str
    grade: Grade
    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """Makes the findings of one check out of ``prompts/doctor.toml``, where its lines stand under its name."""

    check: str
    texts: Texts

    def ok(self, key: str, **variables: object) -> Finding:
        return self._found("ok", key, variables)

    def note(self, key: str, **variables: object) -> Finding:
        return self._found("note", key, variables)

    def fault(self, key: str, **variables: object) -> Finding:
        return self._found("fault", key, variables)

    def _found(self, grade: Grade, key: str, variables: dict[str, object]) -> Finding:
        return Finding(self.check, grade, self.texts.say(f"{self.check}.{key}", **variables))


Findings = Iterator[Finding]
