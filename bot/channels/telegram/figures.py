"""/figures: the ledger searched and paged, each figure to copy with its source; as CSV, as a sheet, as a chart."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ChatAction

from bot.channels.chart import about, draw_figures
from bot.channels.protocols import Desk
from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.html import Page, Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.staff.ledger import Save, save_csv, save_xlsx, saved_bytes
from bot.texts import Texts
from retrieval.editions.ledger import LedgerRow

_A_PAGE = 5
_COPIED = 256  # characters that a button can copy
_SAVE: dict[str, Save] = {"csv": save_csv, "xlsx": save_xlsx}


@dataclass(frozen=True, slots=True)
class Figures:
    """Shows the ledger. The words looked for stand in the command, which every page answers."""

    desk: Desk
    sender: Sender
    texts: Texts
    ledger_texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("figures", self.on_figures, "staff")
        routes.button("figures", self.on_page, "staff")
        for kind in ("csv", "xlsx", "chart"):
            routes.button(kind, self.on_file, "staff")

    async def on_figures(self, incoming: Incoming) -> None:
        page, markup = await self._page(incoming.text, 0)
        await self.sender.send(incoming.chat, (page,), markup, incoming.message.message_id)

    async def on_page(self, incoming: Incoming) -> None:
        """Turn to another page, in place."""
        words = await self._words(incoming)
        if words is not None:
            page, markup = await self._page(words, int(incoming.pressed[0]))
            await self.sender.edit(incoming.message, page, markup)

    async def on_file(self, incoming: Incoming) -> None:
        """All rows that were found, as a file or a picture."""
        words, kind = await self._words(incoming), (incoming.query.data or "").partition(":")[0]
        if words is None:
            return
        rows = await asyncio.to_thread(self.desk.figures, words)
        async with self.sender.typing(incoming.chat, ChatAction.UPLOAD_DOCUMENT):
            await (self._chart(incoming, words, rows) if kind == "chart" else self._file(incoming, kind, rows))

    async def _words(self, incoming: Incoming) -> str | None:
        command = incoming.message.reply_to_message
        if command is None or command.text is None:
            await incoming.query.answer(self.texts.say("figures.gone"), show_alert=True)
            return None
        await incoming.query.answer()
        return re.sub(r"^/\w+(@\w+)?\s*", "", command.text)

    async def _file(self, incoming: Incoming, kind: str, rows: Sequence[LedgerRow]) -> None:
        name = self.texts.say("figures.file") + f".{kind}"
        content = await asyncio.to_thread(saved_bytes, _SAVE[kind], rows, self.ledger_texts)
        await self.sender.document(incoming.chat, name, content)

    async def _chart(self, incoming: Incoming, words: str, rows: Sequence[LedgerRow]) -> None:
        title = self.texts.say("figures.chart", words=words or self.texts.say("figures.all"))
        picture = await asyncio.to_thread(draw_figures, rows, title)
        if picture:
            await self.sender.photo(incoming.chat, picture)
        else:
            await self.sender.send(incoming.chat, paginate([Run(self.texts.say("figures.no_chart"))]))

    async def _page(self, words: str, number: int) -> tuple[Page, InlineKeyboardMarkup | None]:
        rows = await asyncio.to_thread(self.desk.figures, words)
        if not rows:
            return (Run(self.texts.say("figures.none")),), None
        last = (len(rows) - 1) // _A_PAGE
        number = max(0, min(number, last))
        shown = rows[number * _A_PAGE : (number + 1) * _A_PAGE]
        runs = [Run(self.texts.say("figures.head", count=len(rows), page=number + 1, pages=last + 1) + "\n")]
        for at, row in enumerate(shown, 1):
            runs += [Run(f"\n{at}. "), Run(_about(row), "bold"), Run(f" {row.figure.value}\n{self._source(row)}\n")]
        return paginate(runs)[0], keyboard([*self._copying(shown), *self._turning(number, last)])

    def _copying(self, rows: Sequence[LedgerRow]) -> list[list[InlineKeyboardButton]]:
        def copy(at: int, row: LedgerRow) -> InlineKeyboardButton:
            text = self.texts.say("figures.copied", what=_about(row), value=row.figure.value, source=self._source(row))
            label = self.texts.say("button.copy", n=at)
            return InlineKeyboardButton(label, copy_text=CopyTextButton(text[:_COPIED]))

        return [[copy(at, row) for at, row in enumerate(rows, 1)]]

    def _turning(self, number: int, last: int) -> list[list[InlineKeyboardButton]]:
        turns = []
        if number > 0:
            turns.append(button(self.texts.say("button.before"), "figures", number - 1))
        if number < last:
            turns.append(button(self.texts.say("button.after"), "figures", number + 1))
        files = [button(self.texts.say(f"button.{kind}"), kind, number) for kind in ("csv", "xlsx", "chart")]
        return [turns, files]

    def _source(self, row: LedgerRow) -> str:
        place = " · ".join(row.section[-1:])
        return self.texts.say("figures.source", title=self.desk.title(row.document), place=place)


def _about(row: LedgerRow) -> str:
    return " ".join(filter(None, (about(row), row.figure.period)))
