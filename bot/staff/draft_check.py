"""A draft's numbers held against the ledger: match, mismatch with the right value, or unknown, with the sentence.

A wrong accusation is worse than an open question: a number is called wrong only where its indicator is clearly that of
one row, in the same kind of unit and the same period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.answering.question.asked_period import Period, read_period
from bot.answering.question.lexicon import Lexicon
from bot.staff.alike import Likeness, Told, content, found_in, likeness, told
from bot.staff.amounts import agrees, bounds, fell, same_kind, steps, with_unit
from bot.staff.beside import leaning, next_equal
from bot.staff.draft import clause_at, figures_of_draft, finishes_more, repeats, tells_done
from retrieval.document import Figure
from retrieval.editions.ledger import LedgerRow
from retrieval.figures.verbs import VERBS

NO_LEXICON = Lexicon({}, {})

_PLANNED = "计划"
_ENOUGH = 0.4  # score from which an equal number is taken for the same figure
_LIKELY = 0.5  # the same, behind a better row that is not clearly the one meant
_NEAR = 0.08  # scores that are as good as equal
_CLOSE = 0.2  # how much less alike a row with the very verb may be
_PLAN = 0.1  # how much less alike a plan and a deed are
_HARDLY = 0.5  # a rate of whose words the draft says less is one of something narrower
_ALONE = 0.2  # how far a row that is told in part has to be ahead of the next one


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ledger says to the number at ``start:end`` of the draft; ``row`` is what proves it."""

    text: str
    start: int
    end: int
    verdict: Literal["match", "mismatch", "unknown"]
    expected: str | None = None
    row: LedgerRow | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: LedgerRow
    like: Likeness
    score: float


def check(draft: str, rows: Sequence[LedgerRow], lexicon: Lexicon = NO_LEXICON) -> tuple[Verdict, ...]:
    """The verdict on every number of the draft, in order. ``lexicon``: words that mean the same."""
    ledger = _Ledger.of(rows, lexicon)
    best: dict[tuple[int, int], Verdict] = {}
    before: tuple[Figure, LedgerRow] | None = None  # the figure before it and the report's for it
    for figure in figures_of_draft(draft, ledger.year):
        verdict = ledger.judge(draft, figure)
        if before and verdict.verdict != "match" and before[0].sentence == figure.sentence:
            verdict = ledger.judge_beside(draft, figure, *before) or verdict
        before = (figure, verdict.row) if verdict.row and agrees(figure, verdict.row.figure) else None
        known = best.get((verdict.start, verdict.end))
        if known is None or _grave(verdict) > _grave(known):  # 书记、副书记各1名: the worse news counts
            best[verdict.start, verdict.end] = verdict
    return tuple(sorted(best.values(), key=lambda verdict: verdict.start))


def as_json(verdict: Verdict, title: Callable[[str], str] = lambda document: document) -> dict[str, Any]:
    """A verdict as the contract has it; ``title`` gives a document's title by its id."""
    row = verdict.row
    citation = row and {
        "document": row.document,
        "title": title(row.document),
        "section": list(row.section),
        "quote": row.quote,
        "start": row.figure.sentence[0],
        "end": row.figure.sentence[1],
        "page": row.page,
        "progress": row.figure.progress,
        "period": row.figure.period,
    }
    return {
        "text": verdict.text,
        "start": verdict.start,
        "end": verdict.end,
        "verdict": verdict.verdict,
        "expected": verdict.expected,
        "citation": citation,
    }


