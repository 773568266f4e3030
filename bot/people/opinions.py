"""What people thought of answers: one opinion a person and answer, the last one counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, delete

from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from bot.tables import feedback


class Opinions:
    """有用 or 没用, and why."""

    def __init__(
        self, database: Database, pseudonyms: Pseudonyms, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._name = pseudonyms.of
        self._now = now

    async def give(self, answer: str, person: str, useful: bool, reason: str = "") -> None:
        """``reason``: a key of the texts, empty where none was chosen."""
        name = self._name(person)

        def change(connection: Connection) -> None:
            mine = (feedback.c.answer == answer) & (feedback.c.person == name)
            connection.execute(delete(feedback).where(mine))
            connection.execute(
                feedback.insert().values(answer=answer, person=name, useful=useful, reason=reason, at=self._now())
            )

        await self._database.run(change)
