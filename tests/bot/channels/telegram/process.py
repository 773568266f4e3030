"""A bot in a process of its own, to be killed: ``python -m tests.bot.channels.telegram.process URL DATA [HANG]``."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.admin.audit import Audit
from bot.channels.telegram.application import TelegramChannel
from bot.channels.telegram.services import Services
from bot.paths import ROOT
from bot.people.people import People
from bot.settings import Settings
from bot.staff.approved import ApprovedAnswers
from bot.staff.inbox import Inbox
from bot.storage import open_database
from tests.telegram_server.fakes import FakeAssistant
from tests.telegram_server.office import FakeAdministration
from tests.telegram_server.server import TOKEN
from tests.telegram_server.shelf import FakeDesk, FakeShelf


@asynccontextmanager
async def killed_bot(base_url: str, data_dir: Path, hang: str = "") -> AsyncIterator[asyncio.subprocess.Process]:
    """A running bot that is killed at the end. It never finishes answering the question ``hang``."""
    command = [sys.executable, "-m", "tests.bot.channels.telegram.process", base_url, str(data_dir), hang]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=dict(os.environ, PYTHONPATH=str(ROOT)))
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


async def _main(base_url: str, data_dir: str, hang: str) -> None:
    database = open_database(Path(data_dir))
    assistant = FakeAssistant()
    assistant.held[hang] = asyncio.Event()
    settings = Settings.load({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": base_url, "DATA_DIR": data_dir})
    people = People.open(database, settings)
    services = Services(
        assistant=assistant,
        people=people,
        shelf=FakeShelf(),
        audit=Audit(lambda: database),
        inbox=Inbox(database, people.pseudonyms),
        approved=ApprovedAnswers(database),
        desk=FakeDesk(),
        administration=FakeAdministration(),
    )
    await TelegramChannel(settings, services).run()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
