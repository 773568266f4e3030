"""Locks over processes and machines. PostgreSQL holds each as long as its holder is connected, so no clock is asked:
one whose process was killed is free at once, one whose machine vanished when the server misses its connection.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

PROCESSES = 7302  # the space in which a process holds its own number while it lives
REPLIES = 7303  # in which who sends a reply holds the request's number
_ALL = 7301
_TRY = text("SELECT pg_try_advisory_lock(:space, :number)")
_WAIT = text("SELECT pg_advisory_lock(:space, :number)")
_FREE = text("SELECT pg_advisory_unlock(:space, :number)")


class Name(IntEnum):
    """What only one process does at a time."""

    MIGRATE = 1
    BUILD = 2
    SWITCH = 3
    LEAD = 4
    CORRECTIONS = 5


class Lock:
    """A lock on a connection of its own. ``engine``: PostgreSQL's."""

    def __init__(self, engine: Engine, number: int, space: int = _ALL) -> None:
        self._engine = engine
        self._which = {"space": space, "number": int(number)}
        self._connection: Connection | None = None
        self._mutex = threading.Lock()

    def take(self) -> bool:
        """Takes it unless another holds it; True also where it is held already, which the server is asked."""
        with self._mutex:
            if self._connection is not None and not self._lives(self._connection):
                self._leave()
            if self._connection is None:
                self._connection = self._taken(wait=False)
            return self._connection is not None

    def wait(self) -> None:
        """Takes it as soon as nobody else holds it."""
        with self._mutex:
            self._connection = self._taken(wait=True)

    @property
    def session(self) -> object | None:
        """What the lock is held on; another one after the connection was lost."""
        return self._connection

    def drop(self) -> None:
        with self._mutex:
            self._leave()

    def _taken(self, *, wait: bool) -> Connection | None:
        connection = self._connected()
        try:
            if connection.execute(_WAIT if wait else _TRY, self._which).scalar() is not False:
                return connection
        except BaseException:
            connection.invalidate()
            connection.close()
            raise
        connection.close()
        return None

    def _connected(self) -> Connection:
        """One that lives: a restart of the server may have left dead ones, which all go with the first that is found."""
        connection = self._opened()
        if self._lives(connection):
            return connection
        connection.close()
        return self._opened()

    def _opened(self) -> Connection:
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def _lives(self, connection: Connection) -> bool:
        try:
            connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return False
        return True

    def _leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.execute(_FREE, self._which)
        except SQLAlchemyError:
            connection.invalidate()  # the session is lost, and its lock with it
        connection.close()


@contextmanager
def held(lock: Lock) -> Iterator[bool]:
    """Whether it could be taken; it is dropped in the end."""
    taken = lock.take()
    try:
        yield taken
    finally:
        if taken:
            lock.drop()
