"""The entrance to the desk: by a link that the bot sent, or by a token of the settings. Nobody else gets in.

Who somebody is lies in the session; what they may do is looked up anew for every request.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.answer import Role
from bot.people.roles import Roles, reaches
from bot.people.sessions import Session, Sessions
from bot.people.sign_in_links import SignInLinks, digest_of
from bot.setting_values import DeskToken

_TELEGRAM, _TOKEN = "telegram:", "desk:"


@dataclass(frozen=True, slots=True)
class Insider:
    """Somebody signed in who is staff or admin now. ``number``: their Telegram id, 0 for who came with a token."""

    name: str
    role: Role
    number: int
    session: Session


@dataclass(frozen=True, slots=True)
class Entrance:
    """Lets staff and admins in and out."""

    links: SignInLinks
    sessions: Sessions
    roles: Roles
    tokens: Sequence[DeskToken] = ()

    async def by_link(self, link: str) -> str | None:
        """The cookie of a new session; the link is used up, also where its person is no staff any more."""
        person = await self.links.use(link)
        if person is None or not reaches(await self.roles.of(person), "staff"):
            return None
        return await self.sessions.begin(f"{_TELEGRAM}{person}")

    async def by_token(self, token: str) -> str | None:
        """The cookie of a new session. Every known token is compared, so that the time tells nothing."""
        digest = digest_of(token)
        found = [one for one in self.tokens if hmac.compare_digest(digest_of(one.token.reveal()), digest)]
        proof = self.sessions.proof_of(token)
        return await self.sessions.begin(f"{_TOKEN}{found[0].name}", proof) if found else None

    async def insider(self, cookie: str) -> Insider | None:
        """Who holds the cookie; None where nobody is signed in, or who is has lost the role since."""
        session = await self.sessions.of(cookie)
        if session is None:
            return None
        number, role = await self._standing(session)
        return Insider(session.person, role, number, session) if reaches(role, "staff") else None

    async def leave(self, cookie: str) -> None:
        await self.sessions.end(cookie)

    async def _standing(self, session: Session) -> tuple[int, Role]:
        if session.person.startswith(_TELEGRAM):
            number = int(session.person.removeprefix(_TELEGRAM))
            return number, await self.roles.of(number)
        name = session.person.removeprefix(_TOKEN)
        held = (one for one in self.tokens if one.name == name)
        proved = (one for one in held if self.sessions.proof_of(one.token.reveal()) == session.proof)
        return 0, next((one.role for one in proved), "resident")
