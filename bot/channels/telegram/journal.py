"""Updates are written down before Telegram is told that they arrived, so that a restart loses none.

``JournalQueue`` stands between the updater and the application: polling and webhook both put an update there before
they confirm it. The same update twice is taken once. What was not finished is handed out again at the next start.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Update

from bot.storage import Database
from bot.tables import journal

_log = logging.getLogger(__name__)
_TRIES = 10  # an update that was in work when the bot went down this often is answered with an apology
_REMEMBER = timedelta(days=2)  # Telegram keeps an update for one


@dataclass(frozen=True, slots=True)
class Left:
    """An unfinished update as JSON. ``replying``: its reply may have left; ``hopeless``: it was tried too often."""

    body: dict[str, Any]
    replying: bool
    hopeless: bool


class Journal:
    """The updates that wait for an answer."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now
        self._unfinished: set[int] = set()

    async def write(self, arrived: Update) -> bool:
        """Write an update down; False if it was there before."""
        row = {"update_id": arrived.update_id, "body": arrived.to_json(), "received_at": self._now()}

        def insert(connection: Connection) -> bool:
            known = connection.execute(select(journal.c.update_id).where(journal.c.update_id == arrived.update_id))
            if known.first() is not None:
                return False
            connection.execute(journal.insert().values(**row, attempts=0, replying=0))
            return True

        return await self._database.run(insert)

    async def replying(self, update_id: int) -> None:
        """A reply begins to leave: from here on a restart may send it twice."""
        await self._set(update_id, replying=1)

    def leave_open(self, update_id: int) -> None:
        """The work on an update ended without a reply reaching anyone: it stays for the next start."""
        self._unfinished.add(update_id)

    async def done(self, update_id: int) -> None:
        """Strike an update; its text goes, its number stays a while to know it again."""
        if update_id in self._unfinished:
            self._unfinished.discard(update_id)
        else:
            await self._set(update_id, body=None)

    async def begin(self, update_id: int) -> None:
        """The work on an update begins."""
        await self._set(update_id, attempts=journal.c.attempts + 1)

    async def open(self) -> list[Left]:
        """What earlier runs left, oldest first."""

        def take(connection: Connection) -> list[Left]:
            connection.execute(delete(journal).where(journal.c.received_at < self._now() - _REMEMBER))
            wanted = select(journal).where(journal.c.body.is_not(None)).order_by(journal.c.update_id)
            rows = connection.execute(wanted).all()
            return [Left(json.loads(row.body), bool(row.replying), row.attempts > _TRIES) for row in rows]

        return await self._database.run(take)

    async def waiting(self) -> int:
        """How many updates are not finished."""
        count = select(func.count()).select_from(journal).where(journal.c.body.is_not(None))
        return await self._database.run(lambda c: c.execute(count).scalar_one())

    async def _set(self, update_id: int, **values: object) -> None:
        change = update(journal).where(journal.c.update_id == update_id).values(values)
        await self._database.run(lambda c: c.execute(change))


class JournalQueue(asyncio.Queue[object]):
    """The application's update queue, which writes an update down before it takes it."""

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    async def put(self, item: object) -> None:
        if isinstance(item, Update) and not await self._is_new(item):
            return
        await super().put(item)

    async def replay(self, bot: Bot, give_up: Callable[[Update], Awaitable[None]]) -> int:
        """Queue what earlier runs left; how many of their replies may come twice.

        ``give_up`` answers an update that was in work whenever the bot went down.
        """
        left = await self._journal.open()
        for one in left:
            update = Update.de_json(one.body, bot)
            if one.hopeless:
                await give_up(update)
                await self._journal.done(update.update_id)
            else:
                await super().put(update)
        repeated = sum(one.replying for one in left)
        if left:
            _log.warning("%d unfinished updates of an earlier run, %d replies may come twice", len(left), repeated)
        return repeated

    async def _is_new(self, item: Update) -> bool:
        try:
            return await self._journal.write(item)
        except SQLAlchemyError:
            _log.exception("could not write update %d down; it is answered all the same", item.update_id)
            return True
