"""The unmodified Application against the strict server, with a real database and a hand-written assistant."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.channels.telegram.application import Services, TelegramChannel
from bot.people.conversations import Conversations
from bot.people.pseudonyms import Pseudonyms
from bot.people.roles import Roles
from bot.settings import Settings
from bot.storage import Database, open_database
from tests.telegram_server.fakes import FakeAssistant
from tests.telegram_server.people import Chat
from tests.telegram_server.server import TOKEN, BotApi


class Office:
    """A bot ready to run: its server, assistant and database; ``running`` may be entered again, as after a restart."""

    def __init__(self, server: BotApi, database: Database) -> None:
        self.server, self.database = server, database
        self.assistant = FakeAssistant()
        self.roles = Roles(staff=frozenset({2001}), admins=frozenset({3001}))
        self.environment = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.base_url}
        self.pauses: list[float] = []

    def chat(self, person: int = 1001, chat: int | None = None) -> Chat:
        return Chat(self.server, person, chat=chat)

    def running(self) -> AbstractAsyncContextManager[TelegramChannel]:
        conversations = Conversations(self.database, Pseudonyms.load(self.database), mask=lambda text: text)
        services = Services(self.assistant, conversations, self.roles, self.database, self.pause)
        return TelegramChannel(Settings.load(self.environment), services)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path)
    yield database
    database.close()


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with BotApi() as server:
        yield Office(server, database)


@pytest.fixture
async def chat(office: Office) -> AsyncIterator[Chat]:
    """A resident's chat with a running bot."""
    async with office.running():
        yield office.chat()
