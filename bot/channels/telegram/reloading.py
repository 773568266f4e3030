"""Admins' documents in chat: /reload, uploads, removals, all with a rehearsal first; 上线 and 撤回 decide on it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden
from telegram.ext import filters

from bot.admin.errors import AdminError
from bot.admin.file_names import safe_name
from bot.admin.protocols import Administration
from bot.admin.rehearsal import Rehearsal
from bot.admin.report import as_text
from bot.admin.under_way import as_text as progress_text
from bot.admin.upload_folders import UploadFolder
from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.corrections import Corrections
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.live import Live
from bot.channels.telegram.routes import NEW, Routes
from bot.channels.telegram.sending import Sender
from bot.texts import Texts
from retrieval.document import Audience

_DOWNLOAD_LIMIT = 20 * 1024 * 1024  # what Telegram lets a bot fetch
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reloading:
    """Rehearses and switches. ``uploads``: the folder where sent documents lie while they are read."""

    administration: Administration
    uploads: Path
    corrections: Corrections
    sender: Sender
    texts: Texts
    admin_texts: Texts
    command_texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("reload", self.on_reload, "admin")
        without_command = ~filters.CaptionRegex(r"^/")
        routes.message(
            filters.ChatType.PRIVATE & NEW & filters.Document.ALL & without_command, self.on_document, "admin"
        )
        routes.button("approve", self.on_approve, "admin")
        routes.button("withdraw", self.on_withdraw, "admin")

    async def on_reload(self, incoming: Incoming) -> None:
        await self.rehearse(incoming.chat)

    async def on_document(self, incoming: Incoming) -> None:
        """A document that was sent is rehearsed beside the current ones."""
        document = incoming.message.document
        if document is None:
            return
        if (document.file_size or 0) > _DOWNLOAD_LIMIT:
            await self._say(incoming.chat, "upload.too_big")
            return
        with UploadFolder.new(self.uploads) as folder:
            path = folder / safe_name(document.file_name or "")
            file = await self.sender.patiently(document.get_file)
            await self.sender.patiently(lambda: file.download_to_drive(path))
            internal = self.texts.say("upload.internal") in (incoming.message.caption or "")
            await self.rehearse(incoming.chat, paths=[path], audience="internal" if internal else None)

    async def on_approve(self, incoming: Incoming) -> None:
        """Switch to the rehearsed edition."""
        await incoming.query.answer()
        try:
            switched = await self.administration.approve(incoming.pressed[0], incoming.name)
        except AdminError as error:
            await self._decided(incoming, str(error))
            return
        outcome = self.admin_texts.say("reload.switched", edition=switched.edition)
        if switched.unfollowed:
            outcome += "\n" + self.admin_texts.say("reload.unfollowed", reason=switched.unfollowed)
        await self._decided(incoming, outcome)
        await self.corrections.check()

    async def on_withdraw(self, incoming: Incoming) -> None:
        await incoming.query.answer()
        try:
            await self.administration.withdraw(incoming.pressed[0], incoming.name)
        except AdminError as error:
            await self._decided(incoming, str(error))
            return
        await self._decided(incoming, self.admin_texts.say("reload.withdrawn"))

    async def rehearse(
        self,
        chat: int,
        paths: Sequence[Path] = (),
        remove: Sequence[str] = (),
        audience: Audience | None = None,
    ) -> None:
        """Build aside with live progress, then show what would change and let the admin decide."""
        async with Live(self.sender, chat, self.texts.say("reload.began")) as live:
            try:
                rehearsal = await self.administration.rehearse(
                    paths, remove, lambda p: live.tell(progress_text(p, self.command_texts)), audience
                )
            except AdminError as error:
                _log.warning("a rehearsal failed", exc_info=error)
                await live.finish(paginate([Run(str(error))]))
                return
            told = as_text(rehearsal, self.admin_texts)
            if paths and not rehearsal.unchanged:
                told += "\n" + self.texts.say("upload.kept")
            await live.finish(paginate([Run(told)]), self._decision(rehearsal))

    async def announce(self, rehearsal: Rehearsal, admins: Iterable[int]) -> None:
        """Show a rehearsal that nobody asked for, as of a watched folder."""
        pages = paginate([Run(self.texts.say("reload.watched") + "\n" + as_text(rehearsal, self.admin_texts))])
        for admin in admins:
            try:
                await self.sender.send(admin, pages, self._decision(rehearsal))
            except (BadRequest, Forbidden) as error:
                _log.info("an admin was not told of a rehearsal: %s", error)

    def _decision(self, rehearsal: Rehearsal) -> InlineKeyboardMarkup | None:
        if rehearsal.unchanged:
            return None
        choices = ((self.texts.say(f"button.{kind}"), kind) for kind in ("approve", "withdraw"))
        return keyboard([[button(label, kind, rehearsal.edition) for label, kind in choices]])

    async def _decided(self, incoming: Incoming, outcome: str) -> None:
        """The outcome under the report, whose buttons go."""
        await self.sender.strip(incoming.message)
        await self.sender.send(incoming.chat, paginate([Run(outcome)]))

    async def _say(self, chat: int, key: str) -> None:
        await self.sender.send(chat, paginate([Run(self.texts.say(key))]))
