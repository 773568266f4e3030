"""What of a sentence belongs to one of its figures: its clause, and those before it that it speaks on from. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answering.evidence.gathering import Evidence
from bot.answering.evidence.table_row import about_row
from retrieval.document import Clause, Figure
from retrieval.figures.units import AGES

CHANGES = ("同比", "环比", "较年初", "增幅", "降幅")
_AFTER = re.compile(r"^.{2,}?(之后|(?<!调整)(?<!提高)(?<!提标)后)(?=\S{3})")  # no column of what holds now


def clause_of(evidence: Evidence, figure: Figure) -> Clause:
    """The clause that holds a figure."""
    clauses = evidence.sentence.clauses
    return next((clause for clause in clauses if clause.start <= figure.start < clause.end), clauses[-1])


def position(evidence: Evidence, clause: Clause) -> int:
    """Which clause of its sentence it is."""
    return evidence.sentence.clauses.index(clause)


def timeless(words: str) -> str:
    """Words without what only says when: 棉纺宿舍完工后接着启动灯塔新村改造."""
    return _AFTER.sub("", words)


def part_before(evidence: Evidence, clause: Clause) -> str:
    """The stretch between semicolons that ends with ``clause``; of a table's row all up to it."""
    clauses = evidence.sentence.clauses
    before = clauses[: position(evidence, clause)] if evidence.is_row else _before(evidence, clause)
    return "".join(map(evidence.read, (*before, clause)))


def said_before(evidence: Evidence, clause: Clause) -> str:
    """That stretch without what only says when."""
    return "".join(timeless(evidence.read(one)) for one in (*_before(evidence, clause), clause))


def bound(evidence: Evidence, clause: Clause) -> str:
    """The clauses of the sentence up to a figure's that belong to it: those with a figure of their own speak of that one,
    but for ages. Of a table's row also its name and its task."""
    about = about_row(evidence) if evidence.is_row else ""
    starts = [figure.start for figure in evidence.chunk.figures if figure.unit not in AGES]
    before = evidence.sentence.clauses[: position(evidence, clause)]
    free = [one for one in before if not any(one.start <= start < one.end for start in starts)]
    return "".join(timeless(evidence.read(one)) for one in (*free, clause)) + about


def chain(evidence: Evidence, figure: Figure, clause: Clause) -> str:
    """The clauses before it up to a semicolon, which share its subject: 文创园一期1.2万平方米,入驻商户46家,出租率83%.

    A change has that of the figure it is of, a share that of the whole before 其中. Empty for another change or a share, whose own indicator names what it is
    about (a rank's may not: 得分92分,排名第三), and where the clauses run in parallel, each with a subject of its own:
    商城销售额1287万元,金店销售额1078万元.
    """
    before = _before(evidence, clause)
    start = (*before, clause)[0].start
    earlier = [one for one in evidence.chunk.figures if start <= one.start < figure.start]
    last = max(earlier, key=lambda one: one.start, default=None)
    if figure.comparison in CHANGES and last and _is_change_of(figure, last):
        changed = clause_of(evidence, last)
        return chain(evidence, last, changed) + _told(evidence, (one for one in before if one.start >= changed.start))
    if figure.comparison == "占比" and last and evidence.read(clause_of(evidence, last)).startswith("其中"):
        return _told(evidence, before)
    if figure.comparison not in (None, "排名") or any(_parallel(one.indicator, figure.indicator) for one in earlier):
        return ""
    return _told(evidence, before)


def _before(evidence: Evidence, clause: Clause) -> tuple[Clause, ...]:
    """The clauses before it, back to a semicolon."""
    clauses = evidence.sentence.clauses
    first = last = position(evidence, clause)
    while first > 0 and not evidence.read(clauses[first - 1]).endswith(";"):
        first -= 1
    return clauses[first:last]


def _told(evidence: Evidence, clauses: Iterator[Clause] | tuple[Clause, ...]) -> str:
    return "".join(timeless(evidence.read(one)) for one in clauses)


def _is_change_of(change: Figure, figure: Figure) -> bool:
    """Whether a change is of the figure before it, which may say more of what it is: 到位资金3.9亿元,比上年多0.8亿元."""
    head = re.split("同比|环比|[比较]", change.indicator)[0]
    return len(head) > 1 and figure.indicator.endswith(head)


def _parallel(one: str, other: str) -> bool:
    """Whether two indicators end alike, but for a bound (亿元以上 and 千万元以上 are of one thing) or a verb before it."""
    one, other = one.removesuffix("以上"), other.removesuffix("以上")
    if one.endswith(other) or other.endswith(one) or ("岁" in one and "岁" in other):
        return False  # of one thing for people of several ages
    return len(one) > 2 and len(other) > 2 and one[-2:] == other[-2:]
