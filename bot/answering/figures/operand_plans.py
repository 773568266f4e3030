"""What is planned and what came of it, as two figures of which a gap or a share is made. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.figures.operand_pairs import amounts, covers, year_of
from bot.answering.figures.operand_rows import pairs, same_sentence
from bot.answering.figures.outcomes import likeness
from bot.answering.figures.rows import FoundFigure
from bot.answering.figures.units import unit_fit
from bot.answering.question.understanding import Understanding
from retrieval.document import Passage

_SPENT = re.compile("支出|决算|实际|结算|执行|花费")


def done_of_plan(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """What is done and what was planned of it, however much that is."""
    return _plan_and_done(replace(question, unit=None), passages, more=True)[::-1]


def plan_and_done(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """What is planned and the figure likest to it of what is done, which is less."""
    return _plan_and_done(question, passages, more=False)


def _plan_and_done(question: Understanding, passages: Sequence[Passage], more: bool) -> list[FoundFigure]:
    least = 0.8 if question.unit else 0.6
    rows = [one for one in amounts(question, passages, question.unit) if unit_fit(question.unit, one.figure) >= least]
    found = [
        (plan, done)
        for plan in rows
        for done in rows
        if plan.figure.progress == "planned" != done.figure.progress and plan.figure.unit == done.figure.unit
        if (more or plan.figure.number > done.figure.number)
        and plan.figure.unit not in ("%", "‰")
        and year_of(plan) == year_of(done)
        and covers(question, plan)
        and covers(question, done)
    ]
    best = max(
        found,
        key=lambda pair: pair[0].score + pair[1].score + likeness(*pair) + 0.3 * same_sentence(*pair),
        default=None,
    )
    return list(best) if best else []


def spent_and_budget(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """What was spent and the budget of it, of one sentence or row of a table."""
    for a, b in pairs(amounts(question, passages, "元")):
        budget = "预算" in b.figure.indicator and "预算" not in a.figure.indicator
        if budget and _SPENT.search(a.figure.indicator) and covers(question, a, b):
            return [a, b]
    return []
