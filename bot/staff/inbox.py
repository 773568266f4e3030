"""The staff's inbox: questions that the documents did not answer, and people who want help. Replies find their way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select, update

from bot.locks import REPLIES
from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from bot.tables import requests

Kind = Literal["question", "help"]
ON_THE_PAGE = 0  # in place of a chat: whoever asked looks at the reply on the web page


@dataclass(frozen=True, slots=True)
class Request:
    """``chat``: where the reply goes; ``reply``: None while it is open; ``told_at``: when it reached who asked, or was
    found not to, since they are ``unreachable``."""

    id: int
    kind: Kind
    chat: int
    question: str
    asked_at: datetime
    reply: str | None
    told_at: datetime | None = None
    unreachable: bool = False


class Inbox:
    """Requests, oldest first."""

    def __init__(
        self, database: Database, pseudonyms: Pseudonyms, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._name = pseudonyms.of
        self._now = now

    async def put(self, kind: Kind, answer: str, person: str, chat: int, question: str) -> Request | None:
        """A new request under an answer; None where the same was asked for before."""
        row = {"kind": kind, "answer": answer, "person": self._name(person), "chat": chat, "question": question}

        def insert(connection: Connection) -> int | None:
            same = (requests.c.answer == answer) & (requests.c.kind == kind)
            if connection.execute(select(requests.c.id).where(same)).first():
                return None
            added = requests.insert().values(**row, asked_at=self._now()).returning(requests.c.id)
            return int(connection.execute(added).scalar_one())

        number = await self._database.run(insert)
        return None if number is None else await self.get(number)

    async def get(self, number: int) -> Request | None:
        return await self._one(number)

    async def open(self, limit: int = 5) -> tuple[list[Request], int]:
        """The oldest open requests, and how many are open in all."""
        waiting = requests.c.reply.is_(None)
        wanted = select(requests).where(waiting).order_by(requests.c.id).limit(limit)
        count = select(func.count()).select_from(requests).where(waiting)
        rows, number = await self._database.run(lambda c: (c.execute(wanted).all(), c.execute(count).scalar_one()))
        return [_request(row) for row in rows], number

    async def of(self, person: str) -> list[Request]:
        """A person's requests, oldest first."""
        wanted = select(requests).where(requests.c.person == self._name(person)).order_by(requests.c.id)
        rows = await self._database.run(lambda c: c.execute(wanted).all())
        return [_request(row) for row in rows]

    async def replied(self, limit: int = 20) -> list[Request]:
        """The requests that were replied to last, newest first."""
        wanted = select(requests).where(requests.c.reply.is_not(None)).order_by(requests.c.replied_at.desc())
        rows = await self._database.run(lambda c: c.execute(wanted.limit(limit)).all())
        return [_request(row) for row in rows]

    def sending(self, number: int) -> AbstractAsyncContextManager[None]:
        """Inside, no other process sends the reply to that request."""
        return self._database.turn(REPLIES, number)

    async def untold(self) -> list[Request]:
        """Requests from chats whose reply has not been sent there, oldest first."""
        waiting = requests.c.reply.is_not(None) & requests.c.told_at.is_(None) & (requests.c.chat != ON_THE_PAGE)
        wanted = select(requests).where(waiting).order_by(requests.c.replied_at)
        rows = await self._database.run(lambda c: c.execute(wanted).all())
        return [_request(row) for row in rows]

    async def tell(self, number: int, unreachable: bool = False) -> None:
        """Note that a reply has reached who asked, or never will."""
        this = (requests.c.id == number) & requests.c.reply.is_not(None) & requests.c.told_at.is_(None)
        change = update(requests).where(this).values(told_at=self._now(), unreachable=unreachable)
        await self._database.run(lambda c: c.execute(change))

    async def reply(self, number: int, by: int, text: str) -> Request | None:
        """Keep a reply; the request it answers. None where there is none or it was answered before."""
        change = (
            update(requests)
            .where(requests.c.id == number, requests.c.reply.is_(None))
            .values(reply=text, replied_by=by, replied_at=self._now())
        )
        changed = await self._database.run(lambda c: c.execute(change).rowcount)
        return await self._one(number) if changed else None

    async def _one(self, number: int) -> Request | None:
        row = await self._database.run(lambda c: c.execute(select(requests).where(requests.c.id == number)).first())
        return _request(row) if row else None


def _request(row: Row[Any]) -> Request:
    return Request(row.id, row.kind, row.chat, row.question, row.asked_at, row.reply, row.told_at, row.unreachable)
