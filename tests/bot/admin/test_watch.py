"""The watched folder: a change is rehearsed, never switched to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bot.admin.rehearsal import Rehearsal
from bot.admin.watch import Watch, changes_in
from tests.bot.admin.conftest import Place


async def test_a_change_is_rehearsed_and_a_later_one_replaces_it(place: Place) -> None:
    told: list[Rehearsal] = []
    heard = asyncio.Event()

    async def tell(rehearsal: Rehearsal) -> None:
        told.append(rehearsal)
        heard.set()

    before = place.library.current_id()
    changes = changes_in(place.seeds, quiet_ms=50)
    watching = asyncio.create_task(Watch(place.office, place.library, place.seeds, tell).run(changes))
    watching.add_done_callback(lambda _: heard.set())
    for n, name in enumerate(("甲", "乙")):
        heard.clear()
        place.write(f"{name}.txt", f"{name}街新建口袋公园三座。")
        while len(told) == n and not watching.done():
            await asyncio.wait_for(heard.wait(), 60)
    watching.cancel()
    assert [rehearsal.documents.added for rehearsal in told] == [("甲",), ("乙", "甲")]
    assert place.library.current_id() == before
    left = {path.name for path in place.library.editions_dir.iterdir()}
    assert left == {before, told[-1].edition}


async def test_a_failed_rehearsal_does_not_end_the_watch(place: Place) -> None:
    told: list[Rehearsal] = []

    async def tell(rehearsal: Rehearsal) -> None:
        told.append(rehearsal)

    async def changes() -> AsyncIterator[object]:
        yield "a change"

    place.write("golden.jsonl", "broken")
    place.write("甲.txt", "新建口袋公园三座。")
    await Watch(place.office, place.library, place.seeds, tell).run(changes())
    assert told == []
