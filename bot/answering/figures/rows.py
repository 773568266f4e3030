"""Which figures of the passages answer a question about a figure. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.checks.claims import turned
from bot.answering.evidence.gathering import Evidence
from bot.answering.figures.around import clause_of, part_before, position, timeless
from bot.answering.figures.saying import Shares, said
from bot.answering.figures.units import unit_fit
from bot.answering.question.ages import admitting_floor
from bot.answering.question.asked_period import fits, read_period
from bot.answering.question.terms import coverage, matches, plain
from bot.answering.question.understanding import Understanding
from retrieval.document import Clause, Figure

_AHEAD = re.compile(
    r"计划|打算|目标|预期|预计|明年|来年|下半年|年底前?(?:能|要|会|达|到)|能[到达]|要(?!求|素|闻)|将|定(?:了|在|为|多少|的)|任务|准备|力争"
)
_SURELY_AHEAD = re.compile(r"年底前?(?:能|要|会)|打算|明年|来年|下半年|准备(?!金)|预期|力争|目标(?!任务)|将要?")
_AHEAD_WORD = re.compile("打算|计划|准备|目标|预计|预期|力争|任务|要求|安排")
_DONE = re.compile(r"[^为]了|已经?|完|过|去年|上年")
_APART = 20  # years
_YEAR_ALONE = re.compile(r"\d{4}年")
CHANGE = re.compile(
    r"同比|环比|增长|增幅|增速|增长率|增加|上升|提高|涨|涨幅|增|下降|减少|降|跌|降幅|下滑|回落|幅度|变化"
)
_GROWTH = re.compile(r"同比|环比|增|降|升|减")

_WHOLE = re.compile("全(?:[市县区镇乡村]|街道|社区)|辖区|实现|完成")  # says no more of what is counted
_AMOUNT = re.compile("总量|总额|总数|数额|总值|总计")
SHARE = re.compile("占|比重|比例|率|百分|几成|份额")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with the sentence it stands in; ``found``: a share for each term; ``score`` orders the candidates."""

    figure: Figure
    evidence: Evidence
    clause: Clause
    found: Shares
    own: Shares  # by its indicator and clause alone
    coverage: float
    score: float


def rank(question: Understanding, evidence: Sequence[Evidence]) -> tuple[FoundFigure, ...]:
    """The figures that have the unit asked for, best first; their periods are not looked at yet."""
    found = [one for item in evidence for one in _narrowest(question, list(_of_sentence(question, item)))]
    return tuple(sorted(found, key=lambda one: -one.score))


def _narrowest(question: Understanding, found: list[FoundFigure]) -> list[FoundFigure]:
    """Of several conditions of a sentence that admit an age the narrowest holds: 年满70周岁3元;年满80周岁5元."""
    age = next((term.age for term in question.terms if term.age is not None), None)
    if age is None:
        return found
    floors = [admitting_floor(part_before(one.evidence, one.clause), age) for one in found]
    best = max((floor for floor in floors if floor is not None), default=None)
    return [one for one, floor in zip(found, floors, strict=True) if best is None or floor == best]


def timely(question: Understanding, found: Iterable[FoundFigure]) -> tuple[FoundFigure, ...]:
    """Those whose period is the one asked for."""
    return tuple(one for one in found if fits(question.period, _told_for(one)) or _in_month(question, one))


def _in_month(question: Understanding, one: FoundFigure) -> bool:
    """Whether the month asked about is named before the figure in its sentence: 应对6月强降雨,转移1130人."""
    asked = question.period
    if asked is None or asked.first is None or asked.first != asked.last:
        return False
    year = asked.year is None or str(asked.year) in (one.figure.period or "")
    return year and bool(re.search(rf"(?<![\d至到-]){asked.first}月(?![底末])", part_before(one.evidence, one.clause)))


def _told_for(one: FoundFigure) -> str | None:
    """The period of a figure: what a report of half a year tells as done of the year was done in that half."""
    period, whole = one.figure.period, one.evidence.passage.source.period
    in_year = period and whole and whole.startswith(period) and _YEAR_ALONE.fullmatch(period)
    return whole if in_year and one.figure.progress == "done" else period


def _of_sentence(question: Understanding, evidence: Evidence) -> Iterator[FoundFigure]:
    for figure in evidence.chunk.figures:
        inside = evidence.sentence.start <= figure.start < evidence.sentence.end
        if inside and (fit := unit_fit(question.unit, figure)) > 0:
            yield _weigh(question, evidence, figure, fit)


