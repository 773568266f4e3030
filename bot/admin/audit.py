"""The log of every change: who did what, when and why. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property

from sqlalchemy import select

from bot.storage import Database
from bot.tables import audit


@dataclass(frozen=True, slots=True)
class AuditRow:
    """``person``: as telegram:123 or cli:name; ``action``: switch, withdraw, rollback, purge, …; ``detail``: of what."""

    at: datetime
    person: str
    action: str
    detail: str
    reason: str

    def as_json(self) -> dict[str, str]:
        return asdict(self) | {"at": self.at.isoformat(timespec="seconds")}


class Audit:
    """The log in the database of people's state, opened when it is first needed."""

    def __init__(
        self, open_database: Callable[[], Database], now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._open_database, self._now = open_database, now

    @cached_property
    def _database(self) -> Database:
        return self._open_database()

    def add(self, person: str, action: str, detail: str, reason: str = "") -> None:
        row = {"who": person, "action": action, "detail": detail, "reason": reason, "at": self._now()}
        self._database.do(lambda connection: connection.execute(audit.insert().values(row)))

    def latest(self, limit: int = 20) -> tuple[AuditRow, ...]:
        """Newest first."""
        wanted = select(audit).order_by(audit.c.id.desc()).limit(limit)
        rows = self._database.do(lambda connection: connection.execute(wanted).all())
        return tuple(AuditRow(row.at, row.who, row.action, row.detail, row.reason) for row in rows)
