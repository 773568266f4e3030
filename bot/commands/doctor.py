"""``doctor``: looks at everything that is configured, and says what to do where it can't work."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from bot.doctor.examination import examine
from bot.settings import Settings, misspelled
from bot.texts import Texts

_MARKS = {"ok": "✓", "note": "!", "fault": "✗"}


def run(given: argparse.Namespace, settings: Settings) -> int:
    """Status 1 where something that is configured can't work."""
    found = examine(settings, given.problems, misspelled())
    faults = sum(one.grade == "fault" for one in found)
    if given.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return min(faults, 1)
    texts = Texts.load("doctor")
    for one in found:
        print(_MARKS[one.grade], texts.say("line", name=texts.say(f"names.{one.check}"), text=one.text))
    notes = sum(one.grade == "note" for one in found)
    print(texts.say("sum_faults" if faults else "sum_notes" if notes else "sum_ok", faults=faults, notes=notes))
    return min(faults, 1)
