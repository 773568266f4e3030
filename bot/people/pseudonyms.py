"""Names that tell one person from another without telling who: a keyed digest whose key stays in the database."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, select

from bot.storage import Database
from bot.tables import facts

_FACT = "pseudonym_key"


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """``of("telegram:123")`` is the same for the same database and says nothing to who holds no key."""

    key: bytes

    @classmethod
    def load(cls, database: Database) -> Pseudonyms:
        """The database's key, made on its first use."""
        return cls(database.do(_key))

    def of(self, name: str) -> str:
        return hmac.new(self.key, name.encode(), hashlib.sha256).hexdigest()[:32]


def _key(connection: Connection) -> bytes:
    found = connection.execute(select(facts.c.value).where(facts.c.name == _FACT)).scalar()
    if found is None:
        found = secrets.token_hex(32)
        connection.execute(facts.insert().values(name=_FACT, value=found))
    return bytes.fromhex(found)
