"""A chat model for tests: it says what is in its queue and records what it was asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr


@dataclass(frozen=True)
class Call:
    messages: list[BaseMessage]
    options: dict[str, Any]

    @property
    def texts(self) -> list[str]:
        return [str(message.content) for message in self.messages]


class RecordingChat(BaseChatModel):
    """Streams the queue's texts in pieces of five characters; raises what in it is an exception."""

    queue: list[Any]
    finish: str | None = "stop"
    _calls: list[Call] = PrivateAttr(default_factory=list)

    @property
    def calls(self) -> list[Call]:
        return self._calls

    @property
    def _llm_type(self) -> str:
        return "recording"

    def _generate(self, messages: list[BaseMessage], *args: Any, **options: Any) -> ChatResult:
        raise NotImplementedError("the product streams")

    async def _astream(
        self, messages: list[BaseMessage], *args: Any, **options: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        self._calls.append(Call(messages, options))
        said = self.queue.pop(0)
        if isinstance(said, BaseException):
            raise said
        for piece in pieces(said):
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
        yield ChatGenerationChunk(message=AIMessageChunk(content="", response_metadata={"finish_reason": self.finish}))


def pieces(text: str, size: int = 5) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))
