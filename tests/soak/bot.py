"""The bot as it is served, in a process of its own, over a small office of documents."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import httpx

from bot.paths import ROOT
from tests.retrieval.making import found_office
from tests.telegram_server.server import TOKEN

KEY = "sk-soak-secret-key"
_READY_SECONDS = 120


class Bot:
    """``place``: its data, seeds and log. Start it again after a stop or a kill, as a service manager would."""

    def __init__(self, place: Path, telegram: str, model: str) -> None:
        self.place, self.log, self.port = place, place / "bot.log", _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: asyncio.subprocess.Process | None = None
        self._environment = os.environ | {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": telegram,
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": model,
            "MODEL_TIMEOUT_SECONDS": "2",
            "WEB_PORT": str(self.port),
            "WEB_ASKS_PER_MINUTE": "1000000",
            "QUESTIONS_PER_DAY": "1000000",
            "MODEL_TOKENS_PER_DAY": "1000000000",
            "LOG_FORMAT": "json",
        }
        found_office(place)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Until it says that it is ready."""
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "bot", "serve", *self._places]
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=self._environment, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log
            )
        async with asyncio.timeout(_READY_SECONDS), httpx.AsyncClient() as client:
            while not await _ready(client, self.address):
                if self._process.returncode is not None:
                    raise RuntimeError(self.log.read_text("utf-8")[-2000:])
                await asyncio.sleep(0.1)

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait; the exit status."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.send_signal(number)
        return await self._process.wait()

    async def reload(self, text: str) -> int:
        """Exchange a document by the command, beside the bot that serves.

        A bot that was started meanwhile brings in the folder itself; then the command says "again", and is given again.
        """
        (self.place / "seeds" / "变.txt").write_text(text, "utf-8")
        return await self._reload() and await self._reload()

    async def _reload(self) -> int:
        command = [sys.executable, "-m", "bot", "reload", "--yes", *self._places]
        with (self.place / "reload.log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=self._environment, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log
            )
        return await process.wait()

    @property
    def _places(self) -> list[str]:
        return ["--data", str(self.place / "data"), "--seeds", str(self.place / "seeds")]


async def _ready(client: httpx.AsyncClient, address: str) -> bool:
    try:
        return (await client.get(f"{address}/readyz")).status_code == 200
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
