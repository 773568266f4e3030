"""The tables of people's state. Persons and conversations are pseudonyms, save where a message has to find them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)


class Moment(TypeDecorator[datetime]):
    """A moment with its zone in Python, UTC without one in the database, since SQLite keeps none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=UTC) if value else None


REVISION = "0005"  # the newest migration
metadata = MetaData()

answers = Table(
    "answers",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("person", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("question", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("body", Text, nullable=False),  # the answer as JSON
    Column("elapsed_ms", Float, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("asked_in", BigInteger),  # the message that asked, in its chat
    Column("replied_in", Text, nullable=False),  # the messages that answered, as JSON
    Index("answers_of_conversation", "conversation", "asked_at"),
    Index("answers_of_person", "person", "asked_at"),
)

journal = Table(
    "journal",
    metadata,
    Column("update_id", BigInteger, primary_key=True),
    Column("body", Text),  # the update as JSON, until it is done
    Column("received_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("replying", Integer, nullable=False),  # 1: a reply has begun to leave
    Column("line", String(64)),  # updates of one line are worked on in order
    Column("owner", Integer),  # the process that works on it, by its number; None where only one process works
    Index("journal_lines", "line", "update_id"),
    Index("journal_owners", "owner"),
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    Column("person", BigInteger, primary_key=True, autoincrement=False),  # a Telegram id
    Column("role", String(16), nullable=False),
    Column("granted_by", BigInteger, nullable=False),
    Column("granted_at", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("who", String(64), nullable=False),
    Column("action", String(32), nullable=False),
    Column("detail", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

allowances = Table(
    "allowances",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("asked", Integer, nullable=False),
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("elder", Boolean, nullable=False),
    Column("corrections", Boolean, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("answer", String(16), nullable=False),
    Column("person", String(64), nullable=False),
    Column("useful", Boolean, nullable=False),
    Column("reason", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("answer", "person", name="one_opinion"),
)

requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),  # question: the documents had no answer; help: a person is wanted
    Column("chat", BigInteger, nullable=False),  # where the reply goes
    Column("person", String(64), nullable=False),
    Column("answer", String(16), nullable=False),  # the answer under which it was asked
    Column("question", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("reply", Text),
    Column("replied_by", BigInteger),
    Column("replied_at", Moment),
    Column("told_at", Moment),  # when the reply reached who asked, or was found not to; None: not yet
    Column("unreachable", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("answer", "kind", name="one_request"),
)

approved = Table(
    "approved",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("state", String(16), nullable=False),  # draft, released, withdrawn
    Column("author", BigInteger, nullable=False),
    Column("drafted_at", Moment, nullable=False),
    Column("released_by", BigInteger),
    Column("released_at", Moment),
    Column("valid_from", Date),
    Column("valid_until", Date),
)

told = Table(
    "told",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(64), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("told_at", Moment, nullable=False),
    UniqueConstraint("person", "indicator", "period", "unit", "document", name="told_once"),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("digest", String(64), primary_key=True),  # of the link's token
    Column("person", BigInteger, nullable=False),  # a Telegram id
    Column("expires_at", Moment, nullable=False),
)

desk_sessions = Table(
    "desk_sessions",
    metadata,
    Column("digest", String(64), primary_key=True),  # of the session's id
    Column("person", String(64), nullable=False),  # telegram:123, or desk:name
    Column("proof", String(64), nullable=False),  # of the settings' token it was begun with, else empty
    Column("expires_at", Moment, nullable=False),
)

spending = Table(
    "spending",
    metadata,
    Column("day", Date, primary_key=True),
    Column("tokens", BigInteger, nullable=False),  # that the language model used, by all processes together
)

packs = Table(
    "packs",
    metadata,
    Column("edition", String(64), primary_key=True),
    Column("packed_at", Moment, nullable=False),
    info={"travels": True},
)

pack_parts = Table(
    "pack_parts",
    metadata,
    Column("edition", String(64), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),  # of the edition's files in one archive
    info={"travels": True},
)
