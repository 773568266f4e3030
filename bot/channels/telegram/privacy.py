"""/forget: a person's data is deleted after they said yes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.telegram.buttons import button, keyboard
from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.forgetting import forget
from bot.people.pseudonyms import Pseudonyms
from bot.storage import Database
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Privacy:
    """Forgets people who want it."""

    database: Database
    pseudonyms: Pseudonyms
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("forget", self.on_forget)
        routes.button("forget", self.on_sure)

    async def on_forget(self, incoming: Incoming) -> None:
        yes, no = (
            button(self.texts.say(f"forget.{choice}"), "forget", choice, incoming.person) for choice in ("yes", "no")
        )
        await self.sender.send(incoming.chat, paginate([Run(self.texts.say("forget.sure"))]), keyboard([[yes, no]]))

    async def on_sure(self, incoming: Incoming) -> None:
        choice, person = incoming.pressed
        if incoming.person != int(person):
            await incoming.query.answer(self.texts.say("not_yours"), show_alert=True)
            return
        if choice == "yes":
            await forget(self.database, self.pseudonyms, incoming.name)
        await incoming.query.answer()
        await self.sender.edit(incoming.message, (Run(self.texts.say(f"forget.done_{choice}")),))
