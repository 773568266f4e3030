"""Answers that are computed from cited figures, with the sum shown; only where units and periods fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.compute import Computed, DoesNotFit, add, average, base, difference, ratio, share, to_full, whole
from bot.answering.draft import Citations, Draft, in_answer
from bot.answering.evidence import gather
from bot.answering.figure_rows import FoundFigure, clause_of, rank, timely, unit_fit
from bot.answering.spans import clauses_to_show, quoted_span
from bot.answering.terms import lacking, matches, plain
from bot.answering.understanding import Understanding
from bot.answering.wording import told
from bot.texts import Texts
from retrieval.document import Passage

_ENOUGH = 0.5
_STATED = 0.62


def write_computed(question: Understanding, passages: Sequence[Passage], texts: Texts) -> Draft | None:
    """The result with its sum; None where the question asks for none or its figures are not all there."""
    if question.operation is None:
        return None
    if question.operation in ("share", "average") and _stated(question, passages):
        return None
    rows = _rows(question, passages)
    if not rows:
        return None
    try:
        return _told(question, rows, _compute(question, rows), texts)
    except DoesNotFit as misfit:
        return _unfit(question, rows, texts) if misfit.reason in ("units", "periods") and len(rows) > 1 else None


def _stated(question: Understanding, passages: Sequence[Passage]) -> bool:
    """Whether the documents give the share or the mean themselves."""
    wanted = ("%",) if question.operation == "share" else (question.unit or "",)
    rows = [one for one in rank(question, gather(question, passages)) if one.figure.unit in wanted]
    return any(one.coverage >= _STATED and not lacking(question.terms, one.found) for one in rows[:3])


def _rows(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    operation = question.operation
    if operation in ("base", "whole"):
        return _value_and_rate(question, passages)
    if operation == "to_full":
        asked = replace(question.operands[0], unit="%", period=None)
        return [one for one in _ranked(asked, passages) if one.figure.comparison == "占计划"][:1]
    if operation == "average":
        return _total_and_count(question, passages)
    if question.operands:
        return _of_operands(question, passages)
    if operation == "left":
        return _whole_and_done(question, passages)
    return _of_terms(question, passages) if operation == "sum" else []


def _of_operands(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """One figure for each operand, all of a unit."""
    found: list[FoundFigure] = []
    for operand in question.operands:
        asked = replace(operand, unit=question.unit if question.operation in ("sum", "difference") else operand.unit)
        rows = [one for one in _ranked(asked, passages) if one.figure not in [known.figure for known in found]]
        alike = [one for one in rows if not found or one.figure.unit == found[0].figure.unit]
        if not (alike or rows):
            return []
        found.append((alike or rows)[0])
    return found


def _ranked(asked: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    rows = timely(asked, rank(asked, gather(asked, passages)))
    return [
        one for one in rows if one.coverage >= _ENOUGH and not lacking(asked.terms, one.found) and _level(asked, one)
    ]


def _level(asked: Understanding, one: FoundFigure) -> bool:
    """An amount is summed, not its rise."""
    return one.figure.comparison is None or asked.growth or asked.unit == "%"


def _of_terms(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """三级岗四级岗一共: the figures of one sentence that each have a word of the question of their own."""
    rows = [one for one in rank(question, gather(question, passages)) if unit_fit(question.unit, one.figure) >= 0.6]
    best = rows[0] if rows else None
    same = [one for one in rows if best and one.evidence.sentence == best.evidence.sentence and _level(question, one)]
    chosen: dict[int, FoundFigure] = {}
    for at, _ in enumerate(question.terms):
        owners = [one for one in same if _own(question, one)[at] >= 0.9]
        if len(owners) == 1:
            chosen[owners[0].figure.start] = owners[0]
    found = sorted(chosen.values(), key=lambda one: one.figure.start)
    return found if len(found) > 1 else []


def _whole_and_done(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """42件信访积案化解39件: the larger figure and the smaller one after it, of one unit and in one sentence."""
    asked = replace(question, unit=question.unit or None)
    rows = [one for one in rank(asked, gather(asked, passages)) if _level(asked, one)][:8]
    pairs = [
        (a, b)
        for a, b in _pairs(rows)
        if a.figure.number > b.figure.number and a.figure.start < b.figure.start and _alike(a, b)
    ]
    fitting = [pair for pair in pairs if not lacking(asked.terms, tuple(map(max, pair[0].found, pair[1].found)))]
    best = max(fitting, key=lambda pair: pair[0].score + pair[1].score, default=None)
    return list(best) if best else []


def _alike(a: FoundFigure, b: FoundFigure) -> bool:
    return a.figure.unit == b.figure.unit or unit_fit(a.figure.unit, b.figure) == 1.0


def _own(question: Understanding, one: FoundFigure) -> tuple[float, ...]:
    return matches(question.terms, plain(one.figure.indicator))


def _value_and_rate(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """An amount and the growth, or the share of the plan, that the documents give beside it."""
    asked = replace(question.operands[0], unit=None, growth=False, period=None)
    sort = "占计划" if question.operation == "whole" else None
    for one in [one for one in _ranked(asked, passages) if one.figure.unit not in ("%", "‰")][:3]:
        rates = [
            replace(one, figure=figure, clause=clause_of(one.evidence, figure))
            for figure in one.evidence.chunk.figures
            if figure.unit == "%" and figure.sentence == one.figure.sentence and figure.start > one.figure.start
            if sort is None or figure.comparison == sort
        ]
        if rates:
            return [one, rates[0]]
    return []


def _total_and_count(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """The two figures of one sentence that a mean is made of: the total in the unit asked for, and the count."""
    asked = replace(question.operands[0], unit=None, growth=False)
    rows = [one for one in timely(asked, rank(asked, gather(asked, passages)))[:8] if one.figure.comparison is None]
    for a, b in _pairs(rows):
        if unit_fit(question.unit, a.figure) == 1.0 and a.figure.unit != b.figure.unit and "元" not in b.figure.unit:
            together = tuple(map(max, _own(asked, a), _own(asked, b)))
            if not lacking(asked.terms, tuple(map(max, together, a.found))):
                return [a, b]
    return []


def _pairs(rows: Sequence[FoundFigure]) -> Iterator[tuple[FoundFigure, FoundFigure]]:
    for a, b in combinations(rows, 2):
        if a.evidence.sentence == b.evidence.sentence:
            yield a, b
            yield b, a


def _compute(question: Understanding, rows: Sequence[FoundFigure]) -> Computed:
    figures = [one.figure for one in rows]
    match question.operation:
        case "sum":
            return add(figures)
        case "share":
            return share(figures[0], figures[1])
        case "ratio":
            return ratio(figures[0], figures[1])
        case "base":
            return base(figures[0], figures[1])
        case "whole":
            return whole(figures[0], figures[1])
        case "to_full":
            return to_full(figures[0])
        case "average":
            return average(figures[0], figures[1])
        case _:
            return difference(figures[0], figures[1])


def _told(question: Understanding, rows: Sequence[FoundFigure], result: Computed, texts: Texts) -> Draft:
    citations = Citations()
    numbers = [_cite(one, question, citations) for one in rows]
    cited = tuple(dict.fromkeys(numbers))
    key = question.operation if question.operation != "left" else "difference"
    text = texts.say(f"compute.{key}", value=result.value, shown=result.shown)
    figures = [in_answer(one.figure, number) for one, number in zip(rows, numbers, strict=True)]
    name = "、".join(one.figure.indicator for one in rows)
    period = rows[0].figure.period
    figures.append(FigureInAnswer(name, result.value, result.unit, float(result.number), period, cited, result.shown))
    return Draft("answered", (AnswerSentence(text, "computed", cited),), tuple(citations.found), tuple(figures))


def _cite(one: FoundFigure, question: Understanding, citations: Citations) -> int:
    shown = clauses_to_show(one.evidence, [one.clause], question.terms)
    return citations.cite(one.evidence.passage, *quoted_span(one.evidence, shown))


def _unfit(question: Understanding, rows: Sequence[FoundFigure], texts: Texts) -> Draft:
    citations = Citations()
    first = AnswerSentence(texts.say("compute.unfit"), "fixed")
    rest = [
        told(one.evidence, clauses_to_show(one.evidence, [one.clause], question.terms), texts, citations)
        for one in rows
    ]
    return Draft("partial", (first, *dict.fromkeys(rest)), tuple(citations.found))