def _grave(verdict: Verdict) -> int:
    return ("unknown", "match", "mismatch").index(verdict.verdict)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """The rows with their words made comparable, and the period that most figures of each document bear."""

    rows: tuple[tuple[LedgerRow, Told], ...]
    default: Mapping[str, Period | None]
    lexicon: Lexicon

    @classmethod
    def of(cls, rows: Sequence[LedgerRow], lexicon: Lexicon) -> _Ledger:
        prepared = ((row, _written(row)) for row in rows)
        return cls(tuple(prepared), _default_periods(rows), lexicon)

    @property
    def year(self) -> int | None:
        """The year that every document is about; None where they are of several."""
        years = {period.year for period in self.default.values() if period and period.year}
        return years.pop() if len(years) == 1 else None

    def judge(self, draft: str, figure: Figure) -> Verdict:
        """The verdict on one number of the draft."""
        place = (figure.value, figure.start, figure.end)
        unknown = Verdict(*place, "unknown")
        found = self._candidates(draft, figure)
        if not found or found[0].score < _ENOUGH:
            return unknown
        meant = [one for one in found if not self._told_done(draft, figure, one.row)]
        if plan := _only_a_plan(figure, found, meant):
            return Verdict(*place, "mismatch", _PLANNED + with_unit(plan.figure), plan)
        if not meant or meant[0].score < _ENOUGH:
            return unknown
        found = meant
        best = [one for one in found if one.score >= found[0].score - _NEAR]
        if equal := [one for one in best if agrees(figure, one.row.figure)]:
            sure = next((one for one in equal if self._sure(draft, figure, one, found)), None)
            return Verdict(*place, "match", None, sure.row) if sure else unknown
        clear = self._clear(figure, found, best)
        likely = (
            one
            for one in found
            if (one.score >= _LIKELY or bounds(figure)) and (not clear or _may_be_meant(figure, one))
        )
        equal = [one for one in likely if agrees(figure, one.row.figure)]
        if sure := next((one for one in equal if self._sure(draft, figure, one, found)), None):
            return Verdict(*place, "match", None, sure.row)
        if clear:
            return Verdict(*place, "mismatch", _expected(figure, best[0].row.figure), best[0].row)
        return unknown

    def judge_beside(self, draft: str, figure: Figure, known: Figure, row: LedgerRow) -> Verdict | None:
        """The verdict by what the report tells right behind ``row``, its figure for the draft's ``known``; None where that
        tells nothing of it."""
        rows = [one for one, _ in self.rows if one.document == row.document]
        if following := next_equal(figure, row, rows):
            return self._by(draft, figure, following)
        told = leaning(draft, figure, known, row, rows)
        return self._by(draft, figure, told) if told else None

    def _by(self, draft: str, figure: Figure, row: LedgerRow) -> Verdict:
        place = (figure.value, figure.start, figure.end)
        if self._told_done(draft, figure, row):
            return Verdict(*place, "mismatch", _PLANNED + with_unit(row.figure), row)
        if agrees(figure, row.figure):
            return Verdict(*place, "match", None, row)
        return Verdict(*place, "mismatch", _expected(figure, row.figure), row)

    def _told_done(self, draft: str, figure: Figure, row: LedgerRow) -> bool:
        """Whether the draft tells as done what the report plans; what it only expects of its own time may be done."""
        expected = "预计" in row.quote and not self._later(row)
        return not expected and tells_done(draft, figure, row)

    def _sure(self, draft: str, figure: Figure, equal: _Candidate, found: Sequence[_Candidate]) -> bool:
        """Whether an equal row proves the draft: no deed that the report doesn't tell, no plan of a later time that
        the draft gives neither as a plan nor word for word."""
        row = equal.row
        if row.figure.progress != "planned":
            return not finishes_more(draft, figure, row) and not _told_closer(figure, equal, found)
        if figure.progress == "planned" or figure.period or repeats(draft, figure, row):
            return True
        return not self._later(row) and not any(_deed_of(row, one.row) for one in found)

    def _candidates(self, draft: str, figure: Figure) -> list[_Candidate]:
        """The rows of the same kind and time, the likest first."""
        start, end = figure.sentence
        said = told(figure.indicator, clause_at(draft[start:end], figure.start - start), draft[start:end], self.lexicon)
        asked = read_period(figure.period, self.year) if figure.period else None
        fitting = (one for one in self.rows if same_kind(figure, one[0].figure) and self._in_time(asked, one[0]))
        found = (_weigh(figure, row, likeness(said, written, self.lexicon)) for row, written in fitting)
        return sorted(found, key=lambda one: -one.score)

    def _clear(self, draft: Figure, found: Sequence[_Candidate], best: Sequence[_Candidate]) -> bool:
        """Whether the best rows are of one indicator with one value at a time, and surely the draft's."""
        top, first = best[0].like, best[0].row
        if len({one.row.figure.indicator for one in best}) > 1 or first.figure.comparison != draft.comparison == "原值":
            return False
        if steps(draft) != steps(first.figure):
            return False
        if len({one.row.figure.number for one in best if _time(one.row) == _time(first)}) > 1:
            return False
        if first.figure.progress == "planned" != draft.progress and self._later(first):
            return first.figure.indicator == draft.indicator
        if top.strange > 0.2 or top.named < 0.5 or top.opposed:
            return False
        following = next((one.score for one in found if one not in best), 0.0)
        narrower = draft.unit == "%" and top.told < _HARDLY
        alone = top.named > 0.9 and not narrower and best[0].score - following >= _ALONE
        return alone or top.told >= 0.5

    def _in_time(self, asked: Period | None, row: LedgerRow) -> bool:
        """Whether a row tells about the period of the draft; the document's own period stands for parts of it too."""
        period = read_period(row.figure.period) if row.figure.period else None
        if asked is None or period is None:
            return True
        if asked.year and period.year and asked.year != period.year:
            return False
        whole = self.default.get(row.document)
        if whole and _months(asked) == _months(whole):
            return _months(asked)[0] <= _months(period)[0] and _months(period)[1] <= _months(asked)[1]
        return _months(asked) == _months(period)

    def _later(self, row: LedgerRow) -> bool:
        return read_period(row.figure.period or "") != self.default.get(row.document)


