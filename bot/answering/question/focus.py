"""Of a question in several pieces (我要提意见,议事会什么时候开) what it asks about. A pure function."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.answering.question.kinds import Kind, kind_of
from bot.answering.question.terms import Term
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import ASPECT, noun

_BETWEEN = re.compile(r"[,,。;;!!??]+")

_WHOLE: frozenset[Kind] = frozenset({"open", "list", "summary"})  # the case that is told is what is asked about


def focused(question: Understanding) -> Understanding:
    """The question without the words of its other pieces that no document uses; they only prefer a passage.

    Only where the piece that asks names something the documents know: else the subject stands elsewhere.
    """
    pieces = [piece for piece in _BETWEEN.split(question.text.lower()) if piece]
    asking = [piece for piece in pieces if kind_of(piece) == question.kind]
    if len(pieces) < 2 or not asking or question.operation or question.parts or question.kind in _WHOLE:
        return question
    inside = [term for term in question.terms if _stands_in(term, asking[-1])]
    if not any(_names(term) for term in inside):
        return question
    kept = tuple(term for term in question.terms if term.known or term in inside or term.text[0].isdigit())
    dropped = tuple(term for term in question.terms if term not in kept)
    return replace(question, terms=kept, context=(*question.context, *dropped))


def _names(term: Term) -> bool:
    """Whether a word is a thing the documents know and not only what is asked of one."""
    return term.known and not term.light and noun(term.text) and not ASPECT.fullmatch(term.text)


def _stands_in(term: Term, piece: str) -> bool:
    return term.run in piece.replace("了", "") or term.text in piece
