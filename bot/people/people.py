"""Everything about people in one value, for every channel alike."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.masking import mask
from bot.people.allowance import Allowance
from bot.people.conversations import Conversations
from bot.people.opinions import Opinions
from bot.people.pause import Pause
from bot.people.preferences import Preferences
from bot.people.pseudonyms import Pseudonyms
from bot.people.roles import Roles
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
    preferences: Preferences
    opinions: Opinions
    told: ToldFigures

    @classmethod
    def open(cls, database: Database, settings: Settings) -> People:
        pseudonyms = Pseudonyms.load(database)
        return cls(
            database=database,
            pseudonyms=pseudonyms,
            conversations=Conversations(database, pseudonyms, mask),
            roles=Roles(database, settings.staff_ids, settings.admin_ids),
            allowance=Allowance(database, pseudonyms, settings.questions_per_day),
            pause=Pause(database),
            preferences=Preferences(database, pseudonyms),
            opinions=Opinions(database, pseudonyms),
            told=ToldFigures(database, pseudonyms),
        )
