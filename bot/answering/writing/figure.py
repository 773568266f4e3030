"""The answer to a question about a figure: the clause that holds it, from the ledger's rows of the passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import AnswerSentence, FigureInAnswer, Status
from bot.answering.draft import Citations, Draft
from bot.answering.evidence.gathering import Evidence, clause_coverage
from bot.answering.evidence.spans import clauses_to_show, shown_text
from bot.answering.figures.meant import fitting
from bot.answering.figures.outcomes import counterparts, outcomes, told_otherwise
from bot.answering.figures.parts import of_parts, place
from bot.answering.figures.rows import CHANGE, FoundFigure, rank, timely
from bot.answering.question.kinds import COUNT
from bot.answering.question.understanding import Understanding
from bot.answering.writing.wording import figures_in, partial, told
from bot.texts import Texts
from retrieval.document import Clause
from retrieval.figures.numbers import numbers_in
from retrieval.periods import told_on

_SERIES = re.compile(
    r"哪一?年|趋势|走势|变化|历年|逐年|这[几两三]年|近[几两三]年|各年|怎么变|每年(?!能|可)|20\d\d.{0,3}20\d\d"
)
_PLAN_AND_DEED = re.compile(
    "(?:目标|计划|任务|预算).*(?:实际|完成|结果|实现|支出)|(?:实际|完成|结果|实现|支出).*(?:目标|计划|任务|预算)"
)
_SERIES_MOST = 6
_COUNTED = re.compile("几([个项大方条点][\u4e00-\u9fff]{2})")
_LOOKED_AT = 6
_HALF = 0.5  # of the question in a sentence
_MORE = re.compile("增加了?多少|新增了?多少|多了多少")
_NEW = re.compile("[新增扩][增设辟建加添]")
_IN_WORDS = 0.7
_CLOSE = 0.05  # scores that are as good as equal
_MOST = 3


def write_figure(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """The figures asked for, or what is said of the subject without one."""
    rows = rank(question, evidence)
    in_all = timely(question, rows)
    if _SERIES.search(question.text) and len(series := _series(fitting(question, rows))) > 1:
        return _tell(question, series, texts, dated=True)
    in_time = outcomes(question, fitting(question, in_all))
    if in_time and _PLAN_AND_DEED.search(question.text) and (other := counterparts(in_time[0], rows)):
        return _tell(question, [in_time[0], *other], texts)
    if question.parts and (found := of_parts(question, evidence)):
        return _tell(question, found, texts)
    if worded := _counted_in_words(question, evidence, texts):
        return worded
    if not in_time and (untimely := fitting(question, rows)):
        return _other_period(question, untimely[0], texts)
    if in_time:
        best = _best(in_time)
        if others := told_otherwise(best[0], in_all):
            first = AnswerSentence(texts.say("conflict"), "fixed")
            newest_first = sorted([*best, *others], key=_told_on, reverse=True)
            return _tell(question, newest_first, texts, (first,), "answered")
        return _tell(question, best, texts)
    if added := _added(question, evidence):
        return _tell(question, added, texts)
    return _in_words(question, evidence, texts) or partial(question, evidence, texts)


def _added(question: Understanding, evidence: Sequence[Evidence]) -> list[FoundFigure]:
    """停车位增加了多少: how many were added, where no rate of growth is told."""
    if not (question.growth and question.unit == "%" and _MORE.search(question.text)):
        return []
    terms = tuple(replace(t, weight=0.0) if CHANGE.fullmatch(t.text) else t for t in question.terms)
    asked = replace(question, terms=terms, unit=COUNT, growth=False)
    rows = fitting(asked, timely(asked, rank(asked, evidence)))
    return _best(more) if (more := [one for one in rows if _NEW.search(one.figure.indicator)]) else []


def _series(fitting: Sequence[FoundFigure]) -> list[FoundFigure]:
    """The same indicator in each of the periods the documents tell, in order of time; plans left out."""
    unit = fitting[0].figure.unit if fitting else ""
    top = fitting[0].score if fitting else 0.0
    by_period: dict[str, FoundFigure] = {}
    for one in fitting:
        same = one.figure.unit == unit and one.score >= top - 0.25 and one.figure.progress != "planned"
        if same and one.figure.comparison is None and one.figure.period:
            by_period.setdefault(one.figure.period, one)
    return [by_period[period] for period in sorted(by_period)][:_SERIES_MOST]


def _told_on(one: FoundFigure) -> str:
    return told_on(one.evidence.passage.source)


def _in_words(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft | None:
    """A number that the ledger holds no row of (3分钟消防救援圈), in the unit asked for and beside the question's words."""
    if question.unit in ("元", "%", "名次", "人"):  # of these the ledger misses none
        return None
    for item in evidence[:2]:
        for clause in item.sentence.clauses:
            if _in_ledger(item, clause):
                continue  # the ledger has it, and it was not what is asked for
            has = any(number.unit == question.unit for number in numbers_in(item.read(clause)))
            if has and clause_coverage(item, clause, question.terms) >= _IN_WORDS:
                return _tell_clause(question, item, clause, texts)
    return None


def _counted_in_words(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft | None:
    """分几个方面 of 做好以下五个方面工作: the very thing that is counted, behind a number that is no figure of the ledger."""
    asked = _COUNTED.search(question.text)
    near = (item for item in evidence[:_LOOKED_AT] if asked and item.coverage >= _HALF)
    clauses = ((item, clause) for item in near for clause in item.sentence.clauses if not _in_ledger(item, clause))
    told_so = (pair for pair in clauses if asked and _counts(asked[1], pair[0].read(pair[1])))
    return next((_tell_clause(question, item, clause, texts) for item, clause in told_so), None)


def _counts(thing: str, words: str) -> bool:
    return any(f"{number.unit}{words[number.end :]}".startswith(thing) for number in numbers_in(words))


def _in_ledger(item: Evidence, clause: Clause) -> bool:
    return any(clause.start <= figure.start < clause.end for figure in item.chunk.figures)


def _tell_clause(question: Understanding, item: Evidence, clause: Clause, texts: Texts) -> Draft:
    citations = Citations()
    sentence = told(item, clauses_to_show(item, [clause], question.terms), texts, citations)
    return Draft("answered", (sentence,), tuple(citations.found))


def _best(found: Sequence[FoundFigure]) -> list[FoundFigure]:
    """The best figure and its equals: a second place of the report that says the same words with other numbers."""
    top = found[0]
    equal = [one for one in found if one.score >= top.score - _CLOSE and one.coverage >= top.coverage - _CLOSE]
    return equal[:_MOST]


def _tell(
    question: Understanding,
    found: Sequence[FoundFigure],
    texts: Texts,
    first: tuple[AnswerSentence, ...] = (),
    status: Status = "partial",
    dated: bool = False,
) -> Draft:
    """``dated``: each figure with its period before it, unless its words say it."""
    citations = Citations()
    sentences: list[AnswerSentence] = list(first)
    figures: list[FigureInAnswer] = []
    for key in dict.fromkeys(place(one) for one in found):
        same = [one for one in found if place(one) == key]
        evidence, focus = same[0].evidence, [one.clause for one in same]
        shown = clauses_to_show(evidence, focus, question.terms)
        period = same[0].figure.period or ""
        if dated and period not in shown_text(evidence, shown):
            sentences.append(AnswerSentence(texts.say("series", period=period), "fixed"))
        sentences.append(told(evidence, shown, texts, citations))
        figures += figures_in(evidence, shown, sentences[-1].citations[0])
    return Draft(status if first else "answered", tuple(sentences), tuple(citations.found), tuple(figures))


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
