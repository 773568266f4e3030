"""Goals and what came of them, and one indicator told in two ways. Pure functions over ranked figures."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.figures.around import CHANGES, part_before
from bot.answering.figures.rows import FoundFigure, asks_ahead
from bot.answering.question.terms import plain
from bot.answering.question.understanding import Understanding

_NOT_WORSE = 0.25  # of coverage by which an outcome may say less of the question than its goal
_ALIKE = 0.6


def outcomes(question: Understanding, found: Sequence[FoundFigure]) -> Sequence[FoundFigure]:
    """What came of a goal instead of the goal, where both are told and no goal is asked for."""
    if not found or found[0].figure.progress != "planned" or asks_ahead(question.text):
        return found
    goal = found[0]
    came = [
        one
        for one in found
        if one.figure.progress != "planned"
        and one.figure.unit == goal.figure.unit
        and (one.figure.comparison in CHANGES) == (goal.figure.comparison in CHANGES)
        and one.coverage >= goal.coverage - _NOT_WORSE
        and max(likeness(goal, one), likeness(one, goal)) >= _ALIKE
    ]
    return came or found


def told_otherwise(best: FoundFigure, rows: Sequence[FoundFigure]) -> list[FoundFigure]:
    """What another document says of the same indicator in the same period, where it is another number.

    A plan and what came of it don't contradict each other.
    """
    return [
        one
        for one in _of_same(best, rows)
        if (one.figure.progress == "planned") == (best.figure.progress == "planned")
        and one.evidence.chunk.document != best.evidence.chunk.document
    ][:1]


def counterparts(best: FoundFigure, rows: Sequence[FoundFigure]) -> list[FoundFigure]:
    """The outcome of a goal, the goal of an outcome: in the same sentence, else of what is told alike of the same year."""
    others = [
        one
        for one in rows
        if one.figure.unit == best.figure.unit
        and (one.figure.progress == "planned") != (best.figure.progress == "planned")
        and (one.figure.comparison in CHANGES) == (best.figure.comparison in CHANGES)
    ]
    beside = [one for one in others if _place(one) == _place(best)]
    alike = [
        one for one in others if _year(one) == _year(best) and max(likeness(best, one), likeness(one, best)) >= _ALIKE
    ]
    return [*beside, *alike][:1]


def _place(one: FoundFigure) -> tuple[str, tuple[int, int]]:
    return one.evidence.chunk.id, one.figure.sentence


def _year(one: FoundFigure) -> str:
    return (one.figure.period or "").removeprefix("截至")[:4]


def _of_same(best: FoundFigure, rows: Sequence[FoundFigure]) -> list[FoundFigure]:
    figure = best.figure
    return [
        one
        for one in rows
        if (one.figure.indicator, one.figure.unit, one.figure.period) == (figure.indicator, figure.unit, figure.period)
        and one.figure.number != figure.number
    ]


def likeness(a: FoundFigure, b: FoundFigure) -> float:
    """The share of the pairs of characters of ``b`` that ``a`` says too, in its clause or those before it: 累计投用29部 is
    the one of 累计投用不少于35部."""
    told = plain(a.figure.indicator + part_before(a.evidence, a.clause))
    words = plain(b.figure.indicator)
    grams = {words[at : at + 2] for at in range(len(words) - 1)}
    return sum(gram in told for gram in grams) / len(grams) if grams else 0.0
