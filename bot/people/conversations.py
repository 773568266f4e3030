"""What was asked and answered: the history that follow-ups need, and the answers that buttons come back to."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from bot.answering.answer import Answer, Role
from bot.people.answer_store import dump_answer, load_answer
from bot.people.forgetting import TALK
from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database, insert_new
from bot.tables import answers

HISTORY = 3  # questions a follow-up can refer to
_LATEST = (
    select(answers.c.question)
    .where(
        answers.c.conversation == bindparam("talk"),
        answers.c.asked_at > bindparam("since"),
        answers.c.question != "",
    )
    .order_by(answers.c.asked_at.desc())
    .limit(HISTORY)
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked where. ``person`` and ``conversation`` are names like telegram:123; ``message``: the asking one."""

    person: str
    conversation: str
    role: Role
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: its id, and the messages that carried it, first page first."""

    id: str
    answer: Answer
    messages: tuple[int, ...]


class Conversations:
    """Answers by conversation. Names are stored as pseudonyms; ``mask`` covers personal numbers in questions."""

    def __init__(
        self,
        database: Database,
        pseudonyms: Pseudonyms,
        mask: Callable[[str], str],
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._database = database
        self._name = pseudonyms.of
        self._mask = mask
        self._now = now

    async def history(self, conversation: str) -> tuple[str, ...]:
        """The last questions of a conversation that still goes on, oldest first."""
        return await self._database.run(lambda c: self.latest(c, conversation))

    def latest(self, connection: Connection, conversation: str) -> tuple[str, ...]:
        """The same within a transaction."""
        mine = {"talk": self._name(conversation), "since": self._now() - TALK}
        return tuple(reversed(connection.execute(_LATEST, mine).scalars().all()))

    async def keep(self, asked: Asked, answer: Answer) -> str:
        """Store what was asked and answered; the id is for buttons."""
        row = self.row(asked, answer)
        await self._database.run(lambda c: self.add(c, row))
        return str(row["id"])

    def row(self, asked: Asked, answer: Answer) -> dict[str, Any]:
        """What is stored of an answer, under a new ``id``."""
        return {
            "id": secrets.token_urlsafe(8),
            "conversation": self._name(asked.conversation),
            "person": self._name(asked.person),
            "role": asked.role,
            "question": self._mask(answer.question),
            "status": answer.status,
            "body": dump_answer(answer),
            "elapsed_ms": answer.elapsed_ms,
            "asked_at": self._now(),
            "asked_in": asked.message,
            "replied_in": "[]",
        }

    def add(self, connection: Connection, row: dict[str, Any]) -> None:
        """Within a transaction; nothing happens where the row is there, as when the server went away before saying so."""
        insert_new(connection, answers, **row)

    def arrived(self, connection: Connection, answer_id: str, messages: tuple[int, ...]) -> None:
        """Remember, within a transaction, which messages carried the answer."""
        connection.execute(update(answers).where(answers.c.id == answer_id).values(replied_in=json.dumps(messages)))

    async def given(self, answer_id: str, conversation: str | None = None) -> Given | None:
        """An answer by its id; with ``conversation`` only if it was given there."""
        wanted = select(answers).where(answers.c.id == answer_id)
        if conversation is not None:
            wanted = wanted.where(answers.c.conversation == self._name(conversation))
        return await self._database.run(lambda c: _given(c, wanted))

    async def given_to(self, conversation: str, message: int) -> Given | None:
        """The newest answer to the message ``message`` of a conversation."""
        return await self._database.run(lambda c: self.newest(c, conversation, message))

    def newest(self, connection: Connection, conversation: str, message: int) -> Given | None:
        """The same within a transaction."""
        mine = (answers.c.conversation == self._name(conversation)) & (answers.c.asked_in == message)
        return _given(connection, select(answers).where(mine).order_by(answers.c.asked_at.desc()).limit(1))

    async def drop(self, answer_id: str) -> None:
        """Delete an answer whose question was changed."""
        await self._database.run(lambda c: c.execute(delete(answers).where(answers.c.id == answer_id)))


def _given(connection: Connection, wanted: Any) -> Given | None:
    row: Row[Any] | None = connection.execute(wanted).first()
    return row and Given(row.id, load_answer(row.question, row.body), tuple(json.loads(row.replied_in)))
