"""The tables of people's state. Persons and conversations are pseudonyms, save where a message has to find them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Float, Index, Integer, MetaData, String, Table, Text, TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment with its zone in Python, UTC without one in the database, since SQLite keeps none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=UTC) if value else None


REVISION = "0001"  # the newest migration
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
)

facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
