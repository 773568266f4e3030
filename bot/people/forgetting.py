"""Deleting what is known of a person, everywhere at once."""

from __future__ import annotations

from sqlalchemy import Connection, delete

from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from bot.tables import answers, feedback, preferences, requests, told

_ABOUT_PERSONS = (answers, feedback, requests, preferences, told)


async def forget(database: Database, pseudonyms: Pseudonyms, person: str) -> int:
    """Delete a person's questions, opinions, requests and wishes; how many rows went.

    The day's count of questions stays: it says nothing but how many, and forgetting is no way around the limit.
    """
    name = pseudonyms.of(person)

    def work(connection: Connection) -> int:
        return sum(connection.execute(delete(t).where(t.c.person == name)).rowcount for t in _ABOUT_PERSONS)

    return await database.run(work)
