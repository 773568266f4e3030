"""What the doctor says: findings of one check, as grade and text."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

from bot.doctor.finding import Finding, Findings
from bot.settings import Settings
from bot.texts import Texts

Check = Callable[[Settings, Texts], Findings]
TEXTS = Texts.load("doctor")


async def found(check: Check, data: Path, **given: str) -> list[Finding]:
    settings = Settings.load({"DATA_DIR": str(data / "data"), "SEEDS_DIR": str(data / "seeds"), **given})
    return list(await asyncio.to_thread(lambda: tuple(check(settings, TEXTS))))


async def keys(check: Check, data: Path, **given: str) -> list[tuple[str, str]]:
    """Grade and the key of the text of each finding."""
    return [(one.grade, key(one)) for one in await found(check, data, **given)]


def key(finding: Finding) -> str:
    """The key whose text begins like the finding's, up to the first variable."""
    for name, text in TEXTS.entries.items():
        check, _, key_ = name.partition(".")
        if check == finding.check and isinstance(text, str) and _fits(text, finding.text):
            return key_
    raise AssertionError(f"no text of {finding.check} says {finding.text!r}")


def _fits(template: str, text: str) -> bool:
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(template))
    return bool(re.fullmatch(pattern, text, re.DOTALL))
