"""What a person wished for: the mode for elders, and word when a figure changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, select

from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from bot.tables import preferences


@dataclass(frozen=True, slots=True)
class Wishes:
    elder: bool = False
    corrections: bool = False


class Preferences:
    """Wishes by a person's name."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms) -> None:
        self._database = database
        self._name = pseudonyms.of

    async def of(self, person: str) -> Wishes:
        return await self._database.run(lambda c: self.read(c, person))

    def read(self, connection: Connection, person: str) -> Wishes:
        """The same within a transaction."""
        return _read(connection, self._name(person))

    async def set(self, person: str, **wishes: bool) -> Wishes:
        """Change some of a person's wishes; all of them after it."""
        name = self._name(person)

        def change(connection: Connection) -> Wishes:
            new = replace(_read(connection, name), **wishes)
            connection.execute(delete(preferences).where(preferences.c.person == name))
            connection.execute(preferences.insert().values(person=name, elder=new.elder, corrections=new.corrections))
            return new

        return await self._database.run(change)


def _read(connection: Connection, name: str) -> Wishes:
    row = connection.execute(select(preferences).where(preferences.c.person == name)).first()
    return Wishes(row.elder, row.corrections) if row else Wishes()