def _weigh(question: Understanding, evidence: Evidence, figure: Figure, fit: float) -> FoundFigure:
    clause = clause_of(evidence, figure)
    found, own = said(question.terms, evidence, figure, clause)
    found = _by_its_sort(question, figure, found)
    covered = coverage(question.terms, found)
    score = covered + _for_it(question, evidence, figure, fit) - _against_it(question, evidence, figure)
    return FoundFigure(figure, evidence, clause, found, own, covered, score)


def _by_its_sort(question: Understanding, figure: Figure, found: Shares) -> Shares:
    """Every word for a plan names a plan, for a change a change, for an amount what is neither change nor share."""
    all_sorts = (
        (_AHEAD_WORD, figure.progress == "planned"),
        (CHANGE, _changes(figure)),
        (_AMOUNT, figure.comparison is None and figure.unit != "%"),
    )
    sorts = [words for words, is_one in all_sorts if is_one]
    return tuple(
        1.0 if any(words.fullmatch(term.text) for words in sorts) else share
        for term, share in zip(question.terms, found, strict=True)
    )


def _changes(figure: Figure) -> bool:
    return bool(_GROWTH.search(figure.indicator + (figure.comparison or "")))


def _for_it(question: Understanding, evidence: Evidence, figure: Figure, fit: float) -> float:
    """What speaks for a figure beside its words: unit, sentence, conversation, the newest document, an early place, the months
    asked about, and that its indicator says no more than was asked for."""
    clauses = evidence.sentence.clauses
    early = (len(clauses) - position(evidence, clause_of(evidence, figure))) / len(clauses)
    newest = question.period is None and evidence.passage.source.id == question.newest
    return (
        0.15 * fit
        + 0.1 * evidence.score
        + 0.3 * _context(question, evidence)
        + 0.08 * newest
        + 0.02 * early
        + 0.1 * _tightness(question, figure)
        + 0.15 * _in_months(question, figure)
        + 0.1 * _nearness_of_age(question, evidence, figure)
    )


def _against_it(question: Understanding, evidence: Evidence, figure: Figure) -> float:
    """What speaks against it: a change where an amount is asked for, a fall for a rise, a plan for a deed, a condition."""
    growing = _changes(figure)
    share = figure.comparison == "占比" and not SHARE.search(question.text)
    wrong_sort = share or (growing != question.growth and (growing or figure.unit != "%"))
    clause = evidence.read(clause_of(evidence, figure))
    round_ = turned(question.text, plain(f"{timeless(figure.indicator)}/{timeless(clause)}"))
    bounds = figure.comparison in ("条件", "原值", "时限") and question.unit not in ("岁", "天", "日")
    return 0.25 * wrong_sort + 0.15 * round_ + 0.2 * bounds + _wrong_time(question.text, figure)


def _nearness_of_age(question: Understanding, evidence: Evidence, figure: Figure) -> float:
    """How near the age asked about is to the lowest one of the figure's condition: 95岁 is of 95至99 before 80以上."""
    age = next((term.age for term in question.terms if term.age is not None), None)
    floor = admitting_floor(part_before(evidence, clause_of(evidence, figure)), age) if age is not None else None
    return max(0.0, 1 - (age - floor) / _APART) if age is not None and floor is not None else 0.0


def _in_months(question: Understanding, figure: Figure) -> bool:
    """Whether a figure is told for the very part of the year that is asked about."""
    asked, told = question.period, read_period(figure.period) if figure.period else None
    return bool(asked and asked.first and told and told.first and fits(asked, figure.period))


def _tightness(question: Understanding, figure: Figure) -> float:
    """The share of the indicator's characters that were asked for, by any word for it: 农业总产值 is not 工农业总产值."""
    told = CHANGE.sub("", _WHOLE.sub("", figure.indicator))
    asked = set(
        "".join(word for t in question.terms for word in (t.text, *(other for other in t.same if other in told)))
    )
    return sum(char in asked for char in told) / max(1, len(told))


def asks_ahead(question: str) -> bool:
    """Whether a plan or a goal is asked for."""
    return bool(_AHEAD.search(question))


def _wrong_time(question: str, figure: Figure) -> float:
    """What a plan loses where a deed is asked for, and a deed where a plan is."""
    if figure.progress == "planned":
        return 0.0 if asks_ahead(question) else 0.6 if _DONE.search(question) else 0.15
    return 0.2 if _SURELY_AHEAD.search(question) else 0.0


def _context(question: Understanding, evidence: Evidence) -> float:
    if not question.context:
        return 0.0
    around = plain(evidence.text + "/".join(evidence.chunk.section))
    return coverage(question.context, matches(question.context, around))
