"""One figure for each part of a question that asks for several: 改造了几个小区,惠及几户; 产值和增速各是多少."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.evidence.gathering import Evidence, gather
from bot.answering.figures.meant import answers
from bot.answering.figures.outcomes import counterparts
from bot.answering.figures.rows import FoundFigure, rank, timely
from bot.answering.figures.units import unit_fit
from bot.answering.question.terms import Term, coverage
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import ASPECT

_OWN = 0.5
_LOOKED_AT = 5
_CHANGED = re.compile("同比|环比|较年初|增幅|降幅")


def of_parts(question: Understanding, evidence: Sequence[Evidence]) -> list[FoundFigure]:
    """The figures in the order of the parts; none where a part stays open."""
    passages = tuple({item.chunk.id: item.passage for item in evidence}.values())
    found: list[FoundFigure] = []
    for part in question.parts:
        rows = [one for one in timely(part, rank(part, gather(part, passages))) if one.figure not in _figures(found)]
        if found and part.wants == "planned" and _leans(part):
            one = next(iter(counterparts(found[-1], rank(question, evidence))), None)
        else:
            one = _beside(part, rows, found)
        if one is None and not (found and _leans(part)):
            one = _for_itself(part, rows)
        if one is None:
            return []
        found.append(one)
    return found


def _figures(found: Sequence[FoundFigure]) -> list[object]:
    return [one.figure for one in found]


def _leans(part: Understanding) -> bool:
    """Whether a part names no thing of its own, but what is asked of another's: 增长多少, 惠及几户, 清了几处."""
    return all(_is_aspect(term) for term in part.terms)


def _is_aspect(term: Term) -> bool:
    return term.light or term.verb or len(term.text) == 1 or bool(ASPECT.fullmatch(term.text))


def _for_itself(part: Understanding, rows: Sequence[FoundFigure]) -> FoundFigure | None:
    return next((one for one in rows[:_LOOKED_AT] if answers(part, one)), None)


def _beside(part: Understanding, rows: Sequence[FoundFigure], found: Sequence[FoundFigure]) -> FoundFigure | None:
    """In the sentence of the part before it the figure in the unit asked for that says its words, else, where it has none
    but an aspect or a verb, the nearest behind."""
    if not found:
        return None
    last, leans = found[-1], _leans(part)
    near = [
        one
        for one in rows
        if place(one) == place(last)
        and unit_fit(part.unit, one.figure) >= (0.8 if part.unit else 0.6)
        and (not part.growth or _CHANGED.search(one.figure.comparison or ""))
        and (leans or _says(part, one))
    ]
    return min(near, key=lambda one: (not _says(part, one), _distance(one, last)), default=None)


def _says(part: Understanding, one: FoundFigure) -> bool:
    return bool(part.terms) and coverage(part.terms, one.own) >= _OWN


def _distance(one: FoundFigure, last: FoundFigure) -> tuple[bool, int]:
    return one.figure.start < last.figure.start, abs(one.figure.start - last.figure.start)


def place(one: FoundFigure) -> tuple[str, int]:
    """The sentence a figure stands in."""
    return one.evidence.chunk.id, one.evidence.sentence.start
