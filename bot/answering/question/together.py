"""Several questions in one message: taken apart, and their answers put together. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import AnswerSentence, Citation, FigureInAnswer, Status
from bot.answering.draft import Draft
from bot.answering.question.kinds import Kind, kind_of
from bot.answering.question.wordings import ASKING, ASPECT, noun

_BETWEEN = re.compile(r"[,，;；。?？!！]+")
_ASKS = re.compile(rf"{ASKING.pattern}|[修建开办搞通有要拆装改能会]不$|没有$")  # 明年还修不
_MOST = 4  # questions
_SHORTEST = 3  # characters of a question
_LEANING: frozenset[Kind] = frozenset({"when", "where", "phone", "how", "why", "who", "figure", "progress", "able"})


def questions_in(text: str) -> tuple[str, ...]:
    """The questions that a simplified message asks one after the other (装了几部,明年还装吗); else the message alone.

    The first names its subject; what is told before a question is no question of its own. Figures asked for
    together stay together: they are read as one.
    """
    pieces = tuple(piece.strip() for piece in _BETWEEN.split(text) if piece.strip())
    if not 2 <= len(pieces) <= _MOST or not all(_ASKS.search(piece) and len(piece) >= _SHORTEST for piece in pieces):
        return (text,)
    kinds = [kind_of(piece) for piece in pieces]
    named = noun(ASPECT.sub("", ASKING.sub("", pieces[0])))
    leans = len(pieces) > 2 or kinds[1] in _LEANING
    return pieces if named and len(set(kinds)) > 1 and leans else (text,)


def together(drafts: Sequence[Draft]) -> Draft:
    """Several answers as one: citations numbered through, what both say told once."""
    if len(drafts) == 1:
        return drafts[0]
    citations: list[Citation] = []
    figures: list[FigureInAnswer] = []
    sentences: list[AnswerSentence] = []
    for draft in drafts:
        numbers = {citation.n: _number(citation, citations) for citation in draft.citations}
        sentences += [replace(one, citations=_renumbered(one.citations, numbers)) for one in draft.sentences]
        figures += [replace(one, citations=_renumbered(one.citations, numbers)) for one in draft.figures]
    choices = tuple(dict.fromkeys(choice for draft in drafts for choice in draft.choices))
    status = _status([draft.status for draft in drafts])
    return Draft(status, _once(sentences), tuple(citations), tuple(figures), choices, drafts[0].mode)


def _number(citation: Citation, citations: list[Citation]) -> int:
    """The number of a citation among all; a new one is added."""
    same = (one.n for one in citations if replace(one, n=citation.n) == citation)
    if (number := next(same, None)) is None:
        number = len(citations) + 1
        citations.append(replace(citation, n=number))
    return number


def _renumbered(old: Sequence[int], numbers: dict[int, int]) -> tuple[int, ...]:
    return tuple(numbers[n] for n in old)


def _once(sentences: Sequence[AnswerSentence]) -> tuple[AnswerSentence, ...]:
    """Each sentence once: what a document says where it comes first, closing words where they come last."""
    kept = [one for at, one in enumerate(sentences) if one.kind == "fixed" or one not in sentences[:at]]
    return tuple(one for at, one in enumerate(kept) if one.kind != "fixed" or one not in kept[at + 1 :])


def _status(found: Sequence[Status]) -> Status:
    """Partial where some is answered and some is not."""
    return found[0] if len(set(found)) == 1 else "partial"
