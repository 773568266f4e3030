"""What was asked and how it went, counted. Persons are pseudonyms: they can be counted, not named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, func, select

from bot.people.allowance import HERE
from bot.storage import Database
from bot.tables import answers, feedback

REFUSED = ("not_found", "partial")
NEVER_SHOWN = "emergency"  # what a person in distress wrote is for nobody to read in a list
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Statistics:
    """The last ``days`` days. ``most_asked`` and ``never_answered``: questions with how often they were asked."""

    days: int
    questions: int
    persons: int
    refused: int
    useful: int
    useless: int
    reasons: dict[str, int]
    by_day: dict[date, tuple[int, int]]  # asked, and refused of them; every day of the span
    most_asked: tuple[tuple[str, int], ...]
    never_answered: tuple[tuple[str, int], ...]

    @property
    def refused_share(self) -> float:
        return self.refused / self.questions if self.questions else 0.0


async def statistics(
    database: Database, days: int = 30, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Statistics:
    """Counts from the answers that are still kept."""
    moment = now()
    return await database.run(lambda connection: _count(connection, days, moment))


def _count(connection: Connection, days: int, now: datetime) -> Statistics:
    since = now - timedelta(days=days)
    wanted = select(answers.c.asked_at, answers.c.person, answers.c.status).where(answers.c.asked_at > since)
    rows = connection.execute(wanted).all()
    opinions = connection.execute(select(feedback.c.useful, feedback.c.reason).where(feedback.c.at > since)).all()
    useful = sum(row.useful for row in opinions)
    asked, open_questions = _questions(connection, since)
    return Statistics(
        days=days,
        questions=len(rows),
        persons=len({row.person for row in rows}),
        refused=sum(row.status in REFUSED for row in rows),
        useful=useful,
        useless=len(opinions) - useful,
        reasons=dict(Counter(row.reason for row in opinions if row.reason)),
        by_day=_by_day([(row.asked_at, row.status) for row in rows], since, now),
        most_asked=asked,
        never_answered=open_questions,
    )


def _by_day(rows: list[tuple[datetime, str]], since: datetime, now: datetime) -> dict[date, tuple[int, int]]:
    asked = Counter(at.astimezone(HERE).date() for at, _ in rows)
    refused = Counter(at.astimezone(HERE).date() for at, status in rows if status in REFUSED)
    first, last = since.astimezone(HERE).date(), now.astimezone(HERE).date()
    span = [first + timedelta(days=n + 1) for n in range((last - first).days)]
    return {day: (asked[day], refused[day]) for day in span}


def _questions(
    connection: Connection, since: datetime
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]:
    """The questions asked most, and those of them that got no answer a single time; never a cry for help."""
    text, number = answers.c.question, func.count()
    recent = (answers.c.asked_at > since) & (text != "") & (answers.c.status != NEVER_SHOWN)
    often = select(text, number).where(recent).group_by(text).order_by(number.desc(), text)
    answered = select(text).where(recent, answers.c.status.not_in(REFUSED))
    never = often.where(text.not_in(answered))
    found = (connection.execute(wanted.limit(_LISTED)).all() for wanted in (often, never))
    most, unanswered = (tuple((row[0], row[1]) for row in rows) for rows in found)
    return most, unanswered
