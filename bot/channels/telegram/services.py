"""What the Telegram channel works with, and its handlers wired to it in order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.admin.audit import Audit
from bot.admin.protocols import Administration
from bot.answering.writing.phrase import Contact
from bot.channels.protocols import Assistant, Desk, Shelf
from bot.channels.speech import Speech
from bot.channels.suggestions import Suggestions
from bot.channels.telegram.answering import Giver
from bot.channels.telegram.approvals import Approvals
from bot.channels.telegram.cards import Cards
from bot.channels.telegram.checking import Checking
from bot.channels.telegram.corrections import Corrections
from bot.channels.telegram.desk_link import DeskLink
from bot.channels.telegram.elder import Elder
from bot.channels.telegram.errors import Errors
from bot.channels.telegram.feedback import Feedback
from bot.channels.telegram.figures import Figures
from bot.channels.telegram.greetings import Greetings
from bot.channels.telegram.helpdesk import Helpdesk
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.keeping import Keeping
from bot.channels.telegram.library import LibraryCommands
from bot.channels.telegram.menus import Menus
from bot.channels.telegram.office import Office
from bot.channels.telegram.privacy import Privacy
from bot.channels.telegram.questions import Questions
from bot.channels.telegram.reloading import Reloading
from bot.channels.telegram.replies import Replies
from bot.channels.telegram.routes import BotApplication, Handlers, Refusals, Routes
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.sources import Sources
from bot.channels.telegram.staff_inbox import StaffInbox
from bot.channels.telegram.stats import Stats
from bot.channels.telegram.voice import Voice
from bot.people.people import People
from bot.settings import Settings
from bot.staff.approved import ApprovedAnswers
from bot.staff.inbox import Inbox
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Services:
    """What is handed in by the composition root.

    ``suggester``: answers without a language model, to find out what can be suggested; else ``assistant`` does.
    ``request_seconds``: how long Telegram may take to answer a call; ``pause`` waits so many seconds before a new try.
    """

    assistant: Assistant
    people: People
    shelf: Shelf
    audit: Audit
    inbox: Inbox
    approved: ApprovedAnswers
    desk: Desk
    administration: Administration
    speech: Speech | None = None
    suggester: Assistant | None = None
    request_seconds: float = 20.0  # generous: where a proxy is needed, the way is long
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Chores:
    """What the channel does without being written to."""

    menus: Menus
    corrections: Corrections
    errors: Errors
    reloading: Reloading
    staff: StaffInbox
    replies: Replies
    approvals: Approvals


@dataclass(frozen=True, slots=True)
class Kit:
    """What most handlers need."""

    settings: Settings
    services: Services
    sender: Sender
    menus: Menus
    replies: Replies
    texts: Texts
    contact: Contact

    @property
    def corrections(self) -> Corrections:
        people, shelf = self.services.people, self.services.shelf
        return Corrections(people.told, people.preferences, people.conversations, shelf, self.sender, self.texts)

    @property
    def approvals(self) -> Approvals:
        services = self.services
        roles = services.people.roles
        return Approvals(services.approved, services.inbox, roles, services.audit, self.sender, self.texts)

    @property
    def reloading(self) -> Reloading:
        administration, uploads = self.services.administration, self.settings.uploads
        admin_texts, command_texts = Texts.load("admin"), Texts.load("commands")
        return Reloading(administration, uploads, self.corrections, self.sender, self.texts, admin_texts, command_texts)


def add_handlers(application: BotApplication, settings: Settings, services: Services, journal: Journal) -> Chores:
    """Every handler, the more particular before the more general."""
    texts, people = Texts.load("telegram"), services.people
    sender = Sender(application.bot, services.pause)
    contact = Contact(settings.contact_name, settings.contact_phone)
    menus, replies = Menus(application.bot, people.roles, texts), Replies(services.inbox, sender, texts)
    kit = Kit(settings, services, sender, menus, replies, texts, contact)
    suggestions = Suggestions(services.suggester or services.assistant, services.shelf)
    greetings = Greetings(suggestions, services.shelf, contact, sender, texts, settings.office_name)
    routes = Routes(application, people.admissions, Refusals(greetings.on_unknown, greetings.on_paused))
    for handlers in (greetings, *_of_admins(kit), *_of_staff(kit), *_of_everyone(kit, journal)):
        handlers.register(routes)
    greetings.register_last(routes)
    errors = Errors(sender, journal, texts)
    application.add_error_handler(errors.on_error)
    staff = StaffInbox(services.inbox, people.roles, kit.replies, sender, texts)
    return Chores(menus, kit.corrections, errors, kit.reloading, staff, replies, kit.approvals)


def _of_admins(kit: Kit) -> tuple[Handlers, ...]:
    services, people, sender, texts = kit.services, kit.services.people, kit.sender, kit.texts
    reloading = kit.reloading
    return (
        Office(people.roles, people.pause, services.audit, kit.menus, sender, texts),
        reloading,
        LibraryCommands(services.administration, reloading, sender, texts, Texts.load("admin")),
    )


def _of_staff(kit: Kit) -> tuple[Handlers, ...]:
    services, people, sender, texts = kit.services, kit.services.people, kit.sender, kit.texts
    return (
        StaffInbox(services.inbox, people.roles, kit.replies, sender, texts),
        kit.approvals,
        Figures(services.desk, sender, texts, Texts.load("ledger")),
        Checking(services.desk, sender, texts),
        Stats(people.database, sender, texts),
        DeskLink(people.entrance.links, kit.settings, sender, texts),
    )


def _of_everyone(kit: Kit, journal: Journal) -> tuple[Handlers, ...]:
    services, people, sender, texts = kit.services, kit.services.people, kit.sender, kit.texts
    conversations, shelf, speech = people.conversations, services.shelf, services.speech
    elder = Elder(people.preferences, shelf, sender, texts)
    cards = Cards(conversations, sender, kit.contact, texts)
    reads_aloud = speech is not None and speech.voice_model is not None
    keeping = Keeping(people.database, conversations, people.preferences, people.told, journal)
    giver = Giver(keeping, shelf, cards, sender, texts, reads_aloud)
    questions = Questions(
        services.assistant, conversations, people.admissions, elder, giver, kit.contact, sender, texts
    )
    staff = StaffInbox(services.inbox, people.roles, kit.replies, sender, texts)
    return (
        elder,
        cards,
        kit.corrections,
        Privacy(people.database, people.pseudonyms, sender, texts),
        Sources(services.assistant, conversations, shelf, sender, texts, kit.settings.public_url),
        Feedback(people.opinions, texts),
        Helpdesk(conversations, shelf, services.inbox, staff, sender, kit.contact, texts),
        Voice(speech, questions, conversations, sender, texts),
        questions,
    )
