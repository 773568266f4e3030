"""/check: a draft, pasted, replied to or sent as a file, comes back with every number judged."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from telegram import Document
from telegram.constants import ChatAction
from telegram.ext import filters

from bot.admin.file_names import safe_name
from bot.channels.protocols import Desk
from bot.channels.telegram.html import Page, Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import NEW, Routes
from bot.channels.telegram.sending import Sender
from bot.staff.draft_check import Verdict
from bot.texts import Texts
from retrieval.loading import LoadingError

_AROUND = 12  # characters of the draft shown before a number


@dataclass(frozen=True, slots=True)
class Checking:
    """Judges drafts."""

    desk: Desk
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("check", self.on_check, "staff")
        files = filters.ChatType.PRIVATE & NEW & filters.Document.ALL & filters.CaptionRegex(r"^/check\b")
        routes.message(files, self.on_check, "staff")

    async def on_check(self, incoming: Incoming) -> None:
        async with self.sender.typing(incoming.chat, ChatAction.TYPING):
            try:
                draft = await self._draft(incoming)
            except LoadingError as error:
                await self.sender.send(incoming.chat, paginate([Run(str(error))]))
                return
            if not draft.strip():
                await self.sender.send(incoming.chat, paginate([Run(self.texts.say("check.usage"))]))
                return
            verdicts = await asyncio.to_thread(self.desk.check, draft)
        pages = self.report(draft, verdicts)
        await self.sender.send(incoming.chat, pages, reply_to=incoming.message.message_id)

    async def _draft(self, incoming: Incoming) -> str:
        """The file of the message or of the one it replies to, else the text after the command, else the other's."""
        message, replied = incoming.message, incoming.message.reply_to_message
        document = message.document or (replied.document if replied else None)
        if document is not None:
            return await self._read(document)
        return incoming.text or ((replied.text or replied.caption or "") if replied else "")

    async def _read(self, document: Document) -> str:
        file = await self.sender.patiently(document.get_file)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / safe_name(document.file_name or "")
            await self.sender.patiently(lambda: file.download_to_drive(path))
            return await asyncio.to_thread(self.desk.read, path)

    def report(self, draft: str, verdicts: Sequence[Verdict]) -> tuple[Page, ...]:
        """Every number with what the documents say to it, the wrong ones first."""
        if not verdicts:
            return paginate([Run(self.texts.say("check.no_numbers"))])
        kinds = ("mismatch", "unknown", "match")
        counts = {kind: sum(verdict.verdict == kind for verdict in verdicts) for kind in kinds}
        runs = [Run(self.texts.say("check.head", **counts))]
        for verdict in sorted(verdicts, key=lambda one: kinds.index(one.verdict)):
            runs += self._judged(draft, verdict)
        return paginate(runs)

    def _judged(self, draft: str, verdict: Verdict) -> list[Run]:
        before = draft[max(0, verdict.start - _AROUND) : verdict.start].rpartition("\n")[2]
        said = self.texts.say(f"check.{verdict.verdict}", expected=verdict.expected or "")
        runs = [Run(f"\n\n…{before}"), Run(verdict.text, "bold"), Run(f"\n{said}")]
        if verdict.row is not None and verdict.verdict != "unknown":
            title = self.desk.title(verdict.row.document)
            runs.append(Run("\n" + self.texts.say("check.proof", title=title, quote=verdict.row.quote)))
        return runs
