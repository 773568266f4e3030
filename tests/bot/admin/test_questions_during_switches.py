"""Questions asked without a pause while editions are switched: none fails, none mixes two editions."""

from __future__ import annotations

import asyncio

import pytest

from bot.answering.answer import Answer, Question
from bot.app import open_assistant
from tests.bot.admin.conftest import Place, library_of

NUMBERS = {"甲": "七座", "乙": "八座"}  # what each edition says, and no other


async def _asked_during(place: Place, switches: int) -> list[Answer]:
    """The answers of a bot that knows nothing of the administration but its pointer."""
    assistant = open_assistant(place.settings, library_of(place.settings))
    given: list[Answer] = []
    done, answered = asyncio.Event(), asyncio.Event()

    async def ask() -> None:
        while not done.is_set():
            given.append(await assistant.ask(Question("新建口袋公园几座?")))
            answered.set()

    asking = [asyncio.create_task(ask()) for _ in range(3)]
    editions = [edition.id for edition in place.library.list()]
    for n in range(switches):
        await place.office.rollback(editions[(n + 1) % 2], "telegram:1")
        for _ in range(4):  # some are asked between any two switches
            answered.clear()
            await answered.wait()
    done.set()
    await asyncio.gather(*asking)
    return given


async def _hold(place: Place, switches: int) -> None:
    for name, count in NUMBERS.items():
        current = place.rehearsed(name, f"{name}街新建口袋公园{count}。")
        await place.office.approve(current, "telegram:1")
        if name == "甲":
            place.library.switch(place.library.list()[1].id)  # the next edition holds 乙 alone
    says = {edition.id: set(edition.manifest.sources) & set(NUMBERS) for edition in place.library.list()[:2]}
    for answer in await _asked_during(place, switches):
        assert answer.status == "answered", answer
        (own,) = says[answer.edition]
        assert NUMBERS[own] in answer.text
        assert {citation.document for citation in answer.citations} == {own}


async def test_questions_during_a_few_switches(place: Place) -> None:
    await _hold(place, 6)


@pytest.mark.torture
async def test_questions_during_fifty_switches(place: Place) -> None:
    await _hold(place, 50)
