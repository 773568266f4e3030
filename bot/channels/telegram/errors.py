"""What went wrong in a handler: a sentence for the user, the trace for the log, the update kept if none was reached."""

from __future__ import annotations

import logging

from sqlalchemy.exc import InterfaceError, OperationalError
from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.sending import Sender, passes
from bot.texts import Texts

_log = logging.getLogger(__name__)


class Errors:
    """The application's error handler."""

    def __init__(self, sender: Sender, journal: Journal, texts: Texts) -> None:
        self._sender = sender
        self._journal = journal
        self._texts = texts

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        error = context.error
        if isinstance(error, Forbidden):
            _log.info("a person has blocked the bot: %s", error)
            return
        _log.error("an update failed", exc_info=error)
        if not isinstance(update, Update):
            return
        if passes(error) or (
            self._journal.hands_on and isinstance(error, (OperationalError, InterfaceError))
        ):  # the server is away
            self._journal.leave_open(update.update_id)
        else:
            await self.apologise(update)

    async def apologise(self, update: Update) -> None:
        """Say that it went wrong, where somebody waits for an answer."""
        chat = update.effective_chat
        if chat is None:
            return
        try:
            await self._sender.send(chat.id, paginate([Run(self._texts.say("error"))]))
        except TelegramError:
            _log.exception("the apology did not arrive either")


def on_polling_error(error: TelegramError) -> None:
    """Polling goes on by itself; the log gets one line, not a trace for every try."""
    _log.warning("polling: %s", error)
