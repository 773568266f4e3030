"""What the Telegram channel works with, and its handlers wired to it in order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.admin.audit import Audit
from bot.channels.protocols import Assistant
from bot.channels.telegram.errors import Errors
from bot.channels.telegram.greetings import Greetings
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.menus import Menus
from bot.channels.telegram.office import Office
from bot.channels.telegram.privacy import Privacy
from bot.channels.telegram.questions import Questions
from bot.channels.telegram.routes import BotApplication, Refusals, Routes
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.sources import Sources
from bot.people.people import People
from bot.settings import Settings
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Services:
    """What is handed in by the composition root. ``pause`` waits so many seconds; tests hand in their own."""

    assistant: Assistant
    people: People
    audit: Audit
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


def add_handlers(application: BotApplication, settings: Settings, services: Services, journal: Journal) -> Menus:
    """Every handler, the more particular before the more general; the menus that show their commands."""
    texts = Texts.load("telegram")
    people = services.people
    sender = Sender(application.bot, services.pause)
    menus = Menus(application.bot, people.roles, texts)
    greetings = Greetings(sender, texts, settings.office_name)
    refusals = Refusals(greetings.on_unknown, greetings.on_paused)
    routes = Routes(application, people.roles, people.pause, refusals)
    greetings.register(routes)
    Office(people.roles, people.pause, services.audit, menus, sender, texts).register(routes)
    Privacy(people.database, people.pseudonyms, sender, texts).register(routes)
    Questions(services.assistant, people.conversations, people.allowance, sender, journal, texts).register(routes)
    Sources(services.assistant, people.conversations, sender, texts).register(routes)
    greetings.register_last(routes)
    application.add_error_handler(Errors(sender, journal, texts).on_error)
    return menus
