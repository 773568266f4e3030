"""Golden questions: asked of the old edition and of the new, to see which answers a reload would change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, cast, get_args

from bot.admin.errors import admin_error
from bot.answering.answer import Answer, FigureInAnswer, Question, Role
from retrieval.editions.edition import Edition
from retrieval.figures.numbers import numbers_in
from retrieval.periods import told_on

FILE = "golden.jsonl"
_RANKS = {"answered": 2, "partial": 1}  # every other status answers nothing


class Asker(Protocol):
    """The assistant, asked about an edition that need not be the current one."""

    async def ask(self, question: Question, edition: Edition | None = None) -> Answer: ...


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    id: str
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class GoldenChange:
    """A question whose answer changed. ``worse``: it answers less, or a number that was told is not told any more and
    no newer document tells the same indicator's.
    """

    question: GoldenQuestion
    old: Answer
    new: Answer
    worse: bool


@dataclass(frozen=True, slots=True)
class GoldenReport:
    same: int
    changed: tuple[GoldenChange, ...]

    @property
    def worse(self) -> tuple[GoldenChange, ...]:
        return tuple(change for change in self.changed if change.worse)


def read_golden(path: Path) -> tuple[GoldenQuestion, ...]:
    """The rows of a golden file, none where there is no file. Raises ``AdminError`` naming the line that is wrong."""
    if not path.exists():
        return ()
    lines = path.read_text("utf-8-sig").splitlines()
    return tuple(_question(line, number, path) for number, line in enumerate(lines, 1) if line.strip())


def _question(line: str, number: int, path: Path) -> GoldenQuestion:
    try:
        row: Any = json.loads(line)
        role = row.get("role") or "resident"
        if isinstance(row["q"], str) and role in get_args(Role):
            return GoldenQuestion(str(row.get("id") or number), row["q"], cast(Role, role))
    except (ValueError, AttributeError, KeyError) as error:
        raise admin_error("golden", file=path.name, line=number) from error
    raise admin_error("golden", file=path.name, line=number)


async def compare(questions: Sequence[GoldenQuestion], asker: Asker, old: Edition | None, new: Edition) -> GoldenReport:
    """Asks every question of both editions; without an old one there is nothing to compare."""
    days, changed = _days(old, new), []
    for golden in questions if old else ():
        question = Question(golden.text, golden.role)
        before, after = await asker.ask(question, old), await asker.ask(question, new)
        if _said(before) != _said(after):
            changed.append(GoldenChange(golden, before, after, is_worse(before, after, days)))
    return GoldenReport(len(questions) - len(changed) if old else 0, tuple(changed))


def _said(answer: Answer) -> tuple[object, ...]:
    """What makes two answers the same to a reader; where a quote stands in its document may differ."""
    return answer.status, answer.text, tuple(citation.quote for citation in answer.citations)


def is_worse(old: Answer, new: Answer, days: Mapping[str, str]) -> bool:
    """Whether ``new`` answers less than ``old``, or lacks a number that ``old`` told and nothing newer replaces.

    ``days``: the ISO date of each document.
    """
    if _RANKS.get(new.status, 0) < _RANKS.get(old.status, 0):
        return True
    return not _numbers(*_said_of_documents(old)) <= _numbers(*_said_of_documents(new)) | _replaced(old, new, days)


def _said_of_documents(answer: Answer) -> tuple[str, ...]:
    return tuple(sentence.text for sentence in answer.sentences if sentence.kind != "fixed")


def _replaced(old: Answer, new: Answer, days: Mapping[str, str]) -> frozenset[tuple[Decimal, str]]:
    """The numbers of ``old`` whose indicator ``new`` tells from a document that is newer."""
    then, now = _newest(old, days), _newest(new, days)
    values = (figure.value for figure in old.figures if now.get(_kind(figure), "") > then.get(_kind(figure), ""))
    return _numbers(*values)


def _newest(answer: Answer, days: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """When each kind of figure was told at last."""
    day = {citation.n: days.get(citation.document, "") for citation in answer.citations}
    newest: dict[tuple[str, str], str] = {}
    for figure in answer.figures:
        told = max((day.get(n, "") for n in figure.citations), default="")
        newest[_kind(figure)] = max(told, newest.get(_kind(figure), ""))
    return newest


def _kind(figure: FigureInAnswer) -> tuple[str, str]:
    return figure.indicator, figure.unit


def _days(*editions: Edition | None) -> dict[str, str]:
    sources = (source for edition in editions if edition for source in edition.manifest.sources.values())
    return {source.id: told_on(source) for source in sources}


def _numbers(*texts: str) -> frozenset[tuple[Decimal, str]]:
    return frozenset((number.number, number.unit) for text in texts for number in numbers_in(text))
