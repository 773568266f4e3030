"""The HTTP API: the same JSON as the command line's, limits for the public, keys for staff."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.admin.documents import documents_of
from bot.answering.answer import Question, Role
from bot.answering.turn import OnSentences
from bot.channels.web.bodies import BadInputError, json_body, text_of
from bot.channels.web.chat import LONGEST
from bot.channels.web.limits import Rate, address_of
from bot.channels.web.openapi import OPENAPI, operations
from bot.channels.web.pages import Pages
from bot.channels.web.services import WebServices
from bot.channels.web.streaming import streamed
from bot.people.roles import reaches
from bot.setting_values import DeskToken
from bot.staff.draft_check import as_json as verdict_as_json
from bot.staff.ledger import as_json as row_as_json
from bot.staff.ledger import find

_HISTORY = 10  # earlier questions that are read
_LONGEST_DRAFT = 20_000


@dataclass(frozen=True, slots=True)
class Api:
    """Everything under /api. Whoever bears no key is a resident, within the limits of one address."""

    services: WebServices
    pages: Pages
    keys: Sequence[DeskToken]
    rate: Rate

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/api", self.page),
            Route("/api/openapi.json", self.openapi),
            Route("/api/ask", self.ask, methods=["POST"]),
            Route("/api/figures", self.figures),
            Route("/api/check", self.check, methods=["POST"]),
            Route("/api/documents", self.documents),
            Route("/api/documents/{id:path}", self.document),
        ]

    async def page(self, request: Request) -> Response:
        """The description for people."""
        base = str(request.base_url).rstrip("/")
        return self.pages.response(request, "api.html", operations=operations(), base=base)

    async def openapi(self, _: Request) -> Response:
        return FileResponse(OPENAPI, media_type="application/json")

    async def ask(self, request: Request) -> Response:
        """An answer as JSON or, to who accepts them, as server-sent events."""
        role, body = self._role(request), await json_body(request)
        text = text_of(body, "question", LONGEST)
        question = Question(text, role, _history(body), public_only=role == "resident")
        await self._count(request, role)

        async def answered(on_sentences: OnSentences | None = None) -> dict[str, Any]:
            return (await self.services.assistant.ask(question, on_sentences=on_sentences)).as_json()

        if "text/event-stream" in request.headers.get("accept", ""):
            return streamed(answered, self.pages.trouble(request, "500"))
        return JSONResponse(await answered())

    async def figures(self, request: Request) -> Response:
        """The ledger, or the rows that hold every one of ``words``."""
        role = await self._admit(request)
        rows = self.services.library.current().figures()
        seen = (row for row in rows if _sees(role, row.audience))
        found = await asyncio.to_thread(find, seen, request.query_params.get("words", "")[:LONGEST])
        return JSONResponse([row_as_json(row) for row in found])

    async def check(self, request: Request) -> Response:
        """The verdict on every number of a draft."""
        role, desk = await self._admit(request), self.services.desk
        draft = text_of(await json_body(request), "draft", _LONGEST_DRAFT)
        verdicts = await asyncio.to_thread(desk.check, draft, public_only=role == "resident")
        return JSONResponse([verdict_as_json(verdict, desk.title) for verdict in verdicts])

    async def documents(self, request: Request) -> Response:
        role = await self._admit(request)
        rows = documents_of(self.services.library)
        return JSONResponse([row.as_json() for row in rows if _sees(role, row.source.audience)])

    async def document(self, request: Request) -> Response:
        """One document with its text, in which all offsets count, in code points."""
        role, edition = await self._admit(request), self.services.library.current()
        rows = {row.source.id: row for row in documents_of(self.services.library)}
        row = rows.get(request.path_params["id"])
        if row is None or not _sees(role, row.source.audience):
            raise HTTPException(404)
        document = await asyncio.to_thread(edition.document, row.source.id)
        return JSONResponse(row.as_json() | {"text": document.text})

    async def _count(self, request: Request, role: Role) -> None:
        """A resident's question counts. Raises ``HTTPException``: 429 where it is one too many, 503 while paused."""
        if role != "resident":
            await self._open()
            return
        refused = (await self.services.people.admissions.of(f"api:{address_of(request)}")).refused
        if refused == "paused":
            raise HTTPException(503)
        if refused:
            raise HTTPException(429, headers={"retry-after": "3600"})

    async def _open(self) -> None:
        if await self.services.people.pause.is_on():
            raise HTTPException(503)

    async def _admit(self, request: Request) -> Role:
        """The role of who asks. Raises ``HTTPException``: 401 for a wrong key, 429 beyond the limits, 503 while paused."""
        await self._open()
        return self._role(request)

    def _role(self, request: Request) -> Role:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if not kind:
            self.rate.take(request)
            return "resident"
        matching = [key.role for key in self.keys if hmac.compare_digest(key.token.reveal().encode(), given.encode())]
        if kind.lower() != "bearer" or not matching:
            self.rate.take(request)  # no way to try many keys
            raise HTTPException(401, headers={"www-authenticate": "Bearer"})
        return matching[0]


def _sees(role: Role, audience: str) -> bool:
    return audience == "public" or reaches(role, "staff")


def _history(body: dict[str, Any]) -> tuple[str, ...]:
    """The earlier questions that a follow-up refers to, oldest first."""
    history = body.get("history", [])
    if not isinstance(history, list) or not all(isinstance(one, str) for one in history):
        raise BadInputError("history")
    return tuple(history[-_HISTORY:])
