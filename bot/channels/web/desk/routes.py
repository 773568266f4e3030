"""The desk's routes: sign-in, inbox, answers, what residents asked, statistics, drafts, documents."""

from __future__ import annotations

from starlette.routing import BaseRoute

from bot.channels.web.desk.answers import AnswersPage
from bot.channels.web.desk.checking import CheckPage
from bot.channels.web.desk.documents import DocumentsPage
from bot.channels.web.desk.door import Door
from bot.channels.web.desk.inbox import InboxPage
from bot.channels.web.desk.listening import ListeningPage
from bot.channels.web.desk.pages import DeskPages
from bot.channels.web.desk.proposing import Proposing
from bot.channels.web.desk.rehearsing import RehearsalPage
from bot.channels.web.desk.signing_in import SigningIn
from bot.channels.web.desk.statistics import StatisticsPage
from bot.channels.web.pages import Pages
from bot.channels.web.services import WebServices
from bot.settings import Settings
from bot.texts import Texts


def desk_routes(settings: Settings, services: WebServices, pages: Pages) -> list[BaseRoute]:
    """Everything under /desk; ``pages`` renders templates, those in ``desk/templates`` too."""
    desk_pages = DeskPages(pages, Texts.load("desk"), services.inbox, services.approved)
    door = Door(services.people.entrance, desk_pages, settings.public_url)
    database, proposing = services.people.database, Proposing(services.approved, services.propose)
    return [
        *SigningIn.at(door).routes(),
        *InboxPage(services.inbox, proposing, door, desk_pages).routes(),
        *AnswersPage(services.approved, proposing, services.audit, door, desk_pages).routes(),
        *ListeningPage(database, door, desk_pages).routes(),
        *StatisticsPage(database, door, desk_pages).routes(),
        *CheckPage(services.desk, door, desk_pages).routes(),
        *_documents(settings, services, door, desk_pages),
    ]


def _documents(settings: Settings, services: WebServices, door: Door, pages: DeskPages) -> list[BaseRoute]:
    administration = services.administration
    rehearsals = services.rehearsals
    return [
        *RehearsalPage(administration, services.library, rehearsals, door, pages, Texts.load("commands")).routes(),
        *DocumentsPage(administration, rehearsals, settings.uploads, door, pages).routes(),
    ]
