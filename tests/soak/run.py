"""One long run: so many questions or so many minutes, with faults, reloads and kills as wanted."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.soak.bot import KEY, Bot
from tests.soak.load import QUESTIONS, Crowd, Tally
from tests.soak.measures import Growth
from tests.soak.weather import Weather, moody_model
from tests.telegram_server.server import TOKEN, BotApi


@dataclass(frozen=True, slots=True)
class Plan:
    """Ends after ``questions`` over Telegram or ``minutes``, whichever is set. Seconds are means."""

    questions: int | None = None
    minutes: float | None = None
    chats: int = 16
    browsers: int = 2
    kill_every: float | None = None  # seconds; kill -9 and SIGTERM by turns
    reload_every: float | None = None
    faults: float = 0.1  # the share of Telegram's calls that meet one
    sample_every: float = 5.0


@dataclass
class Outcome:
    tally: Tally
    growth: Growth
    cut: int
    faults: dict[str, int]
    seconds: float
    kills: int = 0
    ends: list[int] = field(default_factory=list)  # exit statuses after SIGTERM
    reloads: list[int] = field(default_factory=list)  # exit statuses
    leaks: list[str] = field(default_factory=list)  # what the log should not hold

    def as_text(self) -> str:
        tally, seconds = self.tally, sorted(self.tally.seconds) or [0.0]
        p50, p95 = (seconds[int(len(seconds) * share)] for share in (0.5, 0.95))
        grown = ", ".join(
            f"{name} {first:.0f} → {last:.0f}"
            for name, (first, last) in ((n, self.growth.of(n)) for n in ("memory_mb", "handles", "threads"))
        )
        return (
            f"{tally.asked} questions over Telegram in {self.seconds:.0f} s: {tally.answered} answered, "
            f"{len(tally.lost)} lost, {tally.doubles} came twice ({self.cut} sends cut off, {self.kills} kills); "
            f"p50 {p50:.2f} s, p95 {p95:.2f} s\n"
            f"{tally.pages} answers over HTTP, {tally.refused} asked again, {len(tally.broken)} wrong\n"
            f"faults {sum(self.faults.values())}: {self.faults}\n"
            f"SIGTERM ended with {self.ends}, reloads with {self.reloads}\n"
            f"second quarter → last: {grown} ({len(self.growth.samples)} samples)\n"
            f"in the log that should not be there: {self.leaks or 'nothing'}"
        )


async def run(plan: Plan, place: Path, seed: int = 1) -> Outcome:
    """``place``: a folder that is made for the office's data, documents and logs."""
    began, tally, growth = time.monotonic(), Tally(), Growth()

    def more() -> bool:
        in_time = plan.minutes is None or time.monotonic() - began < plan.minutes * 60
        return in_time and (plan.questions is None or tally.asked < plan.questions)

    with moody_model(Random(seed)) as model:
        async with BotApi() as server:
            bot = Bot(place, server.base_url, model)
            await bot.start()
            server.faults = weather = Weather(Random(seed), plan.faults)
            crowd, outcome = Crowd(server, tally, more), Outcome(tally, growth, 0, weather.met, 0)
            aside = [growth.watch(lambda: bot.pid, plan.sample_every), *_troubles(plan, bot, outcome)]
            people = [crowd.talk() for _ in range(plan.chats)] + [
                crowd.browse(bot.address) for _ in range(plan.browsers)
            ]
            await _beside(aside, asyncio.gather(*people))
            outcome.ends.append(await bot.end())
        outcome.cut, outcome.seconds, outcome.leaks = weather.cut, time.monotonic() - began, _leaks(bot.log)
    return outcome


def _troubles(plan: Plan, bot: Bot, outcome: Outcome) -> list[Coroutine[Any, Any, None]]:
    async def kill(seconds: float) -> None:
        for turn in range(10**9):
            await asyncio.sleep(seconds)
            if turn % 2:
                outcome.ends.append(await bot.end(signal.SIGTERM))
            else:
                await bot.end(signal.SIGKILL)
                outcome.kills += 1
            await bot.start()

    async def reload(seconds: float) -> None:
        for turn in range(10**9):
            await asyncio.sleep(seconds)
            outcome.reloads.append(await bot.reload(f"上半年新建口袋公园{turn % 90 + 2}座,绿道{turn % 7 + 2}公里。"))

    wanted = ((kill, plan.kill_every), (reload, plan.reload_every))
    return [trouble(seconds) for trouble, seconds in wanted if seconds]


async def _beside(aside: list[Coroutine[Any, Any, None]], work: asyncio.Future[Any]) -> None:
    """``work`` to its end, ``aside`` until then. What breaks aside breaks the run."""
    tasks = [asyncio.ensure_future(one) for one in aside]
    done, _ = await asyncio.wait([work, *tasks], return_when=asyncio.FIRST_COMPLETED)
    for task in (work, *tasks):
        if task not in done:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
    for task in done:
        task.result()


def _leaks(log: Path) -> list[str]:
    text = log.read_text("utf-8", errors="replace")
    secret = [TOKEN, TOKEN.partition(":")[2], KEY]
    said = [part for question, wanted in QUESTIONS for part in (question.rstrip("?"), wanted)]
    return [one for one in (*secret, *said) if one in text]
