"""Sessions of the desk. A cookie holds a signed random id; the database knows its digest, until it ends."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from itsdangerous import BadSignature, Signer
from sqlalchemy import Connection, delete, select

from bot.people.sign_in_links import digest_of
from bot.storage import Database, insert_new
from bot.tables import desk_sessions

LASTS = timedelta(hours=12)  # a working day


@dataclass(frozen=True, slots=True)
class Session:
    """``person``: as the audit log names them; ``proof``: of the settings' token it was begun with, or empty;
    ``form_token``: what the forms of this session have to bring."""

    person: str
    proof: str
    form_token: str

    def made(self, form_token: str) -> bool:
        """Whether a form came from a page of this session."""
        return hmac.compare_digest(self.form_token.encode(), form_token.encode("utf-8", "replace"))


class Sessions:
    """Begins, finds and ends sessions by their cookie's text."""

    def __init__(
        self, database: Database, key: Callable[[], str], now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """``key``: read when it is first needed."""
        self._database, self._read_key, self._now = database, key, now

    @cached_property
    def _key(self) -> str:
        return self._read_key()

    async def begin(self, person: str, proof: str = "") -> str:
        """The new session's cookie."""
        id_ = secrets.token_urlsafe(24)
        row = {"digest": digest_of(id_), "person": person, "proof": proof, "expires_at": self._now() + LASTS}

        def add(connection: Connection) -> None:
            connection.execute(delete(desk_sessions).where(desk_sessions.c.expires_at <= self._now()))
            insert_new(connection, desk_sessions, **row)

        await self._database.run(add)
        return self._signer("session").sign(id_).decode()

    async def of(self, cookie: str) -> Session | None:
        """None for a cookie that is not ours or whose session has ended."""
        if (id_ := self._id(cookie)) is None:
            return None
        now, ends = self._now(), desk_sessions.c.expires_at
        this = desk_sessions.c.digest == digest_of(id_)
        wanted = select(desk_sessions).where(this, ends > now, ends <= now + LASTS)  # later: the clock was put back
        row = await self._database.run(lambda c: c.execute(wanted).first())
        return Session(row.person, row.proof, self._signer("form").get_signature(id_).decode()) if row else None

    async def end(self, cookie: str) -> None:
        if (id_ := self._id(cookie)) is not None:
            gone = delete(desk_sessions).where(desk_sessions.c.digest == digest_of(id_))
            await self._database.run(lambda c: c.execute(gone))

    def proof_of(self, token: str) -> str:
        """What can be kept of a settings' token to tell later that it is still the same."""
        return self._signer("token").get_signature(token.encode("utf-8", "replace")).decode()

    def _id(self, cookie: str) -> str | None:
        try:
            return self._signer("session").unsign(cookie.encode("utf-8", "replace")).decode()
        except BadSignature:
            return None

    def _signer(self, purpose: str) -> Signer:
        return Signer(self._key, salt=f"desk {purpose}")
