"""Everything about people in one value, for every channel alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bot.answering.masking import mask
from bot.people.admission import Admissions
from bot.people.allowance import Allowance
from bot.people.conversations import Conversations
from bot.people.entrance import Entrance
from bot.people.opinions import Opinions
from bot.people.pause import Pause
from bot.people.preferences import Preferences
from bot.people.pseudonyms import Pseudonyms
from bot.people.roles import Roles
from bot.people.sessions import Sessions
from bot.people.sign_in_links import SignInLinks
from bot.people.signing_key import signing_key
from bot.people.told import ToldFigures
from bot.settings import Settings
from bot.storage import Database


@dataclass(frozen=True, slots=True)
class People:
    """What the bot knows of people, on one database."""

    database: Database
    pseudonyms: Pseudonyms
    conversations: Conversations
    roles: Roles
    allowance: Allowance
    pause: Pause
    admissions: Admissions
    preferences: Preferences
    opinions: Opinions
    told: ToldFigures
    entrance: Entrance

    @classmethod
    def open(cls, database: Database, settings: Settings) -> People:
        pseudonyms, roles = Pseudonyms.load(database), Roles(database, settings.staff_ids, settings.admin_ids)
        allowance, pause = Allowance(database, pseudonyms, settings.questions_per_day), Pause(database)
        conversations = Conversations(database, pseudonyms, mask)
        sessions = Sessions(database, partial(signing_key, settings.desk_key, settings.data_dir))
        return cls(
            database=database,
            pseudonyms=pseudonyms,
            conversations=conversations,
            roles=roles,
            allowance=allowance,
            pause=pause,
            admissions=Admissions(database, roles, pause, allowance, conversations),
            preferences=Preferences(database, pseudonyms),
            opinions=Opinions(database, pseudonyms),
            told=ToldFigures(database, pseudonyms),
            entrance=Entrance(SignInLinks(database), sessions, roles, settings.desk_tokens),
        )
