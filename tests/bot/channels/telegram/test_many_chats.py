"""Many chats at once: order kept in each, none lost, and one that hangs delays no other."""

from __future__ import annotations

from tests.bench.telegram import run


async def test_many_chats_at_once() -> None:
    outcome = await run(chats=10, questions=4)
    assert (outcome.answered, outcome.lost, outcome.disordered) == (40, 0, 0)
    assert outcome.delays[-1] < 15
