"""Answers that are computed from cited figures, with the sum shown; only where units and periods fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.draft import Citations, Draft, in_answer
from bot.answering.evidence.spans import clauses_to_show, quoted_span
from bot.answering.figures import compute
from bot.answering.figures.compute import Computed, DoesNotFit
from bot.answering.figures.operand_pairs import (
    Finder,
    came_and_done,
    monthly,
    now_and_before,
    of_years,
    price_and_reduction,
    rank_and_change,
    value_and_change,
    whole_and_done,
    whole_and_part,
)
from bot.answering.figures.operand_plans import done_of_plan, plan_and_done, spent_and_budget
from bot.answering.figures.operand_rows import (
    of_operands,
    of_steps,
    of_terms,
    progress_of_plan,
    stated,
    total_and_count,
    value_and_rate,
)
from bot.answering.figures.rows import FoundFigure
from bot.answering.question.operations import Operation
from bot.answering.question.stated import stated_numbers
from bot.answering.question.understanding import Understanding
from bot.answering.writing.wording import told
from bot.texts import Texts
from retrieval.document import Passage

_SHARE = re.compile("占|比重|比例|份额")
_MEAN = re.compile("平均|均")
_UNSAID: tuple[Operation, ...] = ("former", "rate")  # asked for as if the documents said it


def write_computed(question: Understanding, passages: Sequence[Passage], texts: Texts) -> Draft | None:
    """The result with its sum; None where the question asks for none or its figures are not all there."""
    question = question if question.operation else _of_year_before(question)
    if question.operation is None or _said(_unclaimed(question), passages):
        return None
    rows = _FINDERS[question.operation](question, passages)
    if not rows:
        return None
    if question.operation == "base" and rows[1].figure.comparison in ("占计划", "占比"):
        question = replace(question, operation="whole")  # 占年度计划61.7%
    try:
        return _told(question, rows, _compute(question, rows), texts)
    except DoesNotFit as misfit:
        return _unfit(question, rows, texts) if misfit.reason in ("units", "periods") and _two(question, rows) else None


def _of_year_before(question: Understanding) -> Understanding:
    """A figure of a named year, which may be told by that of the year after and its change: 比2022年多9台."""
    named = question.kind == "figure" and question.period and question.period.year and not question.parts
    return replace(question, operation="former", operands=(question,)) if named else question


def _unclaimed(question: Understanding) -> Understanding:
    """The question without the numbers it states."""
    values = [number.value for number in stated_numbers(question.text)] if question.claims else []
    return replace(question, terms=tuple(t for t in question.terms if not any(t.text in value for value in values)))


def _two(question: Understanding, rows: Sequence[FoundFigure]) -> bool:
    return len(rows) > 1 and question.operation in ("sum", "difference", "share", "ratio")


def _said(question: Understanding, passages: Sequence[Passage]) -> bool:
    """Whether the documents give the share, the rate or the mean themselves."""
    if question.operation == "share":
        return stated(question, passages, ("%",), _SHARE)
    if question.operation in ("rate", "fulfilled"):
        parts = _FINDERS[question.operation](question, passages)  # 诉求办结率 is not that of 投诉
        return stated(question, passages, ("%",), parts=parts)
    return question.operation == "average" and stated(question, passages, (question.unit or "",), _MEAN)


def _of_sum(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    return of_steps(question, passages) or (of_operands if question.operands else of_terms)(question, passages)


def _before_change(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    return (rank_and_change if question.unit == "名次" else value_and_rate)(question, passages)


def _to_plan(question: Understanding, passages: Sequence[Passage]) -> list[FoundFigure]:
    """What is planned and what is done, else what is done and the share of the plan that it is."""
    return plan_and_done(question, passages) or value_and_rate(question, passages)


_FINDERS: Mapping[Operation, Finder] = {
    "sum": _of_sum,
    "difference": of_operands,
    "share": of_operands,
    "ratio": of_operands,
    "base": _before_change,
    "whole": value_and_rate,
    "to_full": progress_of_plan,
    "average": total_and_count,
    "left": whole_and_done,
    "change": now_and_before,
    "former": value_and_change,
    "rate": came_and_done,
    "times": monthly,
    "years": of_years,
    "gap": _to_plan,
    "fulfilled": done_of_plan,
    "rest": whole_and_part,
    "net": price_and_reduction,
    "over": spent_and_budget,
}


def _compute(question: Understanding, rows: Sequence[FoundFigure]) -> Computed:
    figures = [one.figure for one in rows]
    match question.operation:
        case "sum":
            return compute.add(figures, over_time=_several_periods(question))
        case "years":
            return compute.add(figures, over_time=True)
        case "times":
            return compute.times(figures[0], int(re.sub(r"\D", "", question.operands[1].text)))
        case "to_full":
            return compute.to_full(figures[0])
        case "gap" if figures[1].unit == "%":
            return compute.to_whole(*figures)
        case "change" | "gap" | "over":
            return compute.change(*figures)
        case "left":
            return compute.left(*figures)
        case "base" if figures[0].comparison == "排名":
            return compute.former(*figures)
        case _:
            return _TWO[question.operation or "difference"](*figures)


_TWO = {
    "share": compute.share,
    "fulfilled": compute.fulfilled,
    "rate": compute.share,
    "ratio": compute.ratio,
    "base": compute.base,
    "whole": compute.whole,
    "average": compute.average,
    "former": compute.former,
    "difference": compute.difference,
    "rest": compute.difference,
    "net": compute.difference,
}


def _several_periods(question: Understanding) -> bool:
    """Whether the question itself names a time for each thing that is summed up."""
    periods = [operand.period for operand in question.operands]
    return any(periods) and len(set(periods)) == len(periods)


def _told(question: Understanding, rows: Sequence[FoundFigure], result: Computed, texts: Texts) -> Draft:
    citations = Citations()
    numbers = [_cite(one, question, citations) for one in rows]
    cited = tuple(dict.fromkeys(numbers))
    text = texts.say(f"compute.{question.operation}", value=result.value, shown=result.shown)
    figures = [in_answer(one.figure, number) for one, number in zip(rows, numbers, strict=True)]
    name = "、".join(dict.fromkeys(one.figure.indicator for one in rows))
    period = rows[0].figure.period
    figures.append(FigureInAnswer(name, result.value, result.unit, float(result.number), period, cited, result.shown))
    sentence = AnswerSentence(text, "computed", cited)
    if verdict := _verdict(question, result, texts):
        return Draft("answered", (verdict, sentence), tuple(citations.found), tuple(figures))
    if question.operation not in _UNSAID:
        return Draft("answered", (sentence,), tuple(citations.found), tuple(figures))
    first = AnswerSentence(texts.say("compute.unsaid"), "fixed")
    return Draft("partial", (first, sentence), tuple(citations.found), tuple(figures))


def _verdict(question: Understanding, result: Computed, texts: Texts) -> AnswerSentence | None:
    """Right or wrong, where the question states the result; a result that only bounds it (2365万元以上) is no verdict."""
    stated = stated_numbers(question.text) if question.claims else []
    if not stated or re.search("以上|以下", result.value):
        return None
    said = stated[-1]
    rounded = result.number.quantize(said.number) if result.value.startswith("约") else result.number
    key = "claim.computed_right" if said.number in (result.number, rounded) else "claim.computed_wrong"
    return AnswerSentence(texts.say(key, claimed=said.value), "fixed")


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
