"""The Telegram channel put together: handlers in order, a queue that loses nothing, polling or a webhook."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Update
from telegram.ext import AIORateLimiter, ApplicationBuilder

from bot.channels.protocols import Assistant
from bot.channels.telegram.errors import Errors, on_polling_error
from bot.channels.telegram.greetings import Greetings
from bot.channels.telegram.journal import Journal, JournalQueue
from bot.channels.telegram.order import ChatOrder
from bot.channels.telegram.questions import Questions
from bot.channels.telegram.routes import BotApplication, Routes
from bot.channels.telegram.sending import Sender
from bot.channels.telegram.sources import Sources
from bot.people.conversations import Conversations
from bot.people.roles import Roles
from bot.settings import Settings
from bot.storage import Database
from bot.texts import Texts

_FLOOD_RETRIES = 5


@dataclass(frozen=True, slots=True)
class Services:
    """What the channel's handlers work with."""

    assistant: Assistant
    conversations: Conversations
    roles: Roles
    database: Database
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep


class TelegramChannel:
    """``async with`` runs the bot: inside, it answers."""

    def __init__(self, settings: Settings, services: Services) -> None:
        self._settings = settings
        self._journal = Journal(services.database)
        self._queue = JournalQueue(self._journal)
        self.application = _application(settings, self._queue, self._journal)
        _add_handlers(self.application, settings, services, self._journal)

    async def __aenter__(self) -> TelegramChannel:
        await self.application.initialize()
        await self._queue.replay(self.application.bot)
        await self.application.start()
        await self._receive()
        return self

    async def __aexit__(self, *_: object) -> None:
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
        assert updater is not None  # noqa: S101
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


def _add_handlers(application: BotApplication, settings: Settings, services: Services, journal: Journal) -> None:
    texts = Texts.load("telegram")
    sender = Sender(application.bot, services.pause)
    greetings = Greetings(sender, texts, settings.office_name)
    routes = Routes(application, services.roles, greetings.on_unknown_command)
    greetings.register(routes)
    Questions(services.assistant, services.conversations, sender, journal, texts).register(routes)
    Sources(services.assistant, services.conversations, sender, texts).register(routes)
    greetings.register_last(routes)
    application.add_error_handler(Errors(sender, journal, texts).on_error)
