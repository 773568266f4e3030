"""The Telegram channel put together: handlers in order, a queue that loses nothing, polling or a webhook."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.ext import AIORateLimiter, ApplicationBuilder

from bot.channels.telegram.errors import on_polling_error
from bot.channels.telegram.journal import Journal, JournalQueue
from bot.channels.telegram.order import ChatOrder
from bot.channels.telegram.routes import BotApplication
from bot.channels.telegram.services import Services, add_handlers
from bot.people.people import People
from bot.settings import Settings

_FLOOD_RETRIES = 5
_TIDYING_SECONDS = 3600
_log = logging.getLogger(__name__)


class TelegramChannel:
    """``async with`` runs the bot: inside, it answers."""

    def __init__(self, settings: Settings, services: Services) -> None:
        self._settings = settings
        self._people = services.people
        journal = Journal(services.people.database)
        self._queue = JournalQueue(journal)
        self.application = _application(settings, self._queue, journal)
        self._menus = add_handlers(self.application, settings, services, journal)
        self._tidying: asyncio.Task[None] | None = None

    async def __aenter__(self) -> TelegramChannel:
        await self.application.initialize()
        await self._queue.replay(self.application.bot)
        await self.application.start()
        await self._receive()
        await self._menus.publish()
        self._tidying = asyncio.create_task(_tidy(self._people, self._settings.keep_questions_days))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._tidying:
            self._tidying.cancel()
            with suppress(asyncio.CancelledError):
                await self._tidying
        if self.application.updater and self.application.updater.running:
            await self.application.updater.stop()
        await self.application.stop()
        await self.application.shutdown()

    async def run(self) -> None:
        """Answer until the task is cancelled."""
        async with self:
            await asyncio.Event().wait()

    async def _receive(self) -> None:
        updater, settings = self.application.updater, self._settings
        assert updater is not None
        if settings.telegram_webhook_url is None:
            await updater.start_polling(
                allowed_updates=Update.ALL_TYPES, bootstrap_retries=-1, error_callback=on_polling_error
            )
            return
        (host, port), secret = settings.telegram_webhook_listen, settings.telegram_webhook_secret
        await updater.start_webhook(
            listen=host,
            port=port,
            webhook_url=settings.telegram_webhook_url,
            url_path=settings.telegram_webhook_url.partition("://")[2].partition("/")[2],
            secret_token=secret.reveal() if secret else None,
            allowed_updates=Update.ALL_TYPES,
            bootstrap_retries=-1,
        )


def _application(settings: Settings, queue: JournalQueue, journal: Journal) -> BotApplication:
    if settings.telegram_token is None:
        raise ValueError("no Telegram token is set")
    builder = (
        ApplicationBuilder()
        .token(settings.telegram_token.reveal())
        .base_url(settings.telegram_base_url)
        .base_file_url(settings.telegram_base_url.removesuffix("/bot") + "/file/bot")
        .update_queue(queue)
        .concurrent_updates(ChatOrder(journal))
        .rate_limiter(AIORateLimiter(max_retries=_FLOOD_RETRIES))
    )
    if settings.telegram_proxy is not None:
        proxy = settings.telegram_proxy.reveal()
        builder = builder.proxy(proxy).get_updates_proxy(proxy)
    return builder.build()


async def _tidy(people: People, days: int) -> None:
    """Delete old questions, now and every hour."""
    while True:
        try:
            await people.conversations.expire(days)
        except SQLAlchemyError:
            _log.exception("old questions were not deleted, next try in an hour")
        await asyncio.sleep(_TIDYING_SECONDS)
