"""How many questions a person may ask a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, update

from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database, insert_new
from bot.tables import allowances

_COUNT = (
    update(allowances)
    .where(
        allowances.c.person == bindparam("who"),
        allowances.c.day == bindparam("today"),
        allowances.c.asked < bindparam("most"),
    )
    .values(asked=allowances.c.asked + 1)
)
HERE = ZoneInfo("Asia/Shanghai")  # a day ends at midnight where the office is


def local_now() -> datetime:
    return datetime.now(HERE)


class Allowance:
    """``take`` counts a question; False when the day's are used up."""

    def __init__(
        self, database: Database, pseudonyms: Pseudonyms, a_day: int, now: Callable[[], datetime] = local_now
    ) -> None:
        self._database = database
        self._name = pseudonyms.of
        self._a_day = a_day
        self._now = now

    async def take(self, person: str) -> bool:
        return await self._database.run(lambda c: self.count(c, person))

    def count(self, connection: Connection, person: str) -> bool:
        """The same within a transaction."""
        today, who = self._now().date(), self._name(person)
        mine = {"who": who, "today": today, "most": self._a_day}
        if connection.execute(_COUNT, mine).rowcount:
            return True
        connection.execute(delete(allowances).where(allowances.c.day < today))  # the first of a day sweeps
        insert_new(connection, allowances, person=who, day=today, asked=0)
        return connection.execute(_COUNT, mine).rowcount == 1
