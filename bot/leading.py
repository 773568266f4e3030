"""Of several processes one renews what is stale and watches the folder; when it is gone, another does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

_SECONDS = 5.0  # from one look at who leads to the next


async def while_leading(
    lead: Callable[[], bool], work: Callable[[], Coroutine[Any, Any, None]], seconds: float = _SECONDS
) -> None:
    """Runs ``work`` while ``lead`` says that this process leads, from the start each time it begins to; never ends."""
    while True:
        if await asyncio.to_thread(lead):
            await _until_lost(lead, asyncio.ensure_future(work()), seconds)
        await asyncio.sleep(seconds)


async def _until_lost(lead: Callable[[], bool], task: asyncio.Future[None], seconds: float) -> None:
    try:
        while await asyncio.to_thread(lead):
            await asyncio.sleep(seconds)
            if task.done():
                task.result()
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
