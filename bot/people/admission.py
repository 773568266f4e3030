"""What is looked at before a question is answered, in as few transactions as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from bot.answering.answer import Role
from bot.people.allowance import Allowance
from bot.people.conversations import Asked, Conversations
from bot.people.pause import Pause
from bot.people.roles import Roles, reaches
from bot.storage import Database


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is, and whether the bot is paused."""

    rank: Role
    paused: bool


@dataclass(frozen=True, slots=True)
class Admission:
    """``refused``: why nothing is answered; ``history``: the conversation's last questions, oldest first."""

    refused: Literal["paused", "answered", "enough"] | None = None
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Admissions:
    """Lets a person's question in and counts it."""

    database: Database
    roles: Roles
    pause: Pause
    allowance: Allowance
    conversations: Conversations

    async def standing(self, person: int) -> Standing:
        """Of a person by their Telegram id."""
        return await self.database.run(lambda c: Standing(self.roles.held(c, person), self.pause.found(c)))

    async def of(self, person: str, conversation: str | None = None) -> Admission:
        """While paused nothing is counted. Without a ``conversation`` there is no history."""
        return await self.database.run(lambda c: self._of(c, person, conversation))

    async def of_message(self, asked: Asked, *, once: bool = False) -> Admission:
        """Of who may ask while paused. With ``once`` a message that an answer has reached is refused; staff are not
        counted.
        """
        return await self.database.run(lambda c: self._of_message(c, asked, once))

    def _of(self, connection: Connection, person: str, conversation: str | None) -> Admission:
        if self.pause.found(connection):
            return Admission("paused")
        if not self.allowance.count(connection, person):
            return Admission("enough")
        return Admission(history=self.conversations.latest(connection, conversation) if conversation else ())

    def _of_message(self, connection: Connection, asked: Asked, once: bool) -> Admission:
        if once and asked.message is not None:
            given = self.conversations.newest(connection, asked.conversation, asked.message)
            if given is not None and given.messages:
                return Admission("answered")
        if not reaches(asked.role, "staff") and not self.allowance.count(connection, asked.person):
            return Admission("enough")
        return Admission(history=self.conversations.latest(connection, asked.conversation))
