"""The machine's clock is put forward and back while the bot runs and while it is down: no question is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.channels.telegram.bots import told
from tests.bot.channels.telegram.conftest import Office
from tests.bot.channels.telegram.process import killed_bot
from tests.telegram_server.people import Chat

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))  # Debian's package libfaketime
MOVES = ("+3d", "-3d", "+400d", "-400d", "+0")
WHILE_DOWN = ("+400d", "-3d")
PATIENCE = 60.0


class Clock:
    """What a process takes for the time; what measures spans goes on as it is."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.environment = {
            "LD_PRELOAD": str(LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # else threads that wait for each other stall
        }
        self.move("+0")

    def move(self, by: str) -> None:
        self._file.write_text(by)


async def _all_answered(chat: Chat, wanted: list[str]) -> None:
    await chat.world.until(lambda: set(wanted) <= set(told(chat)) or None, PATIENCE)


@pytest.mark.torture
@pytest.mark.skipif(not LIBRARIES, reason="needs libfaketime")
async def test_a_clock_that_is_moved(office: Office, tmp_path: Path) -> None:
    clock, chat, base = Clock(tmp_path / "clock"), office.chat(), office.server.base_url
    async with killed_bot(base, tmp_path, **clock.environment):
        for move in MOVES:
            clock.move(move)
            await chat.say(move)
            await _all_answered(chat, [move])
    assert told(chat) == list(MOVES)
    for move in WHILE_DOWN:
        async with killed_bot(base, tmp_path, hang=f"慢{move}", **clock.environment):
            await office.chat(1002).say(f"慢{move}")  # is in work when the bot is killed
            await chat.say(f"前{move}")
            await _all_answered(chat, [f"前{move}"])
        clock.move(move)
        async with killed_bot(base, tmp_path, **clock.environment):
            await chat.say(f"后{move}")
            await _all_answered(chat, [f"后{move}"])
            await _all_answered(office.chat(1002), [f"慢{move}"])
    assert len(told(chat)) <= len(set(told(chat))) + 2 * len(WHILE_DOWN)  # a reply that left at a kill may come twice
