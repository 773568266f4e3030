"""A hundred residents asking the page at once, beside the bare assistant asked the same: what does the page cost?

Both run in a process of their own, answer from the same edition and know each resident's last questions. Run as a module it asks the bare assistant.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.bench.answers import QUESTIONS, ROOT

Ask = Callable[[int, str], Awaitable[bool]]  # a resident's number and question; whether it was answered


@dataclass(frozen=True, slots=True)
class Outcome:
    """``delays``: seconds from each question to its whole answer, sorted."""

    seconds: float
    failed: int
    delays: Sequence[float]

    @property
    def rate(self) -> float:
        return len(self.delays) / self.seconds

    def as_text(self) -> str:
        p50, p95 = (self.delays[int(len(self.delays) * share)] for share in (0.5, 0.95))
        return f"p50 {p50:.2f} s, p95 {p95:.2f} s, {self.rate:.1f} answers a second, {self.failed} failed"


@dataclass(frozen=True, slots=True)
class Comparison:
    residents: int
    questions: int  # of each
    page: Outcome
    bare: Outcome

    def as_text(self) -> str:
        cost = 100 * (1 - self.page.rate / self.bare.rate)
        return (
            f"{self.residents} residents at once, {self.questions} questions each\n"
            f"page: {self.page.as_text()}\nbare assistant: {self.bare.as_text()}\nthe page costs {cost:.0f} %"
        )


def measure(residents: int = 100, questions: int = 5) -> Comparison:
    """Builds the seeds aside, then asks the one and the other."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", __name__, data, str(residents), str(questions)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=ROOT)
        bare = Outcome(**json.loads(done.stdout.splitlines()[-1]))
        with _served(data) as address:
            page = asyncio.run(_ask_page(address, residents, questions))
    return Comparison(residents, questions, page, bare)


@contextmanager
def _served(data: str) -> Iterator[str]:
    environment = os.environ | {
        "WEB_PORT": "0",
        "WEB_ASKS_PER_MINUTE": "1000000",
        "TELEGRAM_TOKEN": "",
        "OPENAI_API_KEY": "",
        "LOG_LEVEL": "ERROR",  # nobody reads what it tells after its address
    }
    command = [sys.executable, "-m", "bot", "serve", "--data", data]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        found = next(found for line in process.stderr if (found := re.search(r"http://\S+", line)))
        try:
            yield found[0]
        finally:
            process.terminate()


async def _ask_page(address: str, residents: int, questions: int) -> Outcome:
    """Every resident with a connection and a cookie of their own. The client is as bare as can be: it shares the cores."""
    place = urlsplit(address)
    connections = [await asyncio.open_connection(place.hostname, place.port) for _ in range(residents)]

    async def ask(resident: int, question: str) -> bool:
        reader, writer = connections[resident]
        body = json.dumps({"question": question}).encode()
        head = (
            f"POST /chat/ask HTTP/1.1\r\nhost: {place.netloc}\r\ncontent-type: application/json\r\n"
            f"cookie: visitor={resident:032}\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        status = await reader.readline()
        answer = await reader.readuntil(b"\r\n0\r\n\r\n")  # the end of a chunked body
        return b" 200 " in status and b"event: answer" in answer

    try:
        await asyncio.to_thread(urlopen, address)  # the page has tried what it suggests
        await ask(0, "预热")
        return await _all_at_once(ask, residents, questions)
    finally:
        for _, writer in connections:
            writer.close()


async def _ask_bare(data: str, residents: int, questions: int) -> Outcome:
    from bot.answering.answer import Question
    from bot.app import open_assistant, ready_library
    from bot.people.conversations import HISTORY
    from bot.settings import Settings

    settings = Settings.load(environ={}, overrides={"DATA_DIR": data})
    assistant = open_assistant(settings, ready_library(settings))

    talks: dict[int, tuple[str, ...]] = {}

    async def ask(resident: int, question: str) -> bool:
        history = talks.get(resident, ())
        talks[resident] = (*history, question)[-HISTORY:]
        return (await assistant.ask(Question(question, history=history, public_only=True))).status != "error"

    await ask(0, "预热")
    return await _all_at_once(ask, residents, questions)


async def _all_at_once(ask: Ask, residents: int, questions: int) -> Outcome:
    rows = [json.loads(line)["q"] for line in QUESTIONS.read_text("utf-8").splitlines() if line.strip()]
    delays: list[float] = []
    failed = 0

    async def resident(number: int) -> None:
        nonlocal failed
        for at in range(questions):
            began = time.perf_counter()
            failed += not await ask(number, rows[(number * questions + at) % len(rows)])
            delays.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*map(resident, range(residents)))
    return Outcome(time.perf_counter() - began, failed, sorted(delays))


def _main(data: str, residents: str, questions: str) -> None:
    outcome = asyncio.run(_ask_bare(data, int(residents), int(questions)))
    told = {"seconds": outcome.seconds, "failed": outcome.failed, "delays": list(outcome.delays)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
