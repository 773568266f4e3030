"""One question on its way: each step of the chain takes a turn and hands on a fuller one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.answer import AnswerSentence, Question
from bot.answering.draft import Draft
from bot.answering.question.language import Spoken
from bot.answering.question.terms import matches, plain
from bot.answering.question.understanding import Understanding
from retrieval.document import Passage
from retrieval.editions.edition import Edition

OnSentences = Callable[[tuple[AnswerSentence, ...]], None]  # all that are proved so far; a second try starts again


@dataclass(frozen=True, slots=True)
class Turn:
    """``edition`` is read once and kept to the end. A ``draft`` ends the way early: later steps only phrase it.

    ``otherwise``: other readings of a follow-up, for where the first has no answer. ``guessed``: English phrases and what
    they were taken for. ``on_sentences``: who wants to see an answer while a model writes it.
    """

    question: Question
    spoken: Spoken
    edition: Edition
    understanding: Understanding | None = None
    otherwise: tuple[Understanding, ...] = ()
    guessed: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    draft: Draft | None = None
    on_sentences: OnSentences | None = None


_SPOKEN_OF = 0.42  # of a word: from there on it is not lacking

Step = Callable[[Turn], Turn]


def unless_drafted(step: Step) -> Step:
    """The step, skipped where the turn has its draft already."""

    def guarded(turn: Turn) -> Turn:
        return turn if turn.draft else step(turn)

    return guarded


def answers_it(turn: Turn) -> bool:
    """Whether the draft answers and, in a conversation, speaks of what the question adds to it."""
    draft, meaning = turn.draft, turn.understanding
    if draft is None or meaning is None or draft.status != "answered":
        return False
    sentences = (sentence.text for sentence in draft.sentences)
    told = plain("/".join((*sentences, *(one.title for one in draft.citations))))
    return all(share >= _SPOKEN_OF for share in matches(meaning.fresh, told))
