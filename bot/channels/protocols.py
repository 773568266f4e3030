"""What a channel needs from the rest of the bot; the composition root hands it in."""

from __future__ import annotations

from typing import Protocol

from bot.answering.answer import Answer, Citation, Question


class Assistant(Protocol):
    """Answers questions and shows the paragraph a citation was taken from."""

    async def ask(self, question: Question) -> Answer:
        """The answer; what goes wrong while answering is an answer with status ``error``."""
        ...

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]:
        """The whole paragraph around a citation, and where the quote starts and ends in it."""
        ...
