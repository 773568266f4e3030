"""What is looked at before a question is answered, in one transaction: the switch, the day's allowance, the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from bot.people.allowance import Allowance
from bot.people.conversations import Conversations
from bot.people.pause import Pause
from bot.storage import Database


@dataclass(frozen=True, slots=True)
class Admission:
    """``refused``: why nothing is answered; ``history``: the conversation's last questions, oldest first."""

    refused: Literal["paused", "enough"] | None = None
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Admissions:
    """Lets a person's question in and counts it."""

    database: Database
    pause: Pause
    allowance: Allowance
    conversations: Conversations

    async def of(self, person: str, conversation: str | None = None) -> Admission:
        """While paused nothing is counted. Without a ``conversation`` there is no history."""
        return await self.database.run(lambda c: self._of(c, person, conversation))

    def _of(self, connection: Connection, person: str, conversation: str | None) -> Admission:
        if self.pause.found(connection):
            return Admission("paused")
        if not self.allowance.count(connection, person):
            return Admission("enough")
        return Admission(history=self.conversations.latest(connection, conversation) if conversation else ())
