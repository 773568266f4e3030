"""The tokens of a day where several processes use one model: a row that each adds to, so that the limit is of all."""

from __future__ import annotations

import logging
from concurrent.futures import Future
from datetime import date

from sqlalchemy import Connection, select, update

from bot.answering.model.budget import Spent
from bot.storage import Database, insert_new
from bot.tables import spending

_log = logging.getLogger(__name__)


class SpendingTable:
    """Used from one event loop, which never waits for the database: the others' tokens are known a call later."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._told: Spent | None = None  # what the budget counts from
        self._heard: Spent | None = None  # of all, as the database last said

    def read(self, day: date) -> Spent:
        """What all have spent on ``day``."""
        self._told = Spent(day, self._database.do(lambda connection: _total(connection, day)))
        return self._told

    def write(self, spent: Spent) -> Spent:
        """Adds what was spent since the last time; the day's sum of all as far as it is known."""
        more = spent.tokens - (self._told.on(spent.day).tokens if self._told else 0)
        known = self._heard.on(spent.day).tokens + more if self._heard else 0
        self._database.submit(lambda connection: _add(connection, spent.day, more)).add_done_callback(self._hear)
        self._told = Spent(spent.day, max(spent.tokens, known))
        return self._told

    def _hear(self, outcome: Future[Spent]) -> None:
        """What can't be written is logged: an answer is worth more than its count."""
        if problem := outcome.exception():
            _log.warning("the tokens of the day are not kept: %s", type(problem).__name__)
        else:
            self._heard = outcome.result()


def _total(connection: Connection, day: date) -> int:
    return connection.execute(select(spending.c.tokens).where(spending.c.day == day)).scalar() or 0


def _add(connection: Connection, day: date, tokens: int) -> Spent:
    insert_new(connection, spending, day=day, tokens=0)
    connection.execute(update(spending).where(spending.c.day == day).values(tokens=spending.c.tokens + tokens))
    return Spent(day, _total(connection, day))