def _told_closer(figure: Figure, equal: _Candidate, found: Sequence[_Candidate]) -> bool:
    """Whether a row with another number has the draft's own verb where the equal one has another for it (建成, 新建)."""
    deeds = [word for word, _ in content(figure.indicator) if word in VERBS]
    told_as = equal.row.figure.indicator
    other = [deed for deed in deeds if deed not in told_as and found_in(deed, told_as, NO_LEXICON) == 1]
    near = [one.row.figure for one in found if one.score >= equal.score - _CLOSE and not agrees(figure, one.row.figure)]
    return any(all(deed in row.indicator for deed in deeds) for row in near) if other else False


def _deed_of(plan: LedgerRow, row: LedgerRow) -> bool:
    return row.figure.progress == "done" and row.figure.indicator == plan.figure.indicator


def _only_a_plan(figure: Figure, found: Sequence[_Candidate], meant: Sequence[_Candidate]) -> LedgerRow | None:
    """The plan with the draft's number, where the draft tells it as done and nothing that was done has this number."""
    near = [one for one in found if one.score >= max(_ENOUGH, found[0].score - _PLAN - _NEAR)]
    equal = [one for one in near if agrees(figure, one.row.figure)]
    return equal[0].row if equal and not any(one in meant for one in equal) else None


def _written(row: LedgerRow) -> Told:
    clause = clause_at(row.quote, row.figure.start - row.figure.sentence[0])
    return told(row.figure.indicator, clause, row.quote + "".join(row.section), NO_LEXICON)


def _weigh(draft: Figure, row: LedgerRow, like: Likeness) -> _Candidate:
    other = _PLAN if (draft.progress == "planned") != (row.figure.progress == "planned") else 0.0
    former = 0.2 if row.figure.comparison != draft.comparison == "原值" else 0.0
    return _Candidate(row, like, like.score - other - former)


def _may_be_meant(draft: Figure, one: _Candidate) -> bool:
    """Whether a row behind the best one says all the draft does, and no deed where the draft tells a plan; ages and other
    bounds are those of many things."""
    return bounds(draft) or (one.like.named > 0.99 and not (draft.progress == "planned" != one.row.figure.progress))


def _time(row: LedgerRow) -> tuple[str, str | None]:
    return row.document, row.figure.period


def _months(period: Period) -> tuple[int, int]:
    return period.first or 1, period.last or 12


def _expected(draft: Figure, row: Figure) -> str:
    if fell(draft) != fell(row):
        return ("下降" if fell(row) else "增长") + row.value
    return row.value if row.comparison == "排名" else with_unit(row)


def _default_periods(rows: Sequence[LedgerRow]) -> dict[str, Period | None]:
    """The period of each document: the one that most of its figures bear."""
    periods: dict[str, Counter[str]] = {}
    for row in rows:
        periods.setdefault(row.document, Counter())[row.figure.period or ""] += 1
    return {document: read_period(count.most_common(1)[0][0]) for document, count in periods.items()}
