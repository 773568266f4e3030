"""The unmodified Application against the strict server, with a real database and a hand-written assistant."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.admin.audit import Audit
from bot.answering.question.lexicon import Lexicon
from bot.channels.speech import Speech
from bot.channels.telegram.application import TelegramChannel
from bot.channels.telegram.services import Services
from bot.people.people import People
from bot.settings import Settings
from bot.staff.approved import ApprovedAnswers
from bot.staff.approved_first import ApprovedFirst
from bot.staff.inbox import Inbox
from bot.storage import Database, open_database
from bot.texts import Texts
from tests.telegram_server.fakes import FakeAssistant
from tests.telegram_server.office import FakeAdministration
from tests.telegram_server.people import Chat
from tests.telegram_server.server import TOKEN, BotApi
from tests.telegram_server.shelf import FakeDesk, FakeShelf


class Office:
    """A bot ready to run: its server, assistant and database; ``running`` may be entered again, as after a restart."""

    def __init__(self, server: BotApi, database: Database, data_dir: Path) -> None:
        self.server, self.database = server, database
        self.assistant, self.shelf, self.administration = FakeAssistant(), FakeShelf(), FakeAdministration()
        self.desk = FakeDesk()
        self.speech: Speech | None = None
        self.request_seconds = 20.0
        self.environment = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": server.base_url,
            "STAFF_IDS": "2001",
            "ADMIN_IDS": "3001",
            "DATA_DIR": str(data_dir),
        }
        self.pauses: list[float] = []

    def chat(self, person: int = 1001, chat: int | None = None) -> Chat:
        return Chat(self.server, person, chat=chat)

    def running(self) -> AbstractAsyncContextManager[TelegramChannel]:
        settings = Settings.load(self.environment)
        people = People.open(self.database, settings)
        approved = ApprovedAnswers(self.database)
        services = Services(
            assistant=ApprovedFirst(self.assistant, approved, Lexicon({}, {}), Texts.load("approved")),
            people=people,
            shelf=self.shelf,
            audit=Audit(lambda: self.database),
            inbox=Inbox(self.database, people.pseudonyms),
            approved=approved,
            desk=self.desk,
            administration=self.administration,
            speech=self.speech,
            request_seconds=self.request_seconds,
            pause=self.pause,
        )
        return TelegramChannel(settings, services)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path)
    yield database
    database.close()


@pytest.fixture
async def office(database: Database, tmp_path: Path) -> AsyncIterator[Office]:
    async with BotApi() as server:
        yield Office(server, database, tmp_path)


@pytest.fixture
async def chat(office: Office) -> AsyncIterator[Chat]:
    """A resident's chat with a running bot."""
    async with office.running():
        yield office.chat()
