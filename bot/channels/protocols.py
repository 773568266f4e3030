"""What a channel needs from the rest of the bot; the composition root hands it in."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from bot.answering.answer import Answer, Citation, Question
from bot.answering.turn import OnSentences
from bot.channels.shelf import Nearby, Topic
from bot.staff.draft_check import Verdict
from retrieval.editions.ledger import LedgerRow


class ChannelError(Exception):
    """A channel can't be opened; the message is one line for whoever runs the bot."""


class Assistant(Protocol):
    """Answers questions and shows the paragraph a citation was taken from."""

    async def ask(self, question: Question, *, on_sentences: OnSentences | None = None) -> Answer:
        """The answer; what goes wrong while answering is an answer with status ``error``.

        ``on_sentences`` is given all that is proved so far, each time a model has written another sentence.
        """
        ...

    def paragraph(self, citation: Citation, edition: str) -> tuple[str, int, int]:
        """The whole paragraph around a citation, and where the quote starts and ends in it."""
        ...


class Shelf(Protocol):
    """What the current public documents are and hold; see ``bot.channels.shelf``."""

    def edition(self) -> str: ...

    def as_of(self) -> str | None: ...

    def figures(self) -> tuple[LedgerRow, ...]: ...

    def title(self, document: str) -> str: ...

    def address(self, document: str, start: int, end: int) -> str | None: ...

    def topics(self) -> tuple[Topic, ...]: ...

    def suggestions(self) -> tuple[str, ...]: ...

    def nearest(self, question: str) -> tuple[Nearby, ...]: ...


class Desk(Protocol):
    """The whole ledger and the check of drafts; see ``bot.staff.desk``."""

    def figures(self, words: str = "") -> tuple[LedgerRow, ...]: ...

    def title(self, document: str) -> str: ...

    def check(self, draft: str, *, public_only: bool = False) -> tuple[Verdict, ...]: ...

    def read(self, path: Path) -> str: ...
