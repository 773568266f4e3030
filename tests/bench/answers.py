"""Answers without a key: how long a warm one takes, how long the first after a start, how much memory is resident.

Run as a module it asks every question of a file in one process and prints a JSON line.
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "tests/evaluation/seed.jsonl"
STARTS = 5


@dataclass(frozen=True, slots=True)
class Answers:
    """``p50`` and ``p95`` in milliseconds, ``memory`` in MiB, ``first`` in seconds from the start of a process."""

    questions: int
    p50: float
    p95: float
    memory: float
    first: float = 0.0

    def as_text(self) -> str:
        return (
            f"warm answers p50 {self.p50:.1f} ms, p95 {self.p95:.1f} ms ({self.questions} questions), "
            f"resident {self.memory:.0f} MiB; process start to first answer {self.first:.2f} s (median of {STARTS})"
        )


def measure(questions: Path = QUESTIONS) -> Answers:
    """Builds the seeds aside, then asks."""
    with tempfile.TemporaryDirectory() as data:
        _ask(data, "预热")  # builds
        first = median(_seconds(data) for _ in range(STARTS))
        return replace(warm(Path(data), questions), first=first)


def warm(data: Path, questions: Path = QUESTIONS) -> Answers:
    """Asks of what was built in ``data``, in a process of its own."""
    command = [sys.executable, "-m", __name__, str(data), str(questions)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
    return Answers(**json.loads(done.stdout.splitlines()[-1]))


def _seconds(data: str) -> float:
    began = time.perf_counter()
    _ask(data, "上半年规模工业产值是多少")
    return time.perf_counter() - began


def _ask(data: str, question: str) -> None:
    command = [sys.executable, "-m", "bot", "ask", question, "--json", "--data", data]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)


async def _times(data: str, questions: list[str]) -> list[float]:
    """The sorted milliseconds of each answer."""
    from bot.answering.answer import Question
    from bot.app import open_assistant, ready_library
    from bot.settings import Settings

    settings = Settings.load(environ={}, overrides={"DATA_DIR": data})
    assistant = open_assistant(settings, ready_library(settings))
    times = []
    for text in ["预热", *questions]:
        began = time.perf_counter()
        await assistant.ask(Question(text))
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times[1:])


def _main(data: str, file: str) -> None:
    rows = [json.loads(line) for line in Path(file).read_text("utf-8").splitlines() if line.strip()]
    times = asyncio.run(_times(data, [row["q"] for row in rows]))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answers = Answers(len(times), times[len(times) // 2], times[int(len(times) * 0.95)], memory)
    sys.stdout.write(json.dumps(asdict(answers)) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
