"""The application's update queue. Polling and webhook both put an update there before they confirm it to Telegram."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Update

from bot.channels.telegram.journal import Journal
from bot.channels.telegram.lines import line_of

_log = logging.getLogger(__name__)


class JournalQueue(asyncio.Queue[object]):
    """Writes an update down before it takes it.

    ``refuses``: what can't be written is refused, as a webhook may: Telegram brings it again. Else it is taken all the
    same, since polling would lose it.
    """

    def __init__(self, journal: Journal, *, refuses: bool = False) -> None:
        super().__init__()
        self._journal, self._refuses = journal, refuses

    async def put(self, item: object) -> None:
        if isinstance(item, Update) and not await self._is_new(item):
            return
        await super().put(item)

    async def replay(self, bot: Bot, give_up: Callable[[Update], Awaitable[None]]) -> int:
        """Queue what earlier runs, or processes that are gone, left; how many of their replies may come twice.

        ``give_up`` answers an update that was in work whenever the bot went down.
        """
        left = await self._journal.open()
        for one in left:
            update = Update.de_json(one.body, bot)
            if one.hopeless:
                await give_up(update)
                await self._journal.done(update.update_id)
            else:
                await super().put(update)
        repeated = sum(one.replying for one in left)
        if left:
            _log.warning("%d unfinished updates of an earlier run, %d replies may come twice", len(left), repeated)
        return repeated

    async def _is_new(self, item: Update) -> bool:
        try:
            return await self._journal.write(item, line_of(item))
        except SQLAlchemyError:
            if self._refuses:
                raise
            _log.exception("could not write update %d down; it is answered all the same", item.update_id)
            return True
