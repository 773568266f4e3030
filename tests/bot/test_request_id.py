"""A request's id: its own in each task, kept inside, gone afterwards."""

from __future__ import annotations

import asyncio

from bot.request_id import request, request_id


async def test_every_task_has_its_own() -> None:
    async def work(id_: str) -> str:
        with request(id_):
            await asyncio.sleep(0)
            return await asyncio.to_thread(request_id)

    assert await asyncio.gather(work("a"), work("b")) == ["a", "b"]
    assert request_id() == ""


def test_an_inner_request_keeps_the_outer_ones_id() -> None:
    with request() as made, request() as kept:
        assert made == kept != ""
    with request() as another:
        assert another != made
