"""The desk's pages: in Chinese, kept by no browser, with what stands on all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.pages import Pages
from bot.people.allowance import HERE
from bot.people.entrance import Insider
from bot.people.roles import reaches
from bot.staff.approved import ApprovedAnswers
from bot.staff.inbox import Inbox
from bot.texts import Texts

HOME = "/desk/inbox"
_NOT_KEPT = {"cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of somebody who is signed in and may make it."""

    request: Request
    insider: Insider


@dataclass(frozen=True, slots=True)
class DeskPages:
    """``texts``: ``prompts/desk.toml``; ``inbox`` and ``approved``: how much waits is shown on every page."""

    pages: Pages
    texts: Texts
    inbox: Inbox
    approved: ApprovedAnswers

    async def show(self, visit: Visit, template: str, status: int = 200, **values: object) -> Response:
        """A page for who is signed in. Templates have ``d(key, …)``, ``insider``, ``is_admin``, ``form_token`` too."""
        insider = visit.insider
        is_admin, form_token = reaches(insider.role, "admin"), insider.session.form_token
        told = visit.request.query_params.get("told")
        values = {"told": self._told(told) if told else None, "waits": await self._waits()} | values
        return self.render(
            visit.request, template, status, insider=insider, is_admin=is_admin, form_token=form_token, **values
        )

    def render(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        """A page for anybody."""
        common: dict[str, object] = {
            "d": self.texts.say,
            "t": self.pages.texts["zh"].say,
            "has": self.texts.entries.__contains__,
            "when": _when,
            "who": self._who,
            "language": "zh",
            "insider": None,
            "told": None,
            "trouble": "",
            "troubles": (),
        }
        response = self.pages.response(request, template, status, **(common | values))
        response.headers.update(_NOT_KEPT)
        return response

    async def _waits(self) -> dict[str, int]:
        """How much waits for somebody, by the page where it does."""
        _, requests = await self.inbox.open(limit=1)
        return {"inbox": requests, "answers": len(await self.approved.drafts())}

    def _who(self, person: str) -> str:
        """Who the log names ``where:name``, as people say it; the watcher has no name."""
        where, _, name = person.partition(":")
        key = f"person.{where}"
        return self.texts.say(key, name=name) if key in self.texts.entries else person

    def _told(self, key: str) -> str | None:
        """What was done, after it was done; an address may say what it likes, but not what is told."""
        text = self.texts.entries.get(f"told.{key}")
        return text if isinstance(text, str) else None


def _when(moment: datetime | str) -> str:
    """A moment, or one in ISO form, as the office's clock shows it."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment)
    return moment.astimezone(HERE).strftime("%Y-%m-%d %H:%M")
