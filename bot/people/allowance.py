"""How many questions a person may ask a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, update

from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database, insert_new
from bot.tables import allowances

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
        return await self._database.run(lambda c: self._take(c, self._name(person)))

    def _take(self, connection: Connection, person: str) -> bool:
        today = self._now().date()
        connection.execute(delete(allowances).where(allowances.c.day < today))
        insert_new(connection, allowances, person=person, day=today, asked=0)
        mine = (allowances.c.person == person) & (allowances.c.day == today) & (allowances.c.asked < self._a_day)
        counted = connection.execute(update(allowances).where(mine).values(asked=allowances.c.asked + 1))
        return counted.rowcount == 1
