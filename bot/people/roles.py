"""Who may do what: everyone is a resident, the settings name staff and admins. An empty list admits no one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.answer import Role

_ORDER: tuple[Role, ...] = ("resident", "staff", "admin")


def reaches(role: Role, needed: Role) -> bool:
    """Whether ``role`` may do what ``needed`` may."""
    return _ORDER.index(role) >= _ORDER.index(needed)


@dataclass(frozen=True, slots=True)
class Roles:
    """Roles by a person's Telegram id."""

    staff: frozenset[int] = frozenset()
    admins: frozenset[int] = frozenset()

    async def of(self, person: int) -> Role:
        """The highest role of a person; nobody unknown is more than a resident."""
        if person in self.admins:
            return "admin"
        return "staff" if person in self.staff else "resident"
