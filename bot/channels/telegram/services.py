"""What the Telegram channel works with, and its handlers wired to it in order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.admin.audit import Audit
from bot.admin.protocols import Administration
from bot.answering.phrase import Contact
from bot.channels.protocols import Assistant, Desk, Shelf
from bot.channels.speech import Speech
from bot.channels.telegram.answering import Giver
from bot.channels.telegram.approvals import Approvals
from bot.channels.telegram.cards import Cards
from bot.channels.telegram.checking import Checking
from bot.channels.telegram.corrections import Corrections
from bot.channels.telegram.elder import Elder
from bot.channels.telegram.errors import Errors
from bot.channels.telegram.feedback import Feedback
from bot.channels.telegram.figures import Figures
from bot.channels.telegram.greetings import Greetings
from bot.channels.telegram.helpdesk import Helpdesk
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.library import LibraryCommands
from bot.channels.telegram.menus import Menus
from bot.channels.telegram.office import Office
from bot.channels.telegram.privacy import Privacy
from bot.channels.telegram.questions import Questions
from bot.channels.telegram.reloading import Reloading
from bot.channels.telegram.routes import BotApplication, Handlers, Refusals, Routes
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.sources import Sources
from bot.channels.telegram.staff_inbox import StaffInbox
from bot.channels.telegram.stats import Stats
from bot.channels.telegram.suggestions import Suggestions
from bot.channels.telegram.voice import Voice
from bot.people.people import People
from bot.settings import Settings
from bot.staff.approved import ApprovedAnswers
from bot.staff.inbox import Inbox
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Services:
    """What is handed in by the composition root. ``pause`` waits so many seconds; tests hand in their own."""

    assistant: Assistant
    people: People
    shelf: Shelf
    audit: Audit
    inbox: Inbox
    approved: ApprovedAnswers
    desk: Desk
    administration: Administration
    speech: Speech | None = None
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Chores:
    """What the channel does without being written to."""

    menus: Menus
    corrections: Corrections


def add_handlers(application: BotApplication, settings: Settings, services: Services, journal: Journal) -> Chores:
    """Every handler, the more particular before the more general."""
    texts, people, shelf = Texts.load("telegram"), services.people, services.shelf
    contact = Contact(settings.contact_name, settings.contact_phone)
    sender = Sender(application.bot, services.pause)
    menus = Menus(application.bot, people.roles, texts)
    suggestions = Suggestions(services.assistant, shelf)
    greetings = Greetings(suggestions, shelf, contact, sender, texts, settings.office_name)
    routes = Routes(application, people.roles, people.pause, Refusals(greetings.on_unknown, greetings.on_paused))
    elder = Elder(people.preferences, shelf, sender, texts)
    cards = Cards(people.conversations, sender, contact, texts)
    corrections = Corrections(people.told, people.preferences, people.conversations, shelf, sender, texts)
    reads_aloud = services.speech is not None and services.speech.voice_model is not None
    giver = Giver(people.conversations, shelf, elder, cards, corrections, sender, journal, texts, reads_aloud)
    questions = Questions(services.assistant, people.conversations, people.allowance, giver, contact, sender, texts)
    admin_texts, command_texts = Texts.load("admin"), Texts.load("commands")
    uploads = settings.data_dir / "uploads"
    reloading = Reloading(services.administration, uploads, corrections, sender, texts, admin_texts, command_texts)
    staff = StaffInbox(services.inbox, people.roles, sender, texts)
    handlers: tuple[Handlers, ...] = (
        greetings,
        elder,
        cards,
        Office(people.roles, people.pause, services.audit, menus, sender, texts),
        Privacy(people.database, people.pseudonyms, sender, texts),
        Sources(services.assistant, people.conversations, sender, texts),
        Feedback(people.opinions, texts),
        Helpdesk(people.conversations, shelf, services.inbox, staff, sender, contact, texts),
        staff,
        Approvals(services.approved, services.inbox, people.roles, services.audit, sender, texts),
        Figures(services.desk, sender, texts, Texts.load("ledger")),
        Checking(services.desk, sender, texts),
        Stats(people.database, sender, texts),
        reloading,
        LibraryCommands(services.administration, reloading, sender, texts, admin_texts),
        corrections,
        Voice(services.speech, questions, people.conversations, sender, texts),
        questions,
    )
    for one in handlers:
        one.register(routes)
    greetings.register_last(routes)
    application.add_error_handler(Errors(sender, journal, texts).on_error)
    return Chores(menus, corrections)
