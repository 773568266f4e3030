"""有用 and 没用 under an answer; for 没用 the reasons to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardButton
from telegram.error import BadRequest

from bot.channels.telegram.buttons import button, keyboard, rows
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.people.opinions import Opinions
from bot.texts import Texts

REASONS = ("beside", "wrong", "unclear", "old")


@dataclass(frozen=True, slots=True)
class Feedback:
    """Takes opinions."""

    opinions: Opinions
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.button("useful", self.on_useful)
        routes.button("useless", self.on_useless)
        routes.button("why", self.on_reason)

    async def on_useful(self, incoming: Incoming) -> None:
        await self.opinions.give(incoming.pressed[0], incoming.name, useful=True)
        await incoming.query.answer(self.texts.say("feedback.thanks"))

    async def on_useless(self, incoming: Incoming) -> None:
        """Count it at once, then offer reasons in place of the two buttons."""
        answer = incoming.pressed[0]
        await self.opinions.give(answer, incoming.name, useful=False)
        await incoming.query.answer(self.texts.say("feedback.sorry"))
        reasons = [button(self.texts.say(f"feedback.{reason}"), "why", answer, reason) for reason in REASONS]
        await self._show(incoming, reasons)

    async def on_reason(self, incoming: Incoming) -> None:
        answer, reason = incoming.pressed
        await self.opinions.give(answer, incoming.name, useful=False, reason=reason)
        await incoming.query.answer(self.texts.say("feedback.noted"))
        await self._show(incoming, [])

    async def _show(self, incoming: Incoming, reasons: list[InlineKeyboardButton]) -> None:
        """The message's buttons without opinions, and ``reasons`` under them."""
        shown = incoming.message.reply_markup
        others = [
            [b for b in line if str(b.callback_data).partition(":")[0] not in ("useful", "useless", "why")]
            for line in (shown.inline_keyboard if shown else ())
        ]
        try:
            await incoming.query.edit_message_reply_markup(keyboard([*others, *rows(reasons, 2)]))
        except BadRequest as error:
            if "not modified" not in str(error):
                raise
