"""Who may do what: everyone is a resident; the settings and grants name staff and admins. An empty list admits no one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, select

from bot.answering.answer import Role
from bot.storage import Database
from bot.tables import grants

_ORDER: tuple[Role, ...] = ("resident", "staff", "admin")


def reaches(role: Role, needed: Role) -> bool:
    """Whether ``role`` may do what ``needed`` may."""
    return _ORDER.index(role) >= _ORDER.index(needed)


@dataclass(frozen=True, slots=True)
class Roles:
    """Roles by a person's Telegram id. The settings' lists stand above the grants and cannot be revoked."""

    database: Database
    staff: frozenset[int] = frozenset()
    admins: frozenset[int] = frozenset()
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    async def of(self, person: int) -> Role:
        """The highest role of a person; nobody unknown is more than a resident."""
        return await self.database.run(lambda c: self.held(c, person))

    def held(self, connection: Connection, person: int) -> Role:
        """The same within a transaction."""
        return max(self.fixed(person), _granted(connection, person), key=_ORDER.index)

    def fixed(self, person: int) -> Role:
        """The role that the settings give."""
        if person in self.admins:
            return "admin"
        return "staff" if person in self.staff else "resident"

    async def grant(self, person: int, role: Role, by: int) -> None:
        row = {"person": person, "role": role, "granted_by": by, "granted_at": self.now()}

        def replace(connection: Connection) -> None:
            connection.execute(delete(grants).where(grants.c.person == person))
            connection.execute(grants.insert().values(row))

        await self.database.run(replace)

    async def revoke(self, person: int) -> bool:
        """Take a grant back; False if there was none."""
        gone = delete(grants).where(grants.c.person == person)
        return await self.database.run(lambda c: c.execute(gone).rowcount > 0)

    async def privileged(self) -> dict[int, Role]:
        """Everyone who is more than a resident."""
        rows = await self.database.run(lambda c: c.execute(select(grants.c.person)).scalars().all())
        return {person: await self.of(person) for person in {*rows, *self.staff, *self.admins}}


def _granted(connection: Connection, person: int) -> Role:
    found: Role | None = connection.execute(select(grants.c.role).where(grants.c.person == person)).scalar()
    return found or "resident"
