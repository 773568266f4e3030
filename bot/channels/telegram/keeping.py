"""What is kept of an answer, in two transactions: one before it leaves, one when it has arrived."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.answering.answer import Answer
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.journal import Journal
from bot.people.conversations import Conversations
from bot.people.preferences import Preferences, Wishes
from bot.people.told import ToldFigures
from bot.storage import Database


@dataclass(frozen=True, slots=True)
class Kept:
    """``id``: the answer's, for the buttons under it; ``wishes``: of the person who asked."""

    id: str
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class Keeping:
    """Both may be done again, whole, after a restart of the database."""

    database: Database
    conversations: Conversations
    preferences: Preferences
    told: ToldFigures
    journal: Journal

    async def leaves(self, incoming: Incoming, answer: Answer) -> Kept:
        """The answer is kept and its reply begins to leave: from here on a restart may send it twice."""
        row = self.conversations.row(incoming.asked, answer)

        def work(connection: Connection) -> Kept:
            self.conversations.add(connection, row)
            self.journal.leaves(connection, incoming.update.update_id)
            return Kept(str(row["id"]), self.preferences.read(connection, incoming.name))

        return await self.database.run(work)

    async def arrived(self, kept: Kept, incoming: Incoming, answer: Answer, messages: tuple[int, ...]) -> None:
        """``messages`` carried it: it is not given again, and who wished for corrections was told its figures."""

        def work(connection: Connection) -> None:
            self.conversations.arrived(connection, kept.id, messages)
            if kept.wishes.corrections:
                self.told.add(connection, incoming.name, incoming.person, answer)

        await self.database.run(work)
