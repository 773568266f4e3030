"""`python -m tests.soak`: an hour of mixed load; `--questions 10000`: so many questions with faults and kills."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.soak.run import Outcome, Plan, run

_MAY_GROW = {"memory_mb": 1.1, "handles": 1.1, "threads": 1.1}  # by what factor, from the second quarter to the last


def main() -> int:
    """Status 1 where something was lost, told or grew."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--questions", type=int, help="so many questions, with kills, instead of a time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a new folder for the office and the logs, which stays")
    given = parser.parse_args()
    if given.questions:
        plan = Plan(questions=given.questions, kill_every=45, reload_every=60)
    else:
        plan = Plan(minutes=given.minutes, reload_every=max(5.0, given.minutes))  # about sixty reloads
    with tempfile.TemporaryDirectory() as folder:
        outcome = asyncio.run(run(plan, given.keep or Path(folder) / "office", given.seed))
    sys.stdout.write(outcome.as_text() + "\n")
    problems = faults(outcome, grows=plan.kill_every is None)
    sys.stdout.writelines(f"✗ {problem}\n" for problem in problems)
    return min(1, len(problems))


def faults(outcome: Outcome, grows: bool) -> list[str]:
    """What must not be; ``grows``: whether it was one process whose growth tells something."""
    tally, found = outcome.tally, []
    found += [f"lost: {tally.lost[:5]}"] * bool(tally.lost)
    allowed = outcome.cut + outcome.kills * 16  # a reply of each chat may have been leaving at a kill
    found += [f"{tally.doubles} came twice, {allowed} may"] * (tally.doubles > allowed)
    found += [f"wrong: {tally.broken[:2]}"] * bool(tally.broken)
    found += [f"in the log: {outcome.leaks}"] * bool(outcome.leaks)
    found += ["SIGTERM did not end it well"] * any(outcome.ends)
    found += ["a reload failed"] * any(outcome.reloads)
    for name, factor in _MAY_GROW.items() if grows else ():
        first, last = outcome.growth.of(name)
        found += [f"{name} grew from {first:.0f} to {last:.0f}"] * (last > first * factor + 2)
    return found


if __name__ == "__main__":
    sys.exit(main())
