"""Runs one contender inside its environment: builds its index, or opens it, answers, and prints what it measured.

`python -m tests.bench.peers.NAME names|build|serve [CONTENDER MATERIAL INDEX [ROUND ROUNDS]]` prints a line of JSON.
Before that a server prints an empty line, as soon as its first question is answered: who started it takes the time.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from tests.bench.peers.material import Material, Question, Vectors

FOUND, CANDIDATES = 12, 30  # chunks in the end, and those that each of two retrievers contributes: as ours has them
AT_ONCE = (1, 16, 64)
SECONDS = 1.5  # of asking at once

Ask = Callable[[str, Vectors], Sequence[str]]  # a question and its vector to the passages of the chunks, best first
AskLater = Callable[[str, Vectors], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Contender:
    """``build`` writes an index that ``open`` answers from in another process; ``serve`` is for asyncio, if there is."""

    build: Callable[[Material, Path], None]
    open: Callable[[Material, Path], Ask]
    serve: Callable[[Material, Path], AskLater] | None = None


@dataclass(frozen=True, slots=True)
class Served:
    """``ranks``: of each question's passage, 0 for the first. ``times`` and ``cpu`` in milliseconds a question,

    ``memory`` in MiB, ``threads`` and ``tasks`` in questions a second by how many are asked at once.
    """

    ranks: Sequence[int]
    times: Sequence[float]
    cpu: float
    memory: float
    threads: Mapping[str, float]
    tasks: Mapping[str, float]


def main(contenders: Mapping[str, Contender]) -> None:
    action, *arguments = sys.argv[1:]
    if action == "names":
        _print(list(contenders))
        return
    name, material, index, *turn = arguments
    socket.socket.connect = _refused
    if action == "build":
        _print({"build": _built(contenders[name], Material.read(Path(material)), Path(index))})
    else:
        _print(asdict(_served(contenders[name], Material.read(Path(material)), Path(index), *map(int, turn))))


def _refused(self: socket.socket, address: Any) -> None:
    """Nobody sends telemetry or fetches a model while being measured."""
    raise OSError(f"no network in a benchmark: {address}")


def _print(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _built(contender: Contender, material: Material, index: Path) -> float:
    began = time.perf_counter()
    contender.build(material, index)
    return time.perf_counter() - began


def _served(contender: Contender, material: Material, index: Path, turn: int, turns: int) -> Served:
    """Asks every ``turns``-th question, one after another, then again as many as there is time for at once."""
    ask = contender.open(material, index)
    asked = list(zip(material.questions, material.asked, strict=True))
    ask(asked[0][0].text, asked[0][1])
    sys.stdout.write("\n")
    sys.stdout.flush()
    mine = asked[turn::turns]
    used = time.process_time()
    answers = [_timed(ask, question, vector) for question, vector in mine]
    cpu = (time.process_time() - used) * 1000 / len(mine)
    memory = _resident()
    later = contender.serve(material, index) if contender.serve else None
    return Served(
        [rank for rank, _ in answers],
        [milliseconds for _, milliseconds in answers],
        cpu,
        memory,
        {str(many): _by_threads(ask, mine, many) for many in AT_ONCE},
        {str(many): asyncio.run(_by_tasks(later, mine, many)) for many in AT_ONCE} if later else {},
    )


def _timed(ask: Ask, question: Question, vector: Vectors) -> tuple[int, float]:
    began = time.perf_counter()
    found = ask(question.text, vector)
    milliseconds = (time.perf_counter() - began) * 1000
    passages = list(dict.fromkeys(found))
    return passages.index(question.passage) if question.passage in passages else len(passages) + FOUND, milliseconds


def _by_threads(ask: Ask, asked: Sequence[tuple[Question, Vectors]], many: int) -> float:
    began = time.perf_counter()
    turn = cycle(asked)

    def work(_: int) -> int:
        answered = 0
        while time.perf_counter() - began < SECONDS:
            question, vector = next(turn)
            ask(question.text, vector)
            answered += 1
        return answered

    with ThreadPoolExecutor(many) as pool:
        answered = sum(pool.map(work, range(many)))
    return answered / (time.perf_counter() - began)


async def _by_tasks(ask: AskLater, asked: Sequence[tuple[Question, Vectors]], many: int) -> float:
    began = time.perf_counter()
    turn = cycle(asked)

    async def work() -> int:
        answered = 0
        while time.perf_counter() - began < SECONDS:
            question, vector = next(turn)
            await ask(question.text, vector)
            answered += 1
        return answered

    answered = sum(await asyncio.gather(*(work() for _ in range(many))))
    return answered / (time.perf_counter() - began)


def _resident() -> float:
    """MiB of this process that are in memory now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 2**20
