"""The answer to a question about a figure: the clause that holds it, from the ledger's rows of the passages."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.draft import Citations, Draft
from bot.answering.evidence import Evidence
from bot.answering.figure_rows import FoundFigure, rank, timely, unit_fit
from bot.answering.spans import clauses_to_show
from bot.answering.terms import matches, plain
from bot.answering.understanding import Understanding
from bot.answering.wording import figures_in, partial, told
from bot.texts import Texts

ENOUGH = 0.62  # coverage by the figure's own words that makes it the one asked for
ANCHORED = 0.45  # … where it stands beside a name of the question, in the unit asked for
_CLOSE = 0.05  # scores that are as good as equal
_MOST = 3


def write_figure(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """The figures asked for, or what is said of the subject without one."""
    found = rank(question, evidence)
    fitting = [one for one in found if _answers(question, one)]
    in_time = timely(question, fitting)
    if fitting and not in_time:
        return _other_period(question, fitting[0], texts)
    return _tell(question, _best(in_time), texts) if in_time else partial(question, evidence, texts)


def _answers(question: Understanding, one: FoundFigure) -> bool:
    fit = unit_fit(question.unit, one.figure)
    return fit >= 0.6 and one.coverage >= (ANCHORED if fit == 1.0 and _anchored(question, one) else ENOUGH)


def _anchored(question: Understanding, one: FoundFigure) -> bool:
    """Whether a rare word of the question, most likely a name, stands in the figure's own clause."""
    own = matches(question.terms, plain(one.figure.indicator + one.evidence.quote(one.clause)))
    return any(term.rare and share >= 0.9 for term, share in zip(question.terms, own, strict=True))


def _best(found: Sequence[FoundFigure]) -> list[FoundFigure]:
    """The best figure and its equals: a second place of the report that says the same words with other numbers."""
    top = found[0]
    equal = [one for one in found if one.score >= top.score - _CLOSE and one.coverage >= top.coverage - _CLOSE]
    return equal[:_MOST]


def _tell(question: Understanding, found: Sequence[FoundFigure], texts: Texts, first: tuple[AnswerSentence, ...] = ()) -> Draft:
    citations = Citations()
    sentences: list[AnswerSentence] = list(first)
    figures: list[FigureInAnswer] = []
    for evidence in dict.fromkeys(one.evidence for one in found):
        focus = [one.clause for one in found if one.evidence is evidence]
        shown = clauses_to_show(evidence, focus, question.terms)
        sentences.append(told(evidence, shown, texts, citations))
        figures += figures_in(evidence, shown, sentences[-1].citations[0])
    status = "partial" if first else "answered"
    return Draft(status, tuple(sentences), tuple(citations.found), tuple(figures))


def _other_period(question: Understanding, one: FoundFigure, texts: Texts) -> Draft:
    asked = question.period
    words = texts.say("partial.period", asked=_asked(question), told=one.figure.period or "") if asked else ""
    return _tell(question, [one], texts, (AnswerSentence(words, "fixed"),))


def _asked(question: Understanding) -> str:
    period = question.period
    if period is None:
        return ""
    months = f"{period.first}-{period.last}月" if period.first != period.last else f"{period.first}月"
    months = {"1-12月": "全年", "1-6月": "上半年", "7-12月": "下半年"}.get(months, months)
    return (f"{period.year}年" if period.year else "") + (months if period.first else "")
