"""The tokens of a day in a small file, so that a restart does not begin the day's budget anew."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.answering.model.budget import Spent

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SpendingFile:
    """Where several processes use one model, each counts on from what was written when it started."""

    path: Path

    def read(self) -> Spent | None:
        """What was written last, or None where nothing was or it can't be read."""
        try:
            row = json.loads(self.path.read_text("utf-8"))
            return Spent(date.fromisoformat(row["day"]), int(row["tokens"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as problem:
            _log.warning("%s is not read, the day's tokens count from zero: %s", self.path, problem)
            return None

    def write(self, spent: Spent) -> None:
        """Replaces the file whole. What can't be written is logged: an answer is worth more than its count."""
        beside = self.path.with_suffix(".new")
        try:
            beside.write_text(json.dumps({"day": spent.day.isoformat(), "tokens": spent.tokens}), "utf-8")
            beside.replace(self.path)
        except OSError as problem:
            _log.warning("the tokens of the day are not kept: %s", problem)
