"""How much of a question's words a figure says, itself and with what belongs to it. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import rjieba

from bot.answering.evidence.gathering import Evidence
from bot.answering.figures.around import bound, chain, timeless
from bot.answering.question.offices import by_office
from bot.answering.question.terms import Term, matches, plain
from retrieval.chinese import half_width
from retrieval.document import Clause, Figure

_SHORT = 4  # characters of a word that may be written otherwise
_APART = 3  # characters between two of them
_MARKS = frozenset(",;")
_TWICE = 2  # characters of a name that come again without its beginning


Shares = tuple[float, ...]  # for each term, from 0 to 1


def said(terms: Sequence[Term], evidence: Evidence, figure: Figure, clause: Clause) -> tuple[Shares, Shares]:
    """How much of each term the figure says, less by what is further off; and how much by its indicator and clause alone."""
    own = plain(f"{timeless(figure.indicator)}/{timeless(evidence.read(clause))}")
    before = plain(chain(evidence, figure, clause))
    named = matches(terms, plain(f"{timeless(figure.indicator)}/{figure.comparison or ''}{figure.unit}"))
    near = matches(terms, plain(evidence.read(clause)))
    whole = matches(terms, plain(evidence.text))
    headed = tuple(f if f > w else 0.0 for f, w in zip(evidence.found, whole, strict=True))
    levels = (
        (1.0, named),
        (0.95, near),
        (0.85, matches(terms, plain(bound(evidence, clause)))),
        (0.75, matches(terms, before)),
        (0.2, whole),
        (0.75, headed),
        (0.9, evidence.named),
        (0.75, by_office(terms, evidence.passage.source)),
        (1.0, [_otherwise(terms, at, own, before) for at in range(len(terms))]),
        (0.75, [_shortened(terms, at, evidence) for at in range(len(terms))]),
    )
    alone = (named, near, [_otherwise(terms, at, own, "") for at in range(len(terms))])
    return _best([[worth * share for share in level] for worth, level in levels]), _best(alone)


def _best(levels: Sequence[Sequence[float]]) -> Shares:
    return tuple(max(shares) for shares in zip(*levels, strict=True))


def _otherwise(terms: Sequence[Term], at: int, own: str, before: str) -> float:
    """What the characters of a word say where it is written otherwise, in the figure's clause or those before it."""
    word = terms[at].text
    if len(word) > _SHORT or not all("\u4e00" <= char <= "\u9fff" for char in word):
        return 0.0
    return max(_by_characters(terms[at], own, before), _with_verb(terms, at, own))


_BOTH_WAYS, _ONE_WAY = "进出口", ("进口", "出口")  # what comes in and goes out together is neither alone


def _by_characters(term: Term, own: str, before: str) -> float:
    """图书馆 of 图书分馆, 床 of 床位, 厕所 of 改厕: in order they stand for the word, by its subject in the clauses before."""
    word = term.text
    if word[:2] in _ONE_WAY and word[:2] not in own.replace(_BOTH_WAYS, ""):
        return 0.0
    if len(word) > 1 and _in_order(word, own):
        return 0.85
    if len(word) > 2 and _in_order(word, before):
        return 0.7
    if word in own:
        return 0.8
    if term.known or is_name(word) or word[0] not in own:  # a short form keeps the first character; 小学生 are not 学生
        return 0.0
    return 0.7 * sum(char in own for char in word) / len(word)


def _in_order(word: str, text: str) -> bool:
    """Whether the characters of a word stand in a text one behind the other, with little and no mark between them."""
    reached = {at for at, char in enumerate(text) if char == word[0]}
    for char in word[1:]:
        reached = {
            next_
            for at in reached
            for next_ in range(at + 1, min(at + _APART + 2, len(text)))
            if text[next_] == char and not _MARKS & set(text[at + 1 : next_])
        }
    return bool(reached)


def _with_verb(terms: Sequence[Term], at: int, own: str) -> float:
    """What a verb and a character of its object say as one word: 清了多少淤泥 of 清淤, 植了几棵树木 of 植树."""
    word, run = terms[at].text, terms[at - 1].run if at else ""
    if not run or run == terms[at].run or terms[at].at or len(word) > _SHORT - 1:
        return 0.0
    return 0.85 if any(run[-1] + char in own for char in word) else 0.0


def _shortened(terms: Sequence[Term], at: int, evidence: Evidence) -> float:
    """What a word says that a name had where it came first: 柳荫安置楼, and 安置楼 in the sentences after it; so of a long
    word its end, where a sentence begins with that: 老旧小区改造, and 改造总投入."""
    first, text = terms[at], evidence.text
    if first.text in text:
        return 0.0
    before = half_width(evidence.chunk.quote(evidence.chunk.start, evidence.sentence.start))
    long = (name for name in (first.text, first.run) if len(name) >= 2 * _TWICE)
    if any(text.startswith(name[-_TWICE:]) and name in before for name in long):
        return 1.0
    rest = first.run[first.at + len(first.text) :][:_TWICE]
    again = len(rest) == _TWICE and rest in text and is_name(first.text)
    return float(again and first.text + rest in before)


@lru_cache(1_024)
def is_name(word: str) -> bool:
    """Whether a word is a name of a person, a place or a firm, as far as a dictionary tells."""
    return len(word) > 1 and next(sort for _, sort in rjieba.tag(word)) in ("nr", "ns", "nz", "nrt")
