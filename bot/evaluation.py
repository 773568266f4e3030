"""Questions with what a right answer has to hold, scored by kind: the logic of ``python -m bot eval CASES.jsonl``.

A case says which statuses count, what the answer's text must and must never hold, what one quote must hold and which
stamp one citation must bear. A comparison sees through script, width, quotation marks and markup.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from bot.answering.answer import Answer, Question, Role

ROLES = ("resident", "staff", "admin")
MARKS = re.compile(r"\[\d+(?:[,、]\d+)*\]")
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|^\s*(?:#+|>)\s|[*_`]", re.MULTILINE)
QUOTES_AND_SPACE = re.compile(r"[\s\"'“”‘’「」『』〝〞«»]+")


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a file of cases; an empty field asks nothing. ``must``: the text has to hold one of each group."""

    id: str
    kind: str
    question: Question
    want: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    progress: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether a refusal would be wrong."""
        return "answered" in self.want and "not_found" not in self.want


@dataclass(frozen=True, slots=True)
class Result:
    """A case, the answer that was given (as ``Answer.as_json``), and why it fails; no reasons, no failure."""

    case: Case
    answer: Mapping[str, Any]
    reasons: tuple[str, ...]

    @property
    def as_if_said(self) -> bool:
        """An absent thing was answered as if the documents said it."""
        return self.case.kind == "absent" and not self.case.answerable and self.answer["status"] == "answered"

    @property
    def wrongly_refused(self) -> bool:
        return self.case.answerable and self.answer["status"] not in self.case.want

    def as_json(self) -> dict[str, Any]:
        case = self.case
        return {"id": case.id, "kind": case.kind, "passed": not self.reasons, "reasons": list(self.reasons)} | {
            key: self.answer[key] for key in ("question", "status", "answer", "elapsed_ms") if key in self.answer
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All results of one run."""

    results: tuple[Result, ...]

    @property
    def failures(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.reasons)

    def of_kind(self, kind: str) -> Report:
        return Report(tuple(result for result in self.results if result.case.kind == kind))

    def totals(self) -> dict[str, Any]:
        """Rows, passed, share, and the two errors that weigh most, each among the rows it can befall."""
        absent = [result for result in self.results if result.case.kind == "absent" and not result.case.answerable]
        answerable = [result for result in self.results if result.case.answerable]
        return _share("passed", len(self.results) - len(self.failures), len(self.results)) | {
            "absent_answered": _share("count", sum(r.as_if_said for r in absent), len(absent)),
            "wrongly_refused": _share("count", sum(r.wrongly_refused for r in answerable), len(answerable)),
        }

    def as_json(self) -> dict[str, Any]:
        kinds = dict.fromkeys(result.case.kind for result in self.results)
        return {
            "totals": self.totals(),
            "kinds": {kind: self.of_kind(kind).totals() for kind in kinds},
            "rows": [result.as_json() for result in self.results],
        }


def load(path: Path) -> tuple[Case, ...]:
    """The cases of a file of JSON lines; a bad line raises ValueError with its number."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                cases.append(_case(json.loads(line), str(number)))
            except (ValueError, KeyError, TypeError, AttributeError) as problem:
                raise ValueError(f"{path}, line {number}: {type(problem).__name__} {problem}") from problem
    return tuple(cases)


def score(case: Case, answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Why ``answer`` (as ``Answer.as_json``) is not right for ``case``; empty when it is."""
    text = plain(answer["answer"])
    quotes = [plain(citation["quote"]) for citation in answer["citations"]]
    stamps = [citation["progress"] for citation in answer["citations"]]
    reasons = []
    if case.want and answer["status"] not in case.want:
        reasons.append(f"status {answer['status']}, wanted {' | '.join(case.want)}")
    reasons += [f"lacks {' | '.join(group)}" for group in case.must if not _holds(text, group)]
    reasons += [f"must never hold {string}" for string in case.never if _holds(text, [string])]
    if case.cite and not any(_holds(quote, case.cite) for quote in quotes):
        reasons.append(f"no citation holds {' | '.join(case.cite)}")
    if case.progress and not any(stamp in case.progress for stamp in stamps):
        reasons.append(f"no citation is stamped {' | '.join(case.progress)}: {stamps}")
    return tuple(reasons)


def run(cases: Iterable[Case], ask: Callable[[Question], Answer]) -> Report:
    """Ask every case and score it."""
    answers = ((case, ask(case.question).as_json()) for case in cases)
    return Report(tuple(Result(case, answer, score(case, answer)) for case, answer in answers))


def plain(text: str) -> str:
    """``text`` as comparisons see it: NFKC, simplified, without [n] marks, white space, quotation marks and markup."""
    bare = MARKUP.sub("", MARKS.sub("", unicodedata.normalize("NFKC", text)))
    return QUOTES_AND_SPACE.sub("", _simplifier()(bare))


def render(report: Report) -> str:
    """The table by kind, the two rates, then every failing row with question, answer and reasons."""
    kinds = sorted({result.case.kind for result in report.results})
    rows = [("kind", "passed", "rows", "share")]
    rows += [_line(kind, report.of_kind(kind)) for kind in kinds] + [_line("all", report)]
    totals = report.totals()
    rates = [
        _rate("absent, answered as if the documents said it", totals["absent_answered"]),
        _rate("answerable, wrongly refused", totals["wrongly_refused"]),
    ]
    return "\n".join([aligned(rows), *rates, *map(_failure, report.failures)])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Lines of columns, the first to the left and the others to the right; a Chinese character is two columns wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell + pad if index == 0 else pad + cell
            for index, cell in enumerate(row)
            for pad in [" " * (widths[index] - _width(cell))]
        )
        for row in rows
    )


def _case(row: Mapping[str, Any], fallback_id: str) -> Case:
    role = row.get("role") or "resident"
    if role not in ROLES:
        raise ValueError(f"role {role}")
    if any(isinstance(group, str) for group in row.get("must", ())):
        raise ValueError("every entry of must is a list of alternatives")
    return Case(
        id=str(row.get("id", fallback_id)),
        kind=row["kind"],
        question=Question(row["q"], cast(Role, role), tuple(row.get("history", ()))),
        must=tuple(map(tuple, row.get("must", ()))),
        **{key: tuple(row.get(key, ())) for key in ("want", "never", "cite", "progress")},
    )


def _holds(text: str, alternatives: Iterable[str]) -> bool:
    return any(plain(alternative) in text for alternative in alternatives)


def _share(name: str, count: int, rows: int) -> dict[str, Any]:
    return {name: count, "rows": rows, "share": count / rows if rows else None}


def _line(name: str, report: Report) -> tuple[str, str, str, str]:
    totals = report.totals()
    return name, str(totals["passed"]), str(totals["rows"]), _percent(totals["share"])


def _rate(name: str, share: Mapping[str, Any]) -> str:
    return f"{name}: {share['count']} of {share['rows']} ({_percent(share['share'])})"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.1%}"


def _failure(result: Result) -> str:
    question = result.case.question
    lines = [f"\n{result.case.id} {result.case.kind}: {' / '.join((*question.history, question.text))}"]
    lines += [f"  {line}" for line in f"[{result.answer['status']}] {result.answer['answer']}".splitlines()]
    lines += [f"  “{citation['quote']}” {citation['progress']}" for citation in result.answer["citations"]]
    return "\n".join(lines + [f"  ✗ {reason}" for reason in result.reasons])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


@cache
def _simplifier() -> Callable[[str], str]:
    import opencc

    return cast(Callable[[str], str], opencc.OpenCC("t2s").convert)
