"""The whole program on servers: two processes with a data directory each, Chroma and PostgreSQL, every one of which fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.texts import Texts
from retrieval.editions.library import CACHE
from tests.bot.admin import processes
from tests.bot.channels.telegram.bots import Bots
from tests.chroma_server import ChromaProcess
from tests.databases import PostgresServer, postgres_server
from tests.retrieval.making import write_texts
from tests.telegram_server.people import Chat
from tests.telegram_server.server import BotApi

PATIENCE = 60.0
OUTPUT, FIGURE = "规模工业产值是多少?", "0.96亿元"
pytestmark = pytest.mark.torture


@pytest.fixture
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        if server is None:
            pytest.skip("no PostgreSQL server can be started here")
        yield server


@pytest.fixture
def chroma(tmp_path: Path) -> Iterator[ChromaProcess]:
    with ChromaProcess(tmp_path / "chroma") as process:
        yield process


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "seeds")


@pytest.fixture
async def bots(postgres: PostgresServer, chroma: ChromaProcess, seeds: Path, tmp_path: Path) -> AsyncIterator[Bots]:
    settings = {"DATABASE_URL": postgres.address, "CHROMA_URL": chroma.address, "SEEDS_DIR": str(seeds)}
    async with BotApi() as server:
        bots = Bots(server, tmp_path, module="bot", EMBEDDER="use", WEB_PORT="0", **settings)
        try:
            yield bots
        finally:
            await bots.close()


async def _says(chat: Chat, bots: Bots, words: str, bot: int | None = None) -> None:
    """The next answer to the question for the output holds ``words``."""
    await bots.ask(chat, OUTPUT, bot)
    assert words in (await chat.wait("message", PATIENCE))["text"]


async def test_two_bots_on_servers_that_fail(bots: Bots, postgres: PostgresServer, chroma: ChromaProcess) -> None:
    first, _ = await asyncio.gather(bots.start(place=0), bots.start(place=1))  # on nothing: one builds, the other waits
    editions = [{path.name for path in bots.data(bot).glob("editions/*")} for bot in (0, 1)]
    assert editions[0] == editions[1]
    assert len(editions[0]) == len(chroma.collections()) == 1
    assert len([bot for bot in (0, 1) if (bots.data(bot) / CACHE).exists()]) == 1
    chat = Chat(bots.server)
    for bot in (0, 1):
        await _says(chat, bots, FIGURE, bot)

    chroma.kill()
    for bot in (0, 1):
        await _says(chat, bots, FIGURE, bot)

    first.kill()  # and is started again while Chroma is away
    await bots.start(place=0)
    await _says(chat, bots, FIGURE, 0)
    chroma.start()
    for bot in (0, 1):
        await _says(chat, bots, FIGURE, bot)

    await asyncio.to_thread(postgres.stop)
    asking = asyncio.ensure_future(bots.ask(chat, OUTPUT))
    await asyncio.sleep(1)
    await asyncio.to_thread(postgres.start)
    await asking
    assert FIGURE in (await chat.wait("message", PATIENCE))["text"]


async def test_what_a_command_switches_to_on_one_machine_all_answer_from(bots: Bots, seeds: Path) -> None:
    await bots.start(place=0)
    await bots.start(place=1)
    chat = Chat(bots.server)
    (seeds / "经济.txt").write_text("上半年规模工业产值1.5亿元,增幅8%。", "utf-8")
    shared = {name: value for name, value in bots.settings.items() if name.isupper()}
    status, _, err = await asyncio.to_thread(processes.run, seeds.parent, "reload", "--yes", **shared)
    assert status == 0, err
    for bot in (0, 1):
        texts = [await _text(chat, bots, bot) for _ in range(4)]
        assert "1.5亿元" in texts[-1], texts


async def _text(chat: Chat, bots: Bots, bot: int) -> str:
    await asyncio.sleep(1)  # a bot looks every second
    await bots.ask(chat, OUTPUT, bot)
    return str((await chat.wait("message", PATIENCE))["text"])


def test_a_database_that_is_away_at_the_start_is_told_in_one_line(
    postgres: PostgresServer, seeds: Path, tmp_path: Path
) -> None:
    postgres.stop()
    status, _, err = processes.run(tmp_path, "ask", OUTPUT, DATABASE_URL=postgres.address)
    assert status == 1
    assert err.splitlines()[-1] == Texts.load("settings").say("database_down")
