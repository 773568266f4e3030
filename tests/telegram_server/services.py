"""Everything that a Telegram channel works with: real state of people, and for the rest what tests make of it."""

from __future__ import annotations

from bot.admin.audit import Audit
from bot.channels.protocols import Assistant
from bot.channels.telegram.services import Services
from bot.people.people import People
from bot.settings import Settings
from bot.staff.approved import ApprovedAnswers
from bot.staff.inbox import Inbox
from bot.storage import Database
from tests.telegram_server.office import FakeAdministration
from tests.telegram_server.shelf import FakeDesk, FakeShelf


def fake_services(assistant: Assistant, database: Database, settings: Settings) -> Services:
    people = People.open(database, settings)
    return Services(
        assistant=assistant,
        people=people,
        shelf=FakeShelf(),
        audit=Audit(lambda: database),
        inbox=Inbox(database, people.pseudonyms),
        approved=ApprovedAnswers(database),
        desk=FakeDesk(),
        administration=FakeAdministration(),
    )
