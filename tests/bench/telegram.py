"""Sixty chats at once, ten questions each, over HTTP: is order kept, is anything lost, does one hanging chat delay others?"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.channels.telegram.application import TelegramChannel
from bot.settings import Settings
from bot.storage import open_database
from tests.telegram_server.fakes import FakeAssistant
from tests.telegram_server.people import Chat
from tests.telegram_server.server import TOKEN, BotApi
from tests.telegram_server.services import fake_services

_ANSWER_SECONDS = 0.02
_HANGS = "这个问题的模型不回答"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``delays``: seconds from a question to its answer, sorted; ``lost`` and ``disordered`` count answers and chats."""

    chats: int
    questions: int  # of each chat
    answered: int
    lost: int
    disordered: int
    seconds: float
    delays: Sequence[float]

    def as_text(self) -> str:
        p50, p95 = (self.delays[int(len(self.delays) * share)] for share in (0.5, 0.95))
        return (
            f"{self.chats} chats x {self.questions} questions and one chat that hangs: "
            f"{self.answered} answered, {self.lost} lost, "
            f"{self.disordered} chats out of order\n"
            f"{self.seconds:.1f} s, {self.answered / self.seconds:.0f} answers a second (Telegram allows 30); "
            f"all asked at once, answered after p50 {p50:.1f} s, p95 {p95:.1f} s"
        )


class _SlowAssistant(FakeAssistant):
    async def ask(self, question: object, **more: object) -> object:  # type: ignore[override]
        await asyncio.sleep(_ANSWER_SECONDS)
        return await super().ask(question, **more)  # type: ignore[arg-type]


def measure(chats: int = 60, questions: int = 10) -> Outcome:
    return asyncio.run(run(chats, questions))


async def run(chats: int, questions: int) -> Outcome:
    """Everybody asks everything at once, while another chat's question hangs."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi() as server:
            assistant = _SlowAssistant()
            assistant.held[_HANGS] = asyncio.Event()
            async with _channel(server, assistant, Path(folder)):
                await Chat(server, 9_000_000).say(_HANGS)
                outcome = await _ask_everything(server, chats, questions)
                assistant.held[_HANGS].set()
    return outcome


def _channel(server: BotApi, assistant: FakeAssistant, folder: Path) -> TelegramChannel:
    settings = Settings.load({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": server.base_url, "DATA_DIR": str(folder)})
    return TelegramChannel(settings, fake_services(assistant, open_database(folder), settings))


async def _ask_everything(server: BotApi, number: int, questions: int) -> Outcome:
    chats = [Chat(server, 1_000_000 + n) for n in range(number)]
    expected = [f"第{n}个问题" for n in range(questions)]
    began = time.monotonic()
    for text in expected:
        for chat in chats:
            await chat.say(text)
    answers = await asyncio.gather(*(_answers(chat, questions) for chat in chats))
    seconds = time.monotonic() - began
    texts = [[text for text, _ in one] for one in answers]
    return Outcome(
        chats=number,
        questions=questions,
        answered=sum(map(len, answers)),
        lost=sum(len(set(expected) - set(one)) for one in texts),
        disordered=sum(one != expected for one in texts),
        seconds=seconds,
        delays=sorted(at - began for one in answers for _, at in one),
    )


async def _answers(chat: Chat, number: int) -> list[tuple[str, float]]:
    """What the chat's answers answer, and when they came."""
    found = []
    for _ in range(number):
        reply = await chat.wait("message", patience=120.0)
        found.append((reply["text"].removeprefix("答:").partition("[")[0], time.monotonic()))
    return found
