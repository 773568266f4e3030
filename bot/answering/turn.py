"""One question on its way: each step of the chain takes a turn and hands on a fuller one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.answer import AnswerSentence, Question
from bot.answering.draft import Draft
from bot.answering.question.language import Spoken
from bot.answering.question.understanding import Understanding
from retrieval.document import Passage
from retrieval.editions.edition import Edition

OnSentences = Callable[[tuple[AnswerSentence, ...]], None]  # all that are proved so far; a second try starts again


@dataclass(frozen=True, slots=True)
class Turn:
    """``edition`` is read once and kept to the end. A ``draft`` ends the way early: later steps only phrase it.

    ``on_sentences``: who wants to see an answer while a model writes it.
    """

    question: Question
    spoken: Spoken
    edition: Edition
    understanding: Understanding | None = None
    passages: tuple[Passage, ...] = ()
    draft: Draft | None = None
    on_sentences: OnSentences | None = None


Step = Callable[[Turn], Turn]


def unless_drafted(step: Step) -> Step:
    """The step, skipped where the turn has its draft already."""

    def guarded(turn: Turn) -> Turn:
        return turn if turn.draft else step(turn)

    return guarded
