"""How it went: the last month in numbers, a chart and tables. Persons can be counted, not named."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import BaseRoute

from bot.channels.web.desk.bars import bars_of
from bot.channels.web.desk.door import Door
from bot.channels.web.desk.pages import DeskPages, Visit
from bot.staff.statistics import statistics
from bot.storage import Database


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """Counts the answers that are still kept."""

    database: Database
    door: Door
    pages: DeskPages

    def routes(self) -> list[BaseRoute]:
        return [self.door.page("/desk/statistics", self.page)]

    async def page(self, visit: Visit) -> Response:
        counted = await statistics(self.database)
        return await self.pages.show(visit, "desk_statistics.html", counted=counted, chart=bars_of(counted.by_day))
