"""The channel waits for a network that is not there yet, and says in one line what is wrong with its token."""

from __future__ import annotations

import pytest

from bot.channels.protocols import ChannelError
from tests.bot.channels.telegram.conftest import Office
from tests.telegram_server.faults import BAD_GATEWAY, CLOSED, GARBAGE


async def test_it_starts_as_soon_as_telegram_is_reached(office: Office) -> None:
    office.server.faults.order("getMe", CLOSED, BAD_GATEWAY, GARBAGE)
    async with office.running():
        assert (await office.chat().ask("你好"))["text"]
    assert office.pauses[:3] == [0.5, 1.0, 2.0]


async def test_a_wrong_token_is_told_without_the_token(office: Office) -> None:
    wrong = office.environment["TELEGRAM_TOKEN"].replace("not", "yet")
    office.environment["TELEGRAM_TOKEN"] = wrong
    with pytest.raises(ChannelError, match="TELEGRAM_TOKEN") as caught:
        async with office.running():
            pass
    assert wrong not in str(caught.value)
