"""A bot in a process of its own, to be killed; its settings and the question that it hangs on are in its environment."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.channels.telegram.application import TelegramChannel
from bot.paths import ROOT
from bot.settings import Settings
from bot.storage import open_database
from tests.telegram_server.fakes import FakeAssistant
from tests.telegram_server.server import TOKEN
from tests.telegram_server.services import fake_services


@asynccontextmanager
async def killed_bot(
    base_url: str, data_dir: Path, hang: str = "", module: str = "tests.bot.channels.telegram.process", **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """A running bot that is killed at the end. It never finishes answering the question ``hang``.

    ``module``: ``bot`` for the whole program, without ``hang``; ``more``: further settings.
    """
    settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": base_url, "DATA_DIR": str(data_dir)} | more
    environment = dict(os.environ, PYTHONPATH=str(ROOT), HANG=hang, **settings)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, cwd=ROOT, env=environment, stdin=asyncio.subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _main() -> None:
    settings = Settings.load()
    database = open_database(settings.data_dir, settings.database_url and settings.database_url.reveal())
    assistant = FakeAssistant()
    assistant.held[os.environ["HANG"]] = asyncio.Event()
    await TelegramChannel(settings, fake_services(assistant, database, settings)).run()


if __name__ == "__main__":
    asyncio.run(_main())
