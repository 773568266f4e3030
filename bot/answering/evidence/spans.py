"""Which part of a sentence an answer shows: the clauses that answer, and the one before them that names the subject."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.evidence.gathering import Evidence, clause_coverage
from bot.answering.evidence.table_row import row_to_show, without_number
from bot.answering.question.terms import Term, coverage, matches, plain
from retrieval.document import Clause
from retrieval.figures.numbers import numbers_in

_TIME_ONLY = re.compile(r"^[\d\s年月日季度一二三四上下半全今去以来至底初前后第、\-—–~到截止期间,,]+[,,]$|^期间|^其中")
_LEANING = re.compile(
    r"^(同比|环比|增幅|增长|增速|较|比|下降|上升|占|完成(?=年度|计划|全年|目标|的)|达|位|排|居|其中|并|均|分别|总|共|超|列|实现|高于|低于|该|其|且|为|可|每|在[^,]{2,20}(?:排|列|居)[名第位])"
)
_CHANGE = re.compile(r"^(同比|环比|增幅|增长|增速|较|比|下降|上升|占|高于|低于)")
ONLY_WHEN = re.compile(r"(后|时|以来|期间|以后|之后|的),?$")  # a clause that only says when, or for whom
_EDGE = "\uff0c\uff1b\uff1a,;:。、 \n"
PART = 90  # characters that are shown whole, though one clause of them would do
_LIST = 2  # semicolons: what follows each is told by itself (一是…;二是…;三是…)
WHOLE = 110  # characters: a longer sentence is quoted by its clauses


def clauses_to_show(evidence: Evidence, focus: Sequence[Clause], terms: Sequence[Term]) -> tuple[Clause, ...]:
    """``focus`` with everything between its clauses, and with the earlier clauses that it leans on.

    Of a table's row the cells in focus, the one that names it, its unit and those that hold a word of the question.
    """
    clauses = evidence.sentence.clauses
    if evidence.is_row:
        return row_to_show(evidence, focus, terms)
    first = min(clauses.index(clause) for clause in focus)
    last = max(clauses.index(clause) for clause in focus)
    first = _with_subject(evidence, first, last, terms)
    while first > 0 and _TIME_ONLY.match(before := evidence.read(clauses[first - 1])) and not before.endswith(";"):
        first -= 1
    while last < len(clauses) - 1 and ONLY_WHEN.search(evidence.read(clauses[last])):
        last += 1
    return clauses[first : last + 1]


def part_to_show(evidence: Evidence, focus: Sequence[Clause], terms: Sequence[Term]) -> tuple[Clause, ...]:
    """The stretch between semicolons that holds ``focus``, where it is short; else ``focus`` with what it leans on."""
    clauses = evidence.sentence.clauses
    if evidence.is_row:
        return clauses_to_show(evidence, focus, terms)
    first, last = clauses.index(focus[0]), clauses.index(focus[-1])
    while first > 0 and not evidence.read(clauses[first - 1]).endswith(";"):
        first -= 1
    while last < len(clauses) - 1 and not evidence.read(clauses[last]).endswith(";"):
        last += 1
    part = clauses[first : last + 1]
    return part if part[-1].end - part[0].start <= PART else clauses_to_show(evidence, focus, terms)


def _with_subject(evidence: Evidence, first: int, last: int, terms: Sequence[Term]) -> int:
    """The nearest earlier clause that adds a term of the question; a leaning clause takes at least its neighbour."""
    clauses = evidence.sentence.clauses
    shown = _shown(evidence, clauses[first : last + 1], terms)
    if first > 0 and _LEANING.match(evidence.read(clauses[first])):
        first -= _shared_by(evidence.read(clauses[first]), first)
        if evidence.read(clauses[first + 1]).startswith("其中"):  # of what a clause leans on, not of its change
            first = next((at for at in range(first, -1, -1) if not _CHANGE.match(evidence.read(clauses[at]))), first)
        shown = max(shown, _shown(evidence, clauses[first : last + 1], terms))
    for earlier in range(first - 1, max(-1, first - 4), -1):
        if evidence.read(clauses[earlier]).endswith(";"):
            break
        if _shown(evidence, clauses[earlier : last + 1], terms) > shown + 0.08:
            return _with_subject(evidence, earlier, last, terms) if earlier else 0
    return first


def _shared_by(clause: str, before: int) -> int:
    """How many of the clauses before it a leaning clause speaks of: of as many as it tells numbers, where it says 分别."""
    return min(before, max(1, len(numbers_in(clause)) if "分别" in clause else 1))


def _shown(evidence: Evidence, clauses: Sequence[Clause], terms: Sequence[Term]) -> float:
    text = evidence.chunk.quote(clauses[0].start, clauses[-1].end)
    return coverage(terms, matches(terms, plain(text)))


def best_clauses(evidence: Evidence, terms: Sequence[Term]) -> tuple[Clause, ...]:
    """The clauses that cover the terms: a short sentence whole, of a long one its best clauses and those between."""
    clauses = evidence.sentence.clauses
    short = evidence.sentence.end - evidence.sentence.start <= WHOLE
    items = sum(evidence.read(clause).endswith(";") for clause in clauses[:-1])
    if short and ((_one_stamp(clauses) and items < _LIST) or evidence.is_row):
        return clauses
    covered = [clause_coverage(evidence, clause, terms) for clause in clauses]
    top = max(covered)
    if top == 0:
        return clauses
    best = [clause for clause, share in zip(clauses, covered, strict=True) if share >= 0.6 * top]
    return part_to_show(evidence, best, terms)


def quoted_span(evidence: Evidence, shown: Sequence[Clause]) -> tuple[int, int]:
    """What the citation quotes: the whole sentence where it is short and of one stamp, else the clauses shown."""
    sentence = evidence.sentence
    if sentence.end - sentence.start <= WHOLE and _one_stamp(sentence.clauses):
        return sentence.start, sentence.end
    start, end = shown[0].start, shown[-1].end
    return start, start + len(evidence.chunk.quote(start, end).rstrip("\uff0c\uff1b,; \n"))


def _one_stamp(clauses: Sequence[Clause]) -> bool:
    return len({clause.progress for clause in clauses}) == 1


def shown_text(evidence: Evidence, shown: Sequence[Clause]) -> str:
    """The clauses as an answer shows them, without the marks at their ends."""
    kept = without_number(evidence, shown) if evidence.is_row else shown
    return trimmed("".join(evidence.chunk.quote(clause.start, clause.end) for clause in kept))


def trimmed(text: str) -> str:
    """Text without marks and spaces at its ends; a mark that closes a quote or bracket stays."""
    return text.strip().strip(_EDGE)
