"""The pages of the documents: a list of them, and each as a text whose every sentence has an address."""

from __future__ import annotations

import asyncio
from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.addresses import versions
from bot.channels.web.desk.session import role_of
from bot.channels.web.pages import Pages
from bot.channels.web.reading import Reading
from bot.channels.web.selection import Selection
from bot.channels.web.services import WebServices
from bot.people.roles import reaches
from retrieval.chinese import normalise
from retrieval.document import Source
from retrieval.editions.edition import Edition

_REMEMBERED = 16
_A_PAGE = 50


class Documents:
    """What is internal is shown to signed-in staff alone; for others it does not exist."""

    def __init__(self, services: WebServices, pages: Pages) -> None:
        self._services, self._pages = services, pages
        self._reading = lru_cache(_REMEMBERED)(_read)

    def routes(self) -> list[BaseRoute]:
        return [Route("/documents", self.all), Route("/documents/{id:path}", self.one)]

    async def all(self, request: Request) -> Response:
        """A page of the documents whose title, issuer or period hold every word that is looked for."""
        staff, asked = await self._is_staff(request), Selection.of(request.query_params)
        entries = self._services.library.current().manifest.entries
        found = [one for one in entries if _may_see(one.source, staff) and _holds(one.source, asked.words)]
        pages = max(1, -(-len(found) // _A_PAGE))
        page = min(asked.page, pages)
        return self._pages.response(
            request,
            "documents.html",
            entries=found[(page - 1) * _A_PAGE : page * _A_PAGE],
            words=asked.words,
            searches=len(entries) > _A_PAGE,
            page=page,
            pages=pages,
            before=asked.address("/documents", page=page - 1) if page > 1 else "",
            after=asked.address("/documents", page=page + 1) if page < pages else "",
        )

    async def one(self, request: Request) -> Response:
        edition, id_ = self._services.library.current(), request.path_params["id"]
        source = edition.manifest.sources.get(id_)
        if source is None or not _may_see(source, await self._is_staff(request)):
            raise HTTPException(404)
        reading = await asyncio.to_thread(self._reading, edition, id_)
        quote = _quote(request)
        changed = request.query_params.get("v", "") not in ("", versions(edition.manifest)[id_])
        blocks = reading.blocks((0, 0) if changed else quote)
        marked = any(span.quoted for block in blocks for sentence in block.sentences for span in sentence.spans)
        return self._pages.response(
            request, "document.html", source=source, blocks=blocks, changed=changed, marked=marked
        )

    async def _is_staff(self, request: Request) -> bool:
        return reaches(await role_of(request, self._services), "staff")


def _may_see(source: Source, staff: bool) -> bool:
    return staff or source.audience == "public"


def _holds(source: Source, words: str) -> bool:
    told = normalise(" ".join(filter(None, (source.title, source.issuer, source.period))))
    return all(word in told for word in normalise(words).split())


def _read(edition: Edition, id_: str) -> Reading:
    figures = (row.figure for row in edition.figures() if row.document == id_)
    return Reading.of(edition.document(id_), figures)


def _quote(request: Request) -> tuple[int, int]:
    """The offsets that the address points at; nothing where they are none."""
    start, end = (request.query_params.get(name, "") for name in ("start", "end"))
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return 0, 0
    return int(start[:9]), int(end[:9])
