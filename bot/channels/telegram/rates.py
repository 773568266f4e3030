"""Telegram's flood limits for what is sent. Signs of being at work are not messages: they wait for nothing."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter

_SIGNS = ("sendChatAction", "sendMessageDraft", "answerCallbackQuery")
_FLOOD_RETRIES = 5


class Rates(AIORateLimiter):
    """30 messages a second in all, 20 a minute to a group; a flood error is waited for and tried again."""

    def __init__(self) -> None:
        super().__init__(max_retries=_FLOOD_RETRIES)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        if endpoint in _SIGNS:
            return await callback(*args, **kwargs)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
