"""What residents were not told, and what they thought of what they were told, for staff to read one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.people.answer_store import load_answer
from bot.staff.statistics import NEVER_SHOWN, REFUSED
from bot.storage import Database
from bot.tables import answers, feedback


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that never got a whole answer: how often it was asked, and when last."""

    question: str
    times: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """``reason``: a key of the texts or empty; ``question`` and ``answer``: empty where they are kept no longer, or are
    never shown.
    """

    at: datetime
    useful: bool
    reason: str
    question: str
    answer: str


async def unanswered(database: Database, limit: int = 100) -> list[Unanswered]:
    """The latest first."""
    text, last = answers.c.question, func.max(answers.c.asked_at)
    answered = select(text).where(answers.c.status.not_in(REFUSED))
    never = (text != "") & answers.c.status.in_(REFUSED) & text.not_in(answered)
    wanted = select(text, func.count(), last).where(never).group_by(text).order_by(last.desc()).limit(limit)
    rows = await database.run(lambda c: c.execute(wanted).all())
    return [Unanswered(*row) for row in rows]


async def opinions(database: Database, limit: int = 100) -> list[Opinion]:
    """The latest first."""
    joined = feedback.outerjoin(answers, answers.c.id == feedback.c.answer)
    columns = (
        feedback.c.at,
        feedback.c.useful,
        feedback.c.reason,
        answers.c.question,
        answers.c.body,
        answers.c.status,
    )
    wanted = select(*columns).select_from(joined).order_by(feedback.c.id.desc()).limit(limit)
    return [_opinion(row) for row in await database.run(lambda c: c.execute(wanted).all())]


def _opinion(row: Any) -> Opinion:
    shown = row.body and row.status != NEVER_SHOWN
    question, told = (row.question, load_answer(row.question, row.body).text) if shown else ("", "")
    return Opinion(row.at, row.useful, row.reason, question, told)
