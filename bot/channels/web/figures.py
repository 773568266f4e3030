"""The figures' page: the ledger searched, sorted and paged by the address, with or without a script, and as files."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.web.desk.session import role_of
from bot.channels.web.figures_view import figures_view, sources_of
from bot.channels.web.limits import Rate
from bot.channels.web.pages import Pages, language_of
from bot.channels.web.selection import Selection
from bot.channels.web.services import WebServices
from bot.people.roles import reaches
from bot.staff.ledger import Save, save_csv, save_xlsx, saved_bytes
from bot.texts import Texts
from retrieval.editions.ledger import LedgerRow

_SAVE: dict[str, tuple[Save, str]] = {
    "csv": (save_csv, "text/csv; charset=utf-8"),
    "xlsx": (save_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class Figures:
    """Internal figures are for signed-in staff alone."""

    def __init__(self, services: WebServices, pages: Pages, rate: Rate) -> None:
        """``rate``: how often one address may have a file made."""
        self._services, self._pages, self._rate = services, pages, rate
        self._ledger_texts = Texts.load("ledger")

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/figures", self.page),
            Route("/figures/rows", self.rows),
            Route("/figures.{kind:str}", self.file),
        ]

    async def page(self, request: Request) -> Response:
        view = await self._view(request)
        sources = sources_of(self._services.library.current().manifest, await self._is_staff(request))
        return self._pages.response(request, "figures.html", view=view, sources=sources)

    async def rows(self, request: Request) -> Response:
        """The same for the page's script."""
        return JSONResponse(await self._view(request), headers={"cache-control": "no-store"})

    async def file(self, request: Request) -> Response:
        """All rows that were found, not only the page's."""
        if (kind := request.path_params["kind"]) not in _SAVE:
            raise HTTPException(404)
        self._rate.take(request)
        save, media_type = _SAVE[kind]
        found = await asyncio.to_thread(self._found, Selection.of(request.query_params), await self._is_staff(request))
        content = await asyncio.to_thread(saved_bytes, save, found, self._ledger_texts)
        name = quote(self._pages.texts[language_of(request)].say("figures.file"))
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{name}.{kind}", "cache-control": "no-store"}
        return Response(content, media_type=media_type, headers=headers)

    async def _view(self, request: Request) -> dict[str, object]:
        selection = Selection.of(request.query_params)
        found = await asyncio.to_thread(self._found, selection, await self._is_staff(request))
        manifest = self._services.library.current().manifest
        return figures_view(selection, found, manifest, self._pages.texts[language_of(request)])

    def _found(self, selection: Selection, staff: bool) -> Sequence[LedgerRow]:
        rows = self._services.library.current().figures()
        return selection.apply(row for row in rows if staff or row.audience == "public")

    async def _is_staff(self, request: Request) -> bool:
        return reaches(await role_of(request, self._services), "staff")
