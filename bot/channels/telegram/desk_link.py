"""/desk: a link that signs a member of the staff in at the web desk, once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.telegram.html import Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.people.sign_in_links import HOLDS, SignInLinks
from bot.settings import Settings
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class DeskLink:
    """Sends links."""

    links: SignInLinks
    settings: Settings
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("desk", self.on_desk, "staff")

    async def on_desk(self, incoming: Incoming) -> None:
        public = self.settings.public_url
        base = public or f"http://{self.settings.web_host}:{self.settings.web_port}"
        address = f"{base}/desk/sign-in?link={await self.links.make(incoming.person)}"
        minutes = int(HOLDS.total_seconds() // 60)
        told = [self.texts.say("desk.link", address=address, minutes=minutes)]
        if public is None:
            told.append(self.texts.say("desk.only_here"))
        await self.sender.send(incoming.chat, paginate([Run("\n\n".join(told))]))
