"""What a question costs where bots share PostgreSQL and a Chroma server: the processors' time, transactions, memory.

The whole program by webhook, twenty chats at once; a process is counted with its children. Linux alone.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.bench.answers import QUESTIONS
from tests.bot.channels.telegram.bots import Bots
from tests.chroma_server import ChromaProcess
from tests.databases import PostgresServer, postgres_server
from tests.telegram_server.people import Chat
from tests.telegram_server.server import BotApi

CHATS, ASKED = 20, 100
_REST, _SETTLING = 30.0, 12.0  # seconds looked at; seconds until PostgreSQL has counted what was done
_MS_A_TICK = 1000 / os.sysconf("SC_CLK_TCK")
_COUNTED = "SELECT xact_commit + xact_rollback, numbackends FROM pg_stat_database WHERE datname = current_database()"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it runs; ``pids``: of the bots, of PostgreSQL, of Chroma."""

    bots: Bots
    postgres: PostgresServer
    pids: dict[str, tuple[int, ...]]

    def read(self) -> Counter[str]:
        """Milliseconds of the processors since each began, and transactions."""
        spent = {name: sum(map(_milliseconds, pids)) for name, pids in self.pids.items()}
        return Counter(spent | {"transactions": self.counted()[0]})

    def counted(self) -> tuple[int, int]:
        with psycopg.connect(self.postgres.address) as connection:
            row = connection.execute(_COUNTED).fetchone()
        return (int(row[0]), int(row[1]) - 1) if row else (0, 0)

    def memory(self) -> dict[str, float]:
        """MiB; pages that processes share are parted between them."""
        return {name: sum(map(_mebibytes, _family(pids))) / len(pids) for name, pids in self.pids.items()}


def measure() -> str:
    """One bot, then two."""
    return "\n".join(asyncio.run(_measured(number)) for number in (1, 2))


async def _measured(number: int) -> str:
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines() if line.strip()]
    questions = [str(row["q"]) for row in rows[:ASKED]]
    async with _running(number) as place:
        chats = [Chat(place.bots.server, 1001 + n) for n in range(CHATS)]
        await _ask(place.bots, chats, questions[:CHATS])  # all is open and warm
        await asyncio.sleep(_SETTLING)
        rest = await _a_second(place)
        before, began = place.read(), time.monotonic()
        await _ask(place.bots, chats, questions)
        took = time.monotonic() - began
        await asyncio.sleep(_SETTLING)
        seconds = time.monotonic() - began
        cost = {name: (value - before[name] - rest[name] * seconds) / ASKED for name, value in place.read().items()}
        told = {"a question": cost, "a second at rest": rest, "MiB": place.memory()}
        lines = (f"  {what}: " + ", ".join(f"{k} {v:.1f}" for k, v in values.items()) for what, values in told.items())
        head = f"{number} bots: {ASKED / took:.1f} questions a second, {place.counted()[1]} connections"
        return "\n".join((head, *lines))


async def _a_second(place: Place) -> dict[str, float]:
    before = place.read()
    await asyncio.sleep(_REST)
    return {name: (value - before[name]) / _REST for name, value in place.read().items()}


@asynccontextmanager
async def _running(number: int) -> AsyncIterator[Place]:
    with tempfile.TemporaryDirectory() as folder, postgres_server() as postgres:
        if postgres is None:
            raise SystemExit("no PostgreSQL server can be started here")
        with ChromaProcess(Path(folder) / "chroma") as chroma:
            async with BotApi() as server:
                more = {
                    "DATABASE_URL": postgres.address,
                    "CHROMA_URL": chroma.address,
                    "WEB_PORT": "0",
                    "LOG_LEVEL": "WARNING",
                }
                bots = Bots(server, Path(folder), module="bot", **more)
                try:
                    pids = tuple([(await bots.start()).pid for _ in range(number)])
                    yield Place(bots, postgres, {"bots": pids, "postgres": (postgres.pid,), "chroma": (chroma.pid,)})
                finally:
                    await bots.close()


async def _ask(bots: Bots, chats: list[Chat], questions: list[str]) -> None:
    """All at once, a chat's one after another; returns when each is answered."""

    async def one_chat(chat: Chat, mine: list[str]) -> None:
        for question in mine:
            await bots.ask(chat, question)
            await chat.wait("message", patience=120.0)

    await asyncio.gather(*(one_chat(chat, questions[n :: len(chats)]) for n, chat in enumerate(chats)))


def _family(pids: tuple[int, ...]) -> Iterator[int]:
    for pid in pids:
        yield pid
        yield from _family(tuple(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())))


def _milliseconds(pid: int) -> float:
    """Its own, that of its children, and that of those that have ended."""
    stats = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in _family((pid,)))
    return sum(int(ticks) * _MS_A_TICK for fields in stats for ticks in fields[11:15])


def _mebibytes(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))) / 1024
