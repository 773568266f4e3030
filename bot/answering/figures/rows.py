"""Which figures of the passages answer a question about a figure. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from bot.answering.checks.claims import turned
from bot.answering.evidence.gathering import Evidence
from bot.answering.figures.units import unit_fit
from bot.answering.question.ages import admitting_floor
from bot.answering.question.asked_period import fits
from bot.answering.question.offices import office_of
from bot.answering.question.terms import Term, coverage, matches, plain
from bot.answering.question.understanding import Understanding
from retrieval.chinese import half_width
from retrieval.document import Clause, Figure

_AHEAD = re.compile(
    r"计划|打算|目标|预期|预计|明年|来年|下半年|年底前?(?:能|要|会|达|到)|能[到达]|要(?!求|素|闻)|将|定(?:了|在|为|多少|的)|任务|准备|力争"
)
_SURELY_AHEAD = re.compile(r"年底前?(?:能|要|会)|打算|明年|来年|下半年|准备(?!金)|预期|力争|目标(?!任务)|将要?")
_AHEAD_WORD = re.compile("打算|计划|准备|目标|预计|预期|力争|任务|要求|安排")
_DONE = re.compile(r"[^为]了|已经?|完|过|去年|上年")
_TIGHT = 0.1  # of two indicators that both hold the words the one that says no more of something else
_SHORT = 4  # characters of a word that may be written otherwise
_YEAR_ALONE = re.compile(r"\d{4}年")
_TWICE = 2  # characters of a name that come again without its beginning
_APART = 3  # characters between two of them
_AFTER = re.compile(r"^.{2,}?(之后|后)(?=\S{3})")
CHANGE = re.compile(
    r"同比|环比|增长|增幅|增速|增长率|增加|上升|提高|涨|涨幅|增|下降|减少|降|跌|降幅|下滑|回落|幅度|变化"
)
_GROWTH = re.compile(r"同比|环比|增|降|升|减")
CHANGES = ("同比", "环比", "较年初", "增幅", "降幅")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with the sentence it stands in; ``found``: a share for each term; ``score`` orders the candidates."""

    figure: Figure
    evidence: Evidence
    clause: Clause
    found: tuple[float, ...]
    own: tuple[float, ...]  # by its indicator and clause alone
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


def part_before(evidence: Evidence, clause: Clause) -> str:
    """The stretch between semicolons that ends with ``clause``."""
    clauses = evidence.sentence.clauses
    at = first = _position(evidence, clause)
    while first > 0 and not evidence.read(clauses[first - 1]).endswith(";"):
        first -= 1
    return "".join(evidence.read(one) for one in clauses[first : at + 1])


def said_before(evidence: Evidence, clause: Clause) -> str:
    """That stretch without what only says when: 棉纺宿舍完工后接着启动灯塔新村改造."""
    clauses = [one for one in evidence.sentence.clauses if one.start <= clause.start]
    kept: list[str] = []
    for one in reversed(clauses):
        if kept and evidence.read(one).endswith(";"):
            break
        kept.insert(0, _AFTER.sub("", evidence.read(one)))
    return "".join(kept)


def timely(question: Understanding, found: Iterable[FoundFigure]) -> tuple[FoundFigure, ...]:
    """Those whose period is the one asked for."""
    return tuple(one for one in found if fits(question.period, _told_for(one)))


def _told_for(one: FoundFigure) -> str | None:
    """The period of a figure: what a report of half a year tells as done of the year was done in that half."""
    period, whole = one.figure.period, one.evidence.passage.source.period
    in_year = period and whole and whole.startswith(period) and _YEAR_ALONE.fullmatch(period)
    return whole if in_year and one.figure.progress == "done" else period


def _of_sentence(question: Understanding, evidence: Evidence) -> Iterable[FoundFigure]:
    chunk = evidence.chunk
    for figure in chunk.figures:
        inside = evidence.sentence.start <= figure.start < evidence.sentence.end
        if inside and (fit := unit_fit(question.unit, figure)) > 0:
            yield _weigh(question, evidence, figure, fit)


