"""Who was told which figure and wants to hear when it changes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from bot.answering.answer import Answer
from bot.locks import Name
from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from bot.tables import facts, told

_FACT = "corrections_edition"


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it was told, with the sentence that proved it."""

    id: int
    chat: int
    indicator: str
    period: str
    unit: str
    value: str
    document: str
    title: str
    quote: str


class ToldFigures:
    """Figures that were told to people who opted in, and the edition they were last compared with."""

    def __init__(
        self, database: Database, pseudonyms: Pseudonyms, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._database = database
        self._name = pseudonyms.of
        self._now = now

    async def note(self, person: str, chat: int, answer: Answer) -> None:
        """Remember the figures of an answer that stand in a document."""
        await self._database.run(lambda c: self.add(c, person, chat, answer))

    def add(self, connection: Connection, person: str, chat: int, answer: Answer) -> None:
        """The same within a transaction."""
        about = {"person": self._name(person), "chat": chat, "told_at": self._now()}
        for row in (figure | about for figure in _figures(answer)):
            same = [told.c[key] == row[key] for key in ("person", "indicator", "period", "unit", "document")]
            connection.execute(delete(told).where(*same))
            connection.execute(told.insert().values(row))

    async def all(self) -> list[Told]:
        rows = await self._database.run(lambda c: c.execute(select(told).order_by(told.c.id)).all())
        return [_told(row) for row in rows]

    async def corrected(self, number: int, value: str, quote: str) -> None:
        """What was told is now ``value``, proved by ``quote``."""
        change = update(told).where(told.c.id == number).values(value=value, quote=quote, told_at=self._now())
        await self._database.run(lambda c: c.execute(change))

    async def stop(self, person: str) -> None:
        """Forget what a person was told."""
        await self._database.run(lambda c: c.execute(delete(told).where(told.c.person == self._name(person))))

    def comparing(self) -> AbstractAsyncContextManager[bool]:
        """Whether no other process compares now; none does while inside."""
        return self._database.alone(Name.CORRECTIONS)

    async def compared_with(self) -> str | None:
        """The edition whose figures were last compared with those told."""
        wanted = select(facts.c.value).where(facts.c.name == _FACT)
        return await self._database.run(lambda c: c.execute(wanted).scalar())

    async def set_compared(self, edition: str) -> None:
        def change(connection: Connection) -> None:
            connection.execute(delete(facts).where(facts.c.name == _FACT))
            connection.execute(facts.insert().values(name=_FACT, value=edition))

        await self._database.run(change)


def _figures(answer: Answer) -> list[dict[str, Any]]:
    citations = {citation.n: citation for citation in answer.citations}
    found = []
    for figure in answer.figures:
        citation = next((citations[n] for n in figure.citations if n in citations), None)
        if citation is not None and figure.computed is None:
            about = {"indicator": figure.indicator, "period": figure.period or "", "unit": figure.unit}
            place = {"document": citation.document, "title": citation.title, "quote": citation.quote}
            found.append(about | place | {"value": figure.value})
    return found


def _told(row: Row[Any]) -> Told:
    return Told(row.id, row.chat, row.indicator, row.period, row.unit, row.value, row.document, row.title, row.quote)
