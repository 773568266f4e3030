"""How many questions a person may ask a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select, update

from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
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
        mine = allowances.c.person == person
        asked: int | None = connection.execute(select(allowances.c.asked).where(mine)).scalar()
        if asked is None:
            connection.execute(insert(allowances).values(person=person, day=today, asked=1))
            return self._a_day > 0
        if asked < self._a_day:
            connection.execute(update(allowances).where(mine).values(asked=asked + 1))
        return asked < self._a_day
