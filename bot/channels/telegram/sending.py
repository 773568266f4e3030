"""Sending pages so that they arrive: HTML, else plain; patient with a network that fails for a while."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, Message, ReplyKeyboardMarkup, ReplyKeyboardRemove, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, NetworkError, TelegramError

from bot.channels.telegram.html import Page, as_html, as_plain

Result = TypeVar("Result")
Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None
_log = logging.getLogger(__name__)
PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # seconds before each new try
_TYPING_SHOWN = 4.0  # seconds; Telegram shows an action for five


def passes(error: Exception | None) -> bool:
    """Whether an error is the network's or the server's and may pass; what Telegram refuses stays refused."""
    unreadable = type(error) is TelegramError  # an answer that was no JSON
    return unreadable or (isinstance(error, NetworkError) and not isinstance(error, BadRequest))


class Sender:
    """Sends, edits and shows that it is at work. ``pause``: waits so many seconds; tests hand in their own."""

    def __init__(self, bot: Bot, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self.bot = bot
        self._pause = pause

    async def send(
        self, chat: int, pages: tuple[Page, ...], markup: Markup = None, reply_to: int | None = None
    ) -> tuple[Message, ...]:
        """Every page as a message; ``markup`` hangs on the last, ``reply_to`` is answered by the first."""
        sent = []
        for number, page in enumerate(pages, 1):
            last = number == len(pages)
            sent.append(await self._send(chat, page, markup if last else None, reply_to if number == 1 else None))
        return tuple(sent)

    async def edit(
        self, message: Message | tuple[int, int], page: Page, markup: InlineKeyboardMarkup | None = None
    ) -> None:
        """Put ``page`` in place of a message's text; the same text again is no error."""
        chat, number = message if isinstance(message, tuple) else (message.chat_id, message.message_id)

        def change(text: str, mode: ParseMode | None) -> Awaitable[Message | bool]:
            return self.bot.edit_message_text(text, chat, number, parse_mode=mode, reply_markup=markup)

        try:
            await self._html_or_plain(page, change)
        except BadRequest as error:
            if "not modified" not in str(error):
                raise

    async def strip(self, message: Message) -> None:
        """Take a message's buttons away; that it has none any more is no error."""
        try:
            await self.patiently(lambda: self.bot.edit_message_reply_markup(message.chat_id, message.message_id))
        except BadRequest as error:
            if "not modified" not in str(error):
                raise

    async def replace(
        self,
        chat: int,
        messages: tuple[int, ...],
        pages: tuple[Page, ...],
        markup: InlineKeyboardMarkup | None = None,
        reply_to: int | None = None,
    ) -> tuple[int, ...]:
        """Put ``pages`` in place of ``messages``, sending or deleting where their numbers differ; their new ids."""
        kept = messages[: len(pages)]
        for number, (message, page) in enumerate(zip(kept, pages, strict=False), 1):
            await self.edit((chat, message), page, markup if number == len(pages) else None)
        for message in messages[len(pages) :]:
            await self.patiently(partial(self.bot.delete_message, chat, message))
        sent = await self.send(chat, pages[len(kept) :], markup, None if kept else reply_to)
        return (*kept, *(message.message_id for message in sent))

    async def photo(
        self, chat: int, picture: bytes, caption: Page = (), markup: InlineKeyboardMarkup | None = None
    ) -> None:
        def send() -> Awaitable[Message]:
            text = as_html(caption) or None
            return self.bot.send_photo(chat, picture, caption=text, parse_mode=ParseMode.HTML, reply_markup=markup)

        await self.patiently(send)

    async def document(self, chat: int, name: str, content: bytes, caption: Page = ()) -> None:
        def send() -> Awaitable[Message]:
            text = as_html(caption) or None
            return self.bot.send_document(chat, content, filename=name, caption=text, parse_mode=ParseMode.HTML)

        await self.patiently(send)

    async def patiently(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """``call``, repeated while the network fails; what Telegram refuses is not repeated."""
        for pause in PAUSES:
            try:
                return await call()
            except TelegramError as error:
                if not passes(error):
                    raise
                _log.warning("Telegram was not reached (%s), next try in %.1f s", error, pause)
                await self._pause(pause)
        return await call()

    @asynccontextmanager
    async def typing(self, chat: int, action: ChatAction = ChatAction.TYPING) -> AsyncIterator[None]:
        """While inside, the chat shows that the bot is at work."""
        first = asyncio.ensure_future(self._show(chat, action))
        going_on = asyncio.ensure_future(self._keep_showing(chat, action))
        try:
            yield
        finally:
            going_on.cancel()
            with suppress(asyncio.CancelledError):
                await asyncio.gather(first, going_on)

    async def _keep_showing(self, chat: int, action: ChatAction) -> None:
        while True:
            await asyncio.sleep(_TYPING_SHOWN)
            await self._show(chat, action)

    async def _show(self, chat: int, action: ChatAction) -> None:
        try:
            await self.bot.send_chat_action(chat, action)
        except TelegramError as error:
            _log.info("the sign of being at work was not shown: %s", error)

    async def _send(self, chat: int, page: Page, markup: Markup, reply_to: int | None) -> Message:
        reply = ReplyParameters(reply_to, allow_sending_without_reply=True) if reply_to else None

        def send(text: str, mode: ParseMode | None) -> Awaitable[Message]:
            return self.bot.send_message(chat, text, parse_mode=mode, reply_markup=markup, reply_parameters=reply)

        return await self._html_or_plain(page, send)

    async def _html_or_plain(self, page: Page, send: Callable[[str, ParseMode | None], Awaitable[Result]]) -> Result:
        try:
            return await self.patiently(lambda: send(as_html(page), ParseMode.HTML))
        except BadRequest as error:
            if "parse entities" not in str(error):
                raise
            _log.warning("Telegram refused the HTML (%s); sent as plain text", error)
            return await self.patiently(lambda: send(as_plain(page), None))