def _weigh(question: Understanding, evidence: Evidence, figure: Figure, fit: float) -> FoundFigure:
    clause = clause_of(evidence, figure)
    named = matches(
        question.terms, plain(_AFTER.sub("", figure.indicator) + "/" + (figure.comparison or "") + figure.unit)
    )
    near = matches(question.terms, plain(evidence.read(clause)))
    bound = matches(question.terms, plain(_bound(evidence, clause)))
    whole = matches(question.terms, plain(evidence.text))
    chain = matches(question.terms, plain(_chain(evidence, figure, clause)))
    levels = zip(named, near, bound, chain, whole, evidence.found, strict=True)
    found = tuple(
        max(n, 0.95 * c, 0.85 * b, 0.75 * t, 0.2 * w, 0.75 * f if f > w else 0.0) for n, c, b, t, w, f in levels
    )
    office = matches(question.terms, plain(office_of(evidence.passage.source)))
    found = tuple(max(f, 0.75 * o) for f, o in zip(found, office, strict=True))
    own = plain(_AFTER.sub("", figure.indicator) + "/" + _AFTER.sub("", evidence.read(clause)))
    before = plain(_chain(evidence, figure, clause))
    found = tuple(max(f, _by_characters(term, own, before)) for term, f in zip(question.terms, found, strict=True))
    found = tuple(max(f, _shortened(question.terms, at, evidence)) for at, f in enumerate(found))
    own_share = tuple(
        max(n, c, _by_characters(t, own, "")) for t, n, c in zip(question.terms, named, near, strict=True)
    )
    if figure.progress == "planned":  # every word for a plan names this one
        found = tuple(1.0 if _AHEAD_WORD.fullmatch(t.text) else f for t, f in zip(question.terms, found, strict=True))
    turned_round = 0.15 if turned(question.text, own) else 0.0
    growing = bool(_GROWTH.search(figure.indicator + (figure.comparison or "")))
    if growing:  # every word for a change names this one
        found = tuple(1.0 if CHANGE.fullmatch(t.text) else f for t, f in zip(question.terms, found, strict=True))
    covered = coverage(question.terms, found)
    wrong_sort = 0.25 if growing != question.growth and (growing or figure.unit != "%") else 0.0
    ahead = _wrong_time(question.text, figure)
    condition = (
        0.2 if figure.comparison in ("条件", "原值", "时限") and question.unit not in ("岁", "天", "日") else 0.0
    )
    order = 0.02 * (len(evidence.sentence.clauses) - _position(evidence, clause)) / len(evidence.sentence.clauses)
    context = _context(question, evidence)
    newest = 0.08 if question.period is None and evidence.passage.source.id == question.newest else 0.0
    score = newest + covered + 0.15 * fit + 0.1 * evidence.score + 0.3 * context + order
    score += _TIGHT * _tightness(question, figure) - wrong_sort - turned_round - ahead - condition
    return FoundFigure(figure, evidence, clause, found, own_share, covered, score)


def _tightness(question: Understanding, figure: Figure) -> float:
    """The share of the indicator's characters that were asked for: 农业总产值 is not 工农业总产值."""
    asked = set("".join(term.text for term in question.terms))
    return sum(char in asked for char in figure.indicator) / max(1, len(figure.indicator))


def _by_characters(term: Term, own: str, before: str) -> float:
    """What the characters of a word say where it is written otherwise: 图书馆 of 图书分馆, 床 of 床位, 厕所 of 改厕.

    In order they stand for the word, in the figure's clause or, by its subject, in those before it.
    """
    word = term.text
    if len(word) > _SHORT or term.age is not None or not all("\u4e00" <= char <= "\u9fff" for char in word):
        return 0.0
    stretched = f"[^,;]{{0,{_APART}}}".join(word)
    if len(word) > 1 and re.search(stretched, own):
        return 0.85
    if len(word) > 2 and re.search(stretched, before):
        return 0.7
    if word in own:
        return 0.8
    if term.known or is_name(word) or word[0] not in own:  # a short form keeps the first character; 小学生 are not 学生
        return 0.0
    return 0.7 * sum(char in own for char in word) / len(word)


def _shortened(terms: Sequence[Term], at: int, evidence: Evidence) -> float:
    """What a word says that a name had where it came first: 柳荫安置楼, and 安置楼 in the sentences after it."""
    first, text = terms[at], evidence.text
    rest = first.run[first.at + len(first.text) :]
    if len(rest) < _TWICE or rest[:_TWICE] not in text or first.text in text or not is_name(first.text):
        return 0.0
    before = evidence.chunk.quote(evidence.chunk.start, evidence.sentence.start)
    return 0.75 if first.text + rest[:_TWICE] in half_width(before) else 0.0


