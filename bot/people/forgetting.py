"""Deleting what is known of people: everything of one who wants it, and of all what is older than it may be."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from bot.tables import answers, feedback, preferences, requests, told

_ABOUT_PERSONS = (answers, feedback, requests, preferences, told)
TALK = timedelta(hours=1)  # a conversation goes on so long after its last question
_UNSEEN = timedelta(days=30)  # so long a reply waits for who asked


async def forget(database: Database, pseudonyms: Pseudonyms, person: str) -> int:
    """Delete a person's questions, opinions, requests and wishes; how many rows went.

    The day's count of questions stays: it says nothing but how many, and forgetting is no way around the limit.
    """
    name = pseudonyms.of(person)

    def work(connection: Connection) -> int:
        return sum(connection.execute(delete(t).where(t.c.person == name)).rowcount for t in _ABOUT_PERSONS)

    return await database.run(work)


async def expire(database: Database, days: int, now: datetime) -> None:
    """Delete questions, opinions and answered requests older than ``days``; 0 keeps them while the conversation goes on.

    A request stays until the staff have replied and, for a month, until the reply has been seen, and a wished-for notice until it is wished away.
    """
    oldest, unseen = now - max(timedelta(days=days), TALK), now - max(timedelta(days=days), _UNSEEN)

    def work(connection: Connection) -> None:
        connection.execute(delete(answers).where(answers.c.asked_at < oldest))
        connection.execute(delete(feedback).where(feedback.c.at < oldest))
        connection.execute(delete(requests).where((requests.c.told_at < oldest) | (requests.c.replied_at < unseen)))

    await database.run(work)
