"""Questions to start with: those of the shelf that the assistant really answers, tried once an edition."""

from __future__ import annotations

import asyncio

from bot.answering.answer import Question
from bot.channels.protocols import Assistant, Shelf

_SHOWN = 6


class Suggestions:
    """Asks the assistant what it would suggest asking, and keeps what was answered."""

    def __init__(self, assistant: Assistant, shelf: Shelf) -> None:
        self._assistant = assistant
        self._shelf = shelf
        self._edition: str | None = None
        self._good: tuple[str, ...] = ()
        self._trying = asyncio.Lock()

    async def current(self) -> tuple[str, ...]:
        """The suggestions for the current edition."""
        edition = await asyncio.to_thread(self._shelf.edition)
        async with self._trying:
            if edition != self._edition:
                self._good = await self._answered(await asyncio.to_thread(self._shelf.suggestions))
                self._edition = edition
        return self._good

    @property
    def known(self) -> tuple[str, ...]:
        """The suggestions that were tried last, at once; none before that."""
        return self._good

    async def _answered(self, asked: tuple[str, ...]) -> tuple[str, ...]:
        good: list[str] = []
        for text in asked:
            answer = await self._assistant.ask(Question(text, public_only=True))
            if answer.status == "answered":
                good.append(text)
            if len(good) == _SHOWN:
                break
        return tuple(good)
