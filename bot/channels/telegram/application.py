"""The Telegram channel put together: handlers in order, a queue that loses nothing, polling or a webhook."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, repeat
from typing import Any

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder

from bot.admin.rehearsal import Rehearsal
from bot.channels.protocols import ChannelError
from bot.channels.telegram.errors import on_polling_error
from bot.channels.telegram.journal import Journal, SharedJournal
from bot.channels.telegram.lines import Lines, LocalLines, SharedLines
from bot.channels.telegram.order import ChatOrder
from bot.channels.telegram.queue import JournalQueue
from bot.channels.telegram.rates import Rates
from bot.channels.telegram.routes import BotApplication
from bot.channels.telegram.sending import PAUSES, passes
from bot.channels.telegram.services import Services, add_handlers
from bot.people.forgetting import expire
from bot.presence import Presence
from bot.settings import Settings
from bot.staff.approved import Approved
from bot.staff.inbox import Request
from bot.storage import Database
from bot.texts import Texts

_WANTED = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
_TIDYING_SECONDS = 3600
_COMPARING_SECONDS = 30
_DELIVERING_SECONDS = 5
_TAKING_SECONDS = 1
_PATIENCE_SECONDS = 10
_log = logging.getLogger(__name__)


class TelegramChannel:
    """``async with`` runs the bot: inside, it answers."""

    def __init__(self, settings: Settings, services: Services) -> None:
        self._settings = settings
        self._people, self._pause = services.people, services.pause
        database = services.people.database
        self._presence = Presence(database) if database.shared else None
        journal, self._lines = _in_line(database, self._presence)
        self._journal, self._queue = journal, JournalQueue(journal, refuses=settings.telegram_webhook_url is not None)
        self.application = _application(settings, self._queue, self._lines, services.request_seconds)
        self._chores = add_handlers(self.application, settings, services, journal)
        self._stop = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> TelegramChannel:
        await self._connect()
        await self._take_over()
        await self.application.start()
        await self._receive()
        await self._chores.menus.publish()
        self._tasks = [
            asyncio.create_task(_now_and_then(self._tidy, _TIDYING_SECONDS, self._stop)),
            asyncio.create_task(_now_and_then(self._chores.corrections.check, _COMPARING_SECONDS, self._stop)),
            asyncio.create_task(_now_and_then(self._chores.replies.deliver_all, _DELIVERING_SECONDS, self._stop)),
        ]
        if self._presence:
            self._tasks.append(asyncio.create_task(_now_and_then(self._take_over, _TAKING_SECONDS, self._stop)))
        return self

    async def _connect(self) -> None:
        """Waits for the network as long as it takes. Raises ``ChannelError`` for a token that Telegram refuses."""
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            try:
                await self.application.initialize()
            except InvalidToken as error:
                raise ChannelError(Texts.load("telegram").say("bad_token")) from error
            except TelegramError as error:
                if not passes(error):
                    raise
                _log.warning("Telegram was not reached (%s), next try in %.1f s", error, pause)
                await self._pause(pause)
            else:
                return

    async def __aexit__(self, *_: object) -> None:
        self._stop.set()
        await self._end_chores()
        self._lines.close()
        if self.application.updater and self.application.updater.running:
            await self.application.updater.stop()
        await self.application.stop()
        await self.application.shutdown()
        if self._presence:
            await asyncio.to_thread(self._presence.leave)  # from here on others take over what is left

    async def run(self) -> None:
        """Answer until the task is cancelled."""
        async with self:
            await asyncio.Event().wait()

    async def announce(self, rehearsal: Rehearsal) -> None:
        """Let the admins decide on a rehearsal that nobody asked for."""
        privileged = await self._people.roles.privileged()
        await self._chores.reloading.announce(rehearsal, [id_ for id_, role in privileged.items() if role == "admin"])

    async def announce_request(self, request: Request) -> None:
        """Tell the staff of a request that came in on another channel."""
        try:
            await self._chores.staff.announce(request)
        except TelegramError as error:
            _log.warning("the staff were not told of request %d, which waits in the inbox: %s", request.id, error)

    async def propose(self, draft: Approved) -> None:
        """Let the admins decide on an answer that was proposed on another channel."""
        try:
            await self._chores.approvals.propose(draft)
        except TelegramError as error:
            _log.warning("the admins were not told of a draft: %s", error)

    async def _end_chores(self) -> None:
        """Let a chore end what it began, but not for ever."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=_PATIENCE_SECONDS)
            for task in late:
                task.cancel()

    async def _take_over(self) -> None:
        """Queue what was left: by an earlier run, or by a process of several that is gone."""
        if self._presence is None or await asyncio.to_thread(self._presence.hold):
            await self._queue.replay(self.application.bot, self._chores.errors.apologise)

    async def _tidy(self) -> None:
        await self._journal.forget()
        await expire(self._people.database, self._settings.keep_questions_days, datetime.now(UTC))

    async def _receive(self) -> None:
        updater, settings = self.application.updater, self._settings
        assert updater is not None
        if settings.telegram_webhook_url is None:
            await updater.start_polling(allowed_updates=_WANTED, bootstrap_retries=-1, error_callback=on_polling_error)
            return
        (host, port), secret = settings.telegram_webhook_listen, settings.telegram_webhook_secret
        await updater.start_webhook(
            listen=host,
            port=port,
            webhook_url=settings.telegram_webhook_url,
            url_path=settings.telegram_webhook_url.partition("://")[2].partition("/")[2],
            secret_token=secret.reveal() if secret else None,
            allowed_updates=_WANTED,
            bootstrap_retries=-1,
        )


def _in_line(database: Database, presence: Presence | None) -> tuple[Journal, Lines]:
    """The journal, and who keeps the order of its updates: this process, or the database for several."""
    if presence is None:
        journal = Journal(database)
        return journal, LocalLines(journal)
    shared = SharedJournal(database, presence.number)
    return shared, SharedLines(shared)


def _application(settings: Settings, queue: JournalQueue, lines: Lines, seconds: float) -> BotApplication:
    if settings.telegram_token is None:
        raise ValueError("no Telegram token is set")
    builder = (
        ApplicationBuilder()
        .token(settings.telegram_token.reveal())
        .base_url(settings.telegram_base_url)
        .base_file_url(settings.telegram_base_url.removesuffix("/bot") + "/file/bot")
        .update_queue(queue)
        .concurrent_updates(ChatOrder(lines))
        .rate_limiter(Rates())
        .connect_timeout(seconds)
        .read_timeout(seconds)
    )
    if settings.telegram_proxy is not None:
        proxy = settings.telegram_proxy.reveal()
        builder = builder.proxy(proxy).get_updates_proxy(proxy)
    return builder.build()


async def _now_and_then(chore: Callable[[], Coroutine[Any, Any, None]], seconds: float, stop: asyncio.Event) -> None:
    """Do a chore now and every so many seconds until told to stop; one that fails is tried again the next time."""
    while not stop.is_set():
        try:
            await chore()
        except OperationalError as error:
            _log.warning("a chore waits for the database (%s), next try in %d s", type(error.orig).__name__, seconds)
        except (SQLAlchemyError, TelegramError):
            _log.exception("a chore failed, next try in %d s", seconds)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)
