"""/stats: what was asked and how it went, as text and as a picture."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.chart import draw_days
from bot.channels.telegram.html import Page, Run, paginate
from bot.channels.telegram.incoming import Incoming
from bot.channels.telegram.routes import Routes
from bot.channels.telegram.sending import Sender
from bot.staff.statistics import Statistics, statistics
from bot.storage import Database
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts for staff."""

    database: Database
    sender: Sender
    texts: Texts

    def register(self, routes: Routes) -> None:
        routes.command("stats", self.on_stats, "staff")

    async def on_stats(self, incoming: Incoming) -> None:
        told = await statistics(self.database)
        await self.sender.send(incoming.chat, self.pages(told))
        if told.questions:
            title = self.texts.say("stats.picture", days=told.days)
            names = self.texts.say("stats.answered"), self.texts.say("stats.refused")
            await self.sender.photo(incoming.chat, await asyncio.to_thread(draw_days, told.by_day, title, *names))

    def pages(self, told: Statistics) -> tuple[Page, ...]:
        head = self.texts.say(
            "stats.head",
            days=told.days,
            questions=told.questions,
            persons=told.persons,
            refused=f"{told.refused_share:.0%}",
            useful=told.useful,
            useless=told.useless,
        )
        reasons = [(self.texts.say(f"feedback.{reason}"), number) for reason, number in told.reasons.items()]
        runs = [Run(head)]
        for key, rows in (("reasons", reasons), ("most", told.most_asked), ("never", told.never_answered)):
            runs += self._list(key, rows)
        return paginate(runs)

    def _list(self, key: str, rows: Sequence[tuple[str, int]]) -> list[Run]:
        if not rows:
            return []
        lines = "".join("\n" + self.texts.say("stats.row", text=text, number=number) for text, number in rows)
        return [Run("\n\n"), Run(self.texts.say(f"stats.{key}"), "bold"), Run(lines)]
