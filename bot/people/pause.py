"""The kill switch: while it is on, everyone gets one sentence. Kept in the database, so that it outlives a restart."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from bot.storage import Database
from bot.tables import facts

_FACT = "paused"
_FOUND = select(facts.c.name).where(facts.c.name == _FACT)


class Pause:
    """Whether answering is switched off."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def is_on(self) -> bool:
        return await self._database.run(self.found)

    def found(self, connection: Connection) -> bool:
        """The same within a transaction."""
        return connection.execute(_FOUND).first() is not None

    async def set(self, on: bool) -> None:
        def change(connection: Connection) -> None:
            connection.execute(delete(facts).where(facts.c.name == _FACT))
            if on:
                connection.execute(facts.insert().values(name=_FACT, value="1"))

        await self._database.run(change)