@lru_cache(1_024)
def is_name(word: str) -> bool:
    """Whether a word is a name of a person, a place or a firm, as far as a dictionary tells."""
    return len(word) > 1 and next(sort for _, sort in rjieba.tag(word)) in ("nr", "ns", "nz", "nrt")


def asks_ahead(question: str) -> bool:
    """Whether a plan or a goal is asked for."""
    return bool(_AHEAD.search(question))


def _wrong_time(question: str, figure: Figure) -> float:
    """What a plan loses where a deed is asked for, and a deed where a plan is."""
    if figure.progress == "planned":
        return 0.0 if asks_ahead(question) else 0.6 if _DONE.search(question) else 0.15
    return 0.2 if _SURELY_AHEAD.search(question) else 0.0


def _bound(evidence: Evidence, clause: Clause) -> str:
    """The clauses before a figure's that belong to it: those with a figure of their own speak of that one."""
    clauses = evidence.sentence.clauses
    before = clauses[: _position(evidence, clause)]
    starts = [figure.start for figure in evidence.chunk.figures]
    free = [one for one in before if not any(one.start <= start < one.end for start in starts)]
    return "".join(_AFTER.sub("", evidence.read(one)) for one in (*free, clause))


def _chain(evidence: Evidence, figure: Figure, clause: Clause) -> str:
    """The clauses before it up to a semicolon, which share its subject: 文创园一期1.2万平方米,入驻商户46家,出租率83%.

    A change has that of the figure it is of. Empty for another change or a share, whose own indicator names what it is
    about (a rank's may not: 得分92分,排名第三), and where the clauses run in parallel, each with a subject of its own:
    商城销售额1287万元,金店销售额1078万元.
    """
    clauses = evidence.sentence.clauses
    at = _position(evidence, clause)
    first = at
    while first > 0 and not evidence.read(clauses[first - 1]).endswith(";"):
        first -= 1
    start = clauses[first].start
    earlier = [one for one in evidence.chunk.figures if start <= one.start < figure.start]
    before = max(earlier, key=lambda one: one.start, default=None)
    if figure.comparison in CHANGES and before and _is_change_of(figure, before):
        changed = clause_of(evidence, before)
        between = clauses[_position(evidence, changed) : at]
        return _chain(evidence, before, changed) + "".join(_AFTER.sub("", evidence.read(one)) for one in between)
    if figure.comparison not in (None, "排名") or any(_parallel(one.indicator, figure.indicator) for one in earlier):
        return ""
    return "".join(_AFTER.sub("", evidence.read(one)) for one in clauses[first:at])


def _is_change_of(change: Figure, figure: Figure) -> bool:
    """Whether a change is of the figure before it, which may say more of what it is: 到位资金3.9亿元,比上年多0.8亿元."""
    head = re.split("同比|环比|[比较]", change.indicator)[0]
    return len(head) > 1 and figure.indicator.endswith(head)


def _parallel(one: str, other: str) -> bool:
    """Whether two indicators end alike, but for a bound (亿元以上 and 千万元以上 are of one thing) or a verb before it."""
    one, other = one.removesuffix("以上"), other.removesuffix("以上")
    if one.endswith(other) or other.endswith(one):
        return False
    return len(one) > 2 and len(other) > 2 and one[-2:] == other[-2:]


def _context(question: Understanding, evidence: Evidence) -> float:
    if not question.context:
        return 0.0
    around = plain(evidence.text + "/".join(evidence.chunk.section))
    return coverage(question.context, matches(question.context, around))


def _position(evidence: Evidence, clause: Clause) -> int:
    return evidence.sentence.clauses.index(clause)


def clause_of(evidence: Evidence, figure: Figure) -> Clause:
    """The clause that holds a figure."""
    clauses = evidence.sentence.clauses
    return next((clause for clause in clauses if clause.start <= figure.start < clause.end), clauses[-1])


def uncovered(question: Understanding, one: FoundFigure) -> tuple[Term, ...]:
    """The weighty terms a figure leaves open."""
    return tuple(t for t, share in zip(question.terms, one.found, strict=True) if share < 0.3 and len(t.text) > 1)
