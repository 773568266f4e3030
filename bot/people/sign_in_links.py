"""Links that sign a person in at the desk: each once, within minutes. The database knows but digests of them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, select

from bot.storage import Database
from bot.tables import sign_in_links

HOLDS = timedelta(minutes=10)


class SignInLinks:
    """Tokens to put into an address. A person has one at a time."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database, self._now = database, now

    async def make(self, person: int) -> str:
        """A token for the person with this Telegram id; their earlier one is void."""
        token = secrets.token_urlsafe(32)
        row = {"digest": digest_of(token), "person": person, "expires_at": self._now() + HOLDS}

        def replace(connection: Connection) -> None:
            void = (sign_in_links.c.person == person) | (sign_in_links.c.expires_at <= self._now())
            connection.execute(delete(sign_in_links).where(void))
            connection.execute(sign_in_links.insert().values(row))

        await self._database.run(replace)
        return token

    async def use(self, token: str) -> int | None:
        """Whose token it is, once; None for one that was used, is too old, or never was."""

        def take(connection: Connection) -> int | None:
            this = sign_in_links.c.digest == digest_of(token)
            found = connection.execute(select(sign_in_links).where(this)).first()
            if connection.execute(delete(sign_in_links).where(this)).rowcount == 0 or found is None:
                return None
            left = found.expires_at - self._now()
            return int(found.person) if timedelta() < left <= HOLDS else None  # more: the clock was put back

        return await self._database.run(take)


def digest_of(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
