"""Whether a figure is the one that a question means: by the words they share and by what an embedder makes of both.

Words alone refuse 厕所改了多少户 before 改厕1120户; meaning alone takes 社区工作者招22名 for their pay. The weights and
limits were fitted on the questions under ``tests/evaluation`` (docs/decisions/0011-figure-match.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answering.figures.against import speaks_against
from bot.answering.figures.around import said_before
from bot.answering.figures.rows import FoundFigure
from bot.answering.question.ages import AGED
from bot.answering.question.terms import coverage, lacking
from bot.answering.question.understanding import Understanding

_BY_WORDS = 0.8  # of the question's words in or beside the figure, none lacking: meant without asking the embedder
_HOPELESS = 0.05
_NEXT_DOOR = 0.31  # of a word that a neighbouring sentence has
_HALF = 0.42  # of a word from which it is not lacking any more
_LACKING = 0.75  # what a word that is nowhere near takes off again, by its share of the question
_ALIKE = 0.905  # cosine of multilingual-e5-small at which meaning speaks neither for a figure nor against it
_BY_MEANING = 12.0  # what a cosine above that is worth in shares of words
_ENOUGH = 0.66
_MOST = 60  # characters of a sentence that are looked at
_LOOKED_AT = 4  # figures
_ENOUGH_OF_WORDS = 0.55  # where there is no embedder


def answers(question: Understanding, one: FoundFigure) -> bool:
    """Whether a figure is the one asked for: nothing speaks against it, and words and meaning speak for it."""
    return not speaks_against(question, one) and is_meant(question, one)


def fitting(question: Understanding, rows: Sequence[FoundFigure]) -> tuple[FoundFigure, ...]:
    """Of the best rows those that answer; what is asked of an embedder is little, and what is far behind never answers."""
    free = [one for one in rows if not speaks_against(question, one)]
    return tuple(one for one in free[:_LOOKED_AT] if is_meant(question, one))


def is_meant(question: Understanding, one: FoundFigure) -> bool:
    """Whether the figure is about what the question asks, its unit and period aside."""
    words = _by_words(question, one)
    if words >= _BY_WORDS or words < _HOPELESS:
        return words >= _BY_WORDS
    for alike in _cosines(question, one):
        if alike is None:
            return words >= _ENOUGH_OF_WORDS
        if words + _BY_MEANING * (alike - _ALIKE) >= _ENOUGH:
            return True
    return False


def _by_words(question: Understanding, one: FoundFigure) -> float:
    """How much of the question stands in and beside the figure, less what stands nowhere near; a single character that is
    not there says nothing, nor does 老人 beside an age."""
    aged = any(term.age is not None for term in question.terms)
    pairs = [
        (term, share)
        for term, share in zip(question.terms, one.found, strict=True)
        if (len(term.text) > 1 or share >= _NEXT_DOOR) and not (aged and term.text in AGED)
    ]
    terms, found = [term for term, _ in pairs], [share for _, share in pairs]
    lacks = lacking(terms, found)
    nowhere = [_absence(share) if term in lacks else 0.0 for term, share in zip(terms, found, strict=True)]
    return coverage(terms, found) - (_LACKING * coverage(terms, nowhere) if lacks else 0.0)


def _absence(share: float) -> float:
    """How far a word is from the figure: wholly where only a neighbouring sentence has it."""
    return 1.0 if share <= _NEXT_DOOR else max(0.0, 1 - share / _HALF)


def _cosines(question: Understanding, one: FoundFigure) -> Iterator[float | None]:
    """Of the question and the figure's clause, then of that with what stands before it, which may name the subject."""
    part = said_before(one.evidence, one.clause)
    clause = part[-len(one.evidence.read(one.clause)) :]
    yield from (question.likeness(question.text, text) for text in dict.fromkeys((clause, part[-_MOST:])))
