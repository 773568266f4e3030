"""Updates are written down before Telegram is told that they arrived, so that a restart loses none.

The same update twice is taken once. What was not finished is handed out again: at the next start, or, where several
processes share the database, by another one as soon as the one that had it is gone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Row,
    column,
    delete,
    exists,
    func,
    or_,
    select,
    table,
    update,
)
from telegram import Update

from bot.locks import PROCESSES
from bot.storage import Database, insert_new
from bot.tables import journal

_TRIES = 10  # an update that was in work when the bot went down this often is answered with an apology
_REMEMBER = timedelta(days=2)  # Telegram keeps an update for one
_OPEN = journal.c.body.is_not(None)


@dataclass(frozen=True, slots=True)
class Left:
    """An unfinished update as JSON. ``replying``: its reply may have left; ``hopeless``: it was tried too often."""

    body: dict[str, Any]
    replying: bool
    hopeless: bool


class Journal:
    """The updates that wait for an answer, worked on by this process alone."""

    hands_on = False  # whether an update that is left open is tried again before the next start

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now
        self._unfinished: set[int] = set()

    async def write(self, arrived: Update, line: str = "") -> bool:
        """Write an update down; False if it was there before."""
        return await self._database.run(lambda c: insert_new(c, journal, **self._row(arrived, line)))

    def leaves(self, connection: Connection, update_id: int) -> None:
        """Within a transaction: a reply begins to leave. From here on a restart may send it twice."""
        connection.execute(_change(update_id, replying=1))

    def leave_open(self, update_id: int) -> None:
        """The work on an update ended without a reply reaching anyone: it stays for the next start."""
        self._unfinished.add(update_id)

    async def done(self, update_id: int) -> None:
        """Strike an update; its text goes, its number stays a while to know it again."""
        if update_id in self._unfinished:
            self._unfinished.discard(update_id)
            await self._leave(update_id)
        else:
            await self._set(update_id, body=None)

    async def begin(self, update_id: int) -> None:
        """The work on an update begins."""
        await self._set(update_id, attempts=journal.c.attempts + 1)

    async def open(self) -> list[Left]:
        """What earlier runs left, oldest first."""
        wanted = select(journal).where(_OPEN).order_by(journal.c.update_id)
        return _left(await self._database.run(lambda c: c.execute(wanted).all()))

    async def forget(self) -> None:
        """Delete the numbers of updates that Telegram can't send again; what is open stays, whatever the clock says."""
        await self._database.run(lambda c: c.execute(delete(journal).where(self._old(), ~_OPEN)))

    async def waiting(self) -> int:
        """How many updates are not finished."""
        count = select(func.count()).select_from(journal).where(_OPEN)
        return await self._database.run(lambda c: c.execute(count).scalar_one())

    def _old(self) -> ColumnElement[bool]:
        return journal.c.received_at < self._now() - _REMEMBER

    async def _leave(self, update_id: int) -> None:
        """What becomes of an unfinished update: it waits for the next start."""

    def _row(self, arrived: Update, line: str) -> dict[str, Any]:
        about = {"update_id": arrived.update_id, "body": arrived.to_json(), "received_at": self._now()}
        return about | {"attempts": 0, "replying": 0, "line": line}

    async def _set(self, update_id: int, **values: object) -> None:
        await self._database.run(lambda c: c.execute(_change(update_id, **values)))


class SharedJournal(Journal):
    """The journal of several processes. ``owner``: the number that this one holds while it lives."""

    hands_on = True

    def __init__(self, database: Database, owner: int, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__(database, now)
        self._owner = owner
        self._here: set[int] = set()  # what this process has in memory

    async def write(self, arrived: Update, line: str = "") -> bool:
        new = await self._database.run(lambda c: self._insert(c, arrived, line))
        if new:
            self._here.add(arrived.update_id)
        return new

    async def claim(self, update_id: int, line: str) -> bool | None:
        """Begin an update once no older one of its line is open; None: not yet; False: it is somebody else's by now."""
        return await self._database.run(lambda c: self._claim(c, update_id, line))

    async def open(self) -> list[Left]:
        """Takes over what belongs to no living process, oldest first."""
        rows = await self._database.run(self._take_over)
        self._here.update(row.update_id for row in rows)
        return _left(rows)

    def left(self, update_id: int) -> None:
        """An update is no longer in this process's memory."""
        self._here.discard(update_id)

    async def _leave(self, update_id: int) -> None:
        """It is handed out again, to whoever looks first; an outage is no fault of its own."""
        await self._set(update_id, owner=None, attempts=journal.c.attempts - 1)

    def _row(self, arrived: Update, line: str) -> dict[str, Any]:
        return super()._row(arrived, line) | {"owner": self._owner}

    def _insert(self, connection: Connection, arrived: Update, line: str) -> bool:
        """True also for a row that we wrote without hearing of it, as in a restart of the server."""
        if insert_new(connection, journal, **self._row(arrived, line)):
            return True
        mine = select(journal.c.update_id).where(self._mine(arrived.update_id))
        return arrived.update_id not in self._here and connection.execute(mine).first() is not None

    def _mine(self, update_id: int) -> ColumnElement[bool]:
        return (journal.c.update_id == update_id) & (journal.c.owner == self._owner) & _OPEN

    def _claim(self, connection: Connection, update_id: int, line: str) -> bool | None:
        older = journal.alias("older")
        before = exists().where(older.c.line == line, older.c.body.is_not(None), older.c.update_id < update_id)
        begin = update(journal).where(self._mine(update_id), ~before).values(attempts=journal.c.attempts + 1)
        if connection.execute(begin).rowcount:
            return True
        still_mine = connection.execute(select(journal.c.update_id).where(self._mine(update_id))).first()
        return None if still_mine else False

    def _take_over(self, connection: Connection) -> Sequence[Row[Any]]:
        """Whoever is first gets a row; the others find it taken, since its owner lives."""
        nobodys = or_(journal.c.owner.is_(None), journal.c.owner.not_in(_living()))
        take = update(journal).where(_OPEN, nobodys).values(owner=self._owner).returning(journal)
        return sorted(connection.execute(take).all(), key=lambda row: int(row.update_id))


def _change(update_id: int, **values: object) -> Executable:
    return update(journal).where(journal.c.update_id == update_id).values(values)


def _living() -> Any:
    """The numbers that living processes hold in this database."""
    locks = table("pg_locks", *(column(name) for name in ("locktype", "classid", "objid", "granted", "database")))
    bases = table("pg_database", column("oid"), column("datname"))
    here = select(bases.c.oid).where(bases.c.datname == func.current_database()).scalar_subquery()
    held = (locks.c.locktype == "advisory") & (locks.c.classid == PROCESSES) & locks.c.granted
    return select(locks.c.objid).where(held, locks.c.database == here)


def _left(rows: Sequence[Row[Any]]) -> list[Left]:
    return [Left(json.loads(row.body), bool(row.replying), row.attempts > _TRIES) for row in rows]
