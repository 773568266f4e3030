"""Approved answers: staff replies worth keeping, released by an admin for a time, found before anything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, bindparam, select, update

from bot.people.allowance import local_now
from bot.storage import Database
from bot.tables import approved

State = Literal["draft", "released", "withdrawn"]
TERMS = {"quarter": 92, "year": 366, "always": 0}  # days an answer can be released for; 0: until it is withdrawn

_VALID = (
    select(approved)
    .where(
        approved.c.state == "released",
        approved.c.valid_from <= bindparam("today"),
        approved.c.valid_until.is_(None) | (approved.c.valid_until >= bindparam("today")),
    )
    .order_by(approved.c.id.desc())
)


def last_day(term: str) -> date | None:
    """The last day of an answer that is released today for one of ``TERMS``."""
    days = TERMS[term]
    return local_now().date() + timedelta(days=days) if days else None


@dataclass(frozen=True, slots=True)
class Approved:
    """``valid_until``: the last day it holds; None: until it is withdrawn."""

    id: int
    question: str
    answer: str
    state: State
    valid_from: date | None
    valid_until: date | None


class ApprovedAnswers:
    """Drafts, releases, withdrawals."""

    def __init__(self, database: Database, now: Callable[[], datetime] = local_now) -> None:
        self._database = database
        self._now = now

    async def draft(self, question: str, answer: str, author: int) -> Approved:
        """Propose an answer; it answers nobody yet."""
        row = {"question": question, "answer": answer, "author": author, "state": "draft", "drafted_at": self._now()}
        insert = approved.insert().values(row).returning(approved.c.id)
        number = await self._database.run(lambda c: int(c.execute(insert).scalar_one()))
        return Approved(number, question, answer, "draft", None, None)

    async def release(self, number: int, by: int, until: date | None) -> Approved | None:
        """Let a draft answer from today on; None where it is no draft any more."""
        now = self._now()
        values = {"state": "released", "released_by": by, "released_at": now, "valid_from": now.date()}
        return await self._change(number, "draft", values | {"valid_until": until})

    async def reject(self, number: int) -> Approved | None:
        return await self._change(number, "draft", {"state": "withdrawn"})

    async def withdraw(self, number: int) -> Approved | None:
        """Stop a released answer; None where it was not released."""
        return await self._change(number, "released", {"state": "withdrawn"})

    async def valid(self) -> list[Approved]:
        """The answers that hold today, newest first."""
        today = {"today": self._now().date()}
        return [_approved(row) for row in await self._database.run(lambda c: c.execute(_VALID, today).all())]

    async def drafts(self) -> list[Approved]:
        """What waits for an admin's decision, oldest first."""
        wanted = select(approved).where(approved.c.state == "draft").order_by(approved.c.id)
        return [_approved(row) for row in await self._database.run(lambda c: c.execute(wanted).all())]

    async def knows(self, question: str, answer: str) -> bool:
        """Whether just this was proposed already and not turned down."""
        same = (approved.c.question == question) & (approved.c.answer == answer) & (approved.c.state != "withdrawn")
        wanted = select(approved.c.id).where(same)
        return await self._database.run(lambda c: c.execute(wanted).first() is not None)

    async def get(self, number: int) -> Approved | None:
        row = await self._database.run(lambda c: c.execute(select(approved).where(approved.c.id == number)).first())
        return _approved(row) if row else None

    async def _change(self, number: int, state: State, values: dict[str, Any]) -> Approved | None:
        change = update(approved).where(approved.c.id == number, approved.c.state == state).values(values)
        changed = await self._database.run(lambda c: c.execute(change).rowcount)
        return await self.get(number) if changed else None


def _approved(row: Row[Any]) -> Approved:
    return Approved(row.id, row.question, row.answer, row.state, row.valid_from, row.valid_until)
