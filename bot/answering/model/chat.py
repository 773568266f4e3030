"""A chat model behind any OpenAI-compatible endpoint: a reply within the time, or one exception that says why not.

ModelError
├── EndpointError   timeout, rate_limit, server, request, connection, truncated, malformed: counts for the breaker
└── NoReplyError    empty, refused: the endpoint works, the model said nothing
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage

from bot.request_id import request_id

Schema = Mapping[str, Any]
OnText = Callable[[str], None]

_CONNECT_SECONDS = 5.0


class ModelError(Exception):
    """The model gave no usable reply; ``reason`` is a word for logs. Holds neither key, prompt nor reply."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class EndpointError(ModelError):
    """The endpoint is at fault."""


class NoReplyError(ModelError):
    """The endpoint works, but the model said nothing that could be used."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said, whole, and the tokens that it read and wrote (estimated where the server does not tell)."""

    text: str
    read: int
    written: int

    @property
    def tokens(self) -> int:
        return self.read + self.written


def open_chat(name: str, api_key: str, base_url: str | None, seconds: float) -> BaseChatModel:
    """LangChain's client for chat completions. It never retries by itself: whoever asks decides."""
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    return ChatOpenAI(
        model=name,
        api_key=SecretStr(api_key),
        base_url=base_url,
        timeout=httpx.Timeout(seconds, connect=min(_CONNECT_SECONDS, seconds)),
        max_retries=0,
        use_responses_api=False,
        stream_usage=True,
    )


class Model:
    """Asks a chat model, streaming. What a server does not understand (a JSON schema, a temperature) is left out."""

    def __init__(self, chat: BaseChatModel) -> None:
        self._chat = chat
        self._rung = 0  # of the ladder: what the server was found to understand

    async def ask(self, messages: Sequence[BaseMessage], schema: Schema, seconds: float, on_text: OnText) -> Reply:
        """The reply within ``seconds``, or ``ModelError``. ``on_text`` gets its pieces as they come."""
        try:
            async with asyncio.timeout(seconds):
                return await self._climb(messages, _ladder(schema), on_text)
        except ModelError:
            raise
        except Exception as fault:
            raise EndpointError(_reason(fault)) from fault

    async def _climb(self, messages: Sequence[BaseMessage], ladder: Sequence[dict[str, Any]], on_text: OnText) -> Reply:
        """Leave out more as long as the server calls the request bad, and remember what it took."""
        for rung in range(self._rung, len(ladder)):
            try:
                reply = await self._stream(messages, ladder[rung], on_text)
            except Exception as fault:
                if _status(fault) not in (400, 422) or rung + 1 == len(ladder):
                    raise
            else:
                self._rung = rung
                return reply
        raise AssertionError("the last rung returns or raises")

    async def _stream(self, messages: Sequence[BaseMessage], options: dict[str, Any], on_text: OnText) -> Reply:
        whole: AIMessageChunk | None = None
        finish: str | None = None
        if id_ := request_id():
            options = options | {"extra_headers": {"X-Client-Request-Id": id_}}
        async for chunk in self._chat.astream(list(messages), **options):
            whole = chunk if whole is None else whole + chunk
            finish = chunk.response_metadata.get("finish_reason") or finish
            if chunk.text:
                on_text(str(chunk.text))
        return _reply(whole, finish, messages)


def _ladder(schema: Schema) -> list[dict[str, Any]]:
    """Options of a call, from what the best servers understand to what every server does.

    The schema goes as ``extra_body``: LangChain would read a ``response_format`` itself and hold back the stream.
    """
    wanted = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
    return [
        {"temperature": 0, "extra_body": {"response_format": wanted}},
        {"temperature": 0},
        {"stream_usage": False},
    ]


def _reply(whole: AIMessageChunk | None, finish: str | None, asked: Sequence[BaseMessage]) -> Reply:
    text = str(whole.text) if whole else ""
    if finish == "content_filter" or (whole and whole.additional_kwargs.get("refusal")):
        raise NoReplyError("refused")
    if finish is None or finish == "length":
        raise EndpointError("truncated")
    if whole is None or not text.strip():
        raise NoReplyError("empty")
    usage = whole.usage_metadata
    if usage and usage["total_tokens"]:
        return Reply(text, usage["total_tokens"] - usage["output_tokens"], usage["output_tokens"])
    return Reply(text, sum(len(str(message.content)) for message in asked), len(text))  # a Chinese character: a token


def _status(fault: BaseException) -> int | None:
    return getattr(fault, "status_code", None)


def _reason(fault: BaseException) -> str:
    """A word for a fault; never its text, which may repeat a key."""
    import httpx
    import openai

    status = _status(fault)
    if isinstance(fault, (TimeoutError, openai.APITimeoutError, httpx.TimeoutException)) or status in (408, 504):
        return "timeout"
    if status is not None:
        return "rate_limit" if status == 429 else "server" if status >= 500 else f"request {status}"
    if isinstance(fault, (openai.APIConnectionError, httpx.TransportError, OSError)):
        return "connection"
    if isinstance(fault, (ValueError, openai.APIResponseValidationError)):
        return "malformed"  # a bare JSONDecodeError is a ValueError, and so is LangChain's "no generation chunks"
    return f"fault {type(fault).__name__}"
