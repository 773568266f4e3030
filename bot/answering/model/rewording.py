"""The step that a model adds: what the documents' own sentences answer, told in its words and proved again.

Whether something stands in the documents is never a model's to say: corrections, sums, refusals and half answers stay
as they are, and its words must tell the figure and rest on a sentence that were found without it. See decision 0004. It reads
the documents of the answer alone: what another one, found beside them, would have it do stays unread.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from bot.answering.draft import Draft
from bot.answering.model.generative import GenerativeWriter
from bot.answering.question.understanding import Understanding
from bot.answering.turn import Turn

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rewording:
    """Gives the turn with the model's draft, or as it came: whatever fails, the answer that is there already is sent.

    ``may_read_internal``: without it, what was found in an internal document stays with the document's own words.
    """

    writer: GenerativeWriter
    may_read_internal: bool = False

    async def __call__(self, turn: Turn) -> Turn:
        if not self._may_word(turn):
            return turn
        assert turn.draft is not None
        assert turn.understanding is not None
        worded = await self._worded(turn)
        if worded is None or not tells_the_same(worded, turn.draft, turn.understanding):
            return turn
        return replace(turn, draft=worded)

    def _may_word(self, turn: Turn) -> bool:
        draft, sources = turn.draft, turn.edition.sources
        if draft is None or turn.understanding is None or turn.spoken.script == "english":
            return False  # in English our words stand around Chinese quotes, and only those can be checked
        if draft.status != "answered" or any(sentence.kind != "document" for sentence in draft.sentences):
            return False
        return self.may_read_internal or all(sources[c.document].audience == "public" for c in draft.citations)

    async def _worded(self, turn: Turn) -> Draft | None:
        assert turn.draft is not None
        assert turn.understanding is not None
        cited = {citation.document for citation in turn.draft.citations}
        try:
            return await self.writer.write(
                turn.understanding.text,
                [passage for passage in turn.passages if passage.chunk.document in cited],
                lambda id_: turn.edition.document(id_).text,
                turn.on_sentences,
            )
        except Exception:  # noqa: BLE001 logged with its trace; the answer is there already
            _log.exception("the model's answer could not be used")
            return None


def tells_the_same(worded: Draft, found: Draft, asked: Understanding) -> bool:
    """Whether both rest on the same sentence, and the figure that was asked for is told by both."""
    close = any(
        one.document == other.document and one.start < other.end and other.start < one.end
        for one in worded.citations
        for other in found.citations
    )
    figures = found.figures[:1] if asked.kind == "figure" else ()
    return close and all(any(one.number == told.number for told in worded.figures) for one in figures)
