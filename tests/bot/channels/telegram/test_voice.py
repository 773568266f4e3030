"""Voice over a real audio endpoint: heard, shown, answered; read aloud; kind words when it fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.speech import Speech
from bot.texts import Texts
from tests.bot.channels.telegram.conftest import Office
from tests.telegram_server.audio import KEY, AudioServer
from tests.telegram_server.people import Chat, labels

TEXTS = Texts.load("telegram")


@pytest.fixture
async def audio(office: Office) -> AsyncIterator[AudioServer]:
    async with AudioServer() as server:
        office.speech = Speech(server.base_url, KEY, "whisper-1", "tts-1")
        yield server


@pytest.fixture
async def speaking(office: Office, audio: AudioServer) -> AsyncIterator[Chat]:
    async with office.running():
        yield office.chat()


async def test_a_voice_message_is_heard_shown_and_answered(office: Office, audio: AudioServer, speaking: Chat) -> None:
    await speaking.send_voice(b"OggS sound")
    assert (await speaking.reply())["text"] == TEXTS.say("your_question", question=audio.words)
    assert (await speaking.reply())["text"].startswith(f"答:{audio.words}")
    assert audio.heard == [("voice.ogg", b"OggS sound")]


async def test_an_answer_is_read_aloud_without_its_marks(audio: AudioServer, speaking: Chat) -> None:
    reply = await speaking.ask("产值?")
    await speaking.press(reply, TEXTS.say("button.aloud"))
    assert "voice" in await speaking.reply()
    assert audio.spoken == ["答:产值?"]


@pytest.mark.parametrize("status", [500, 401, 429])
async def test_an_endpoint_that_fails_costs_a_kind_word(
    audio: AudioServer, speaking: Chat, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    audio.status = status
    await speaking.send_voice()
    assert (await speaking.reply())["text"] == TEXTS.say("voice.not_heard")
    await speaking.press(await speaking.ask("产值?"), TEXTS.say("button.aloud"))
    assert (await speaking.reply())["text"] == TEXTS.say("voice.silent")
    assert KEY not in caplog.text


async def test_silence_and_long_messages_get_their_own_words(audio: AudioServer, speaking: Chat) -> None:
    audio.words = " "
    await speaking.send_voice()
    assert (await speaking.reply())["text"] == TEXTS.say("voice.not_heard")
    await speaking.send(voice={"file_id": "f", "file_unique_id": "f", "duration": 999})
    assert (await speaking.reply())["text"] == TEXTS.say("voice.too_long")


async def test_without_an_endpoint_a_kind_word_and_no_button(chat: Chat) -> None:
    await chat.send_voice()
    assert (await chat.reply())["text"] == TEXTS.say("only_text")
    assert TEXTS.say("button.aloud") not in labels(await chat.ask("产值?"))


async def test_an_answer_being_written_is_shown_as_a_draft_in_private_alone(office: Office, chat: Chat) -> None:
    office.assistant.drafted = ["第一句。", "第二句。"]
    office.assistant.held["慢"] = (go := asyncio.Event())
    await chat.say("慢")
    assert (await chat.wait("draft"))["text"] == "第一句。[1]\n第二句。[1]"
    go.set()
    await chat.reply()
    group = office.chat(1001, -100200)
    await group.ask("@hewen_test_bot 问")
    assert group.done("draft") == []
