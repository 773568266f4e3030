"""Endpoints over real HTTP: each fault has a line of its own that names the setting to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from llmock.pytest_plugin import LLMock
from llmock.scenarios import Reply

from bot.doctor.endpoints import check_chroma, check_embedder, check_model, check_speech, check_traces
from tests.bot.doctor.checks import found, keys
from tests.endpoint import Endpoint, listening
from tests.telegram_server.audio import KEY, AudioServer

NOBODY = "http://127.0.0.1:9"


def model_settings(llmock: LLMock) -> dict[str, str]:
    return {
        "OPENAI_API_KEY": "sk-secret",
        "OPENAI_BASE_URL": llmock.base_url("openai"),
        "OPENAI_MODEL": "any-model",
        "MODEL_TIMEOUT_SECONDS": "1",
    }


async def test_a_model_that_replies(llmock: LLMock, tmp_path: Path) -> None:
    assert await keys(check_model, tmp_path) == [("ok", "none")]
    llmock.reply("好")
    assert await keys(check_model, tmp_path, **model_settings(llmock)) == [("ok", "works")]
    assert await keys(check_model, tmp_path, OPENAI_API_KEY="x", MODEL_TOKENS_PER_DAY="0") == [("note", "off")]


MODEL_FAULTS: list[tuple[Callable[[LLMock], LLMock], tuple[str, str]]] = [
    (lambda llmock: llmock.fail(401, times=None), ("fault", "key")),
    (lambda llmock: llmock.fail(404, times=None), ("fault", "not_found")),
    (lambda llmock: llmock.fail(418, times=None), ("fault", "refused")),
    (lambda llmock: llmock.fail(429, times=None), ("note", "rate_limit")),
    (lambda llmock: llmock.fail(500, times=None), ("note", "server")),
    (lambda llmock: llmock.delay(3), ("note", "timeout")),
    (lambda llmock: llmock.reply("一 二 三").truncate(after_chunks=1), ("fault", "truncated")),
    (lambda llmock: llmock.reply("一 二 三").corrupt(after_chunks=1), ("fault", "malformed")),
    (lambda llmock: llmock.reply("一 二 三").disconnect(after_chunks=1), ("fault", "connection")),
    (lambda llmock: llmock.add(Reply(text="")), ("note", "says_nothing")),
]


@pytest.mark.parametrize(("break_it", "said"), MODEL_FAULTS)
async def test_a_model_that_does_not(
    llmock: LLMock, tmp_path: Path, break_it: Callable[[LLMock], LLMock], said: tuple[str, str]
) -> None:
    break_it(llmock)
    assert await keys(check_model, tmp_path, **model_settings(llmock)) == [said]


async def test_embeddings_here_and_elsewhere(llmock: LLMock, tmp_path: Path) -> None:
    assert await keys(check_embedder, tmp_path) == [("ok", "works")]
    given = model_settings(llmock) | {"EMBEDDER": "openai"}
    assert await keys(check_embedder, tmp_path, **given) == [("ok", "works")]
    llmock.fail(401, times=1)
    assert await keys(check_embedder, tmp_path, **given) == [("fault", "key")]
    assert await keys(check_embedder, tmp_path, **given | {"OPENAI_BASE_URL": NOBODY}) == [("fault", "connection")]


async def test_speech(tmp_path: Path) -> None:
    async with AudioServer() as server:
        given = {"SPEECH_BASE_URL": server.base_url, "SPEECH_API_KEY": KEY}
        speaking = given | {"SPEECH_VOICE_MODEL": "tts-1"}
        assert await keys(check_speech, tmp_path, **given) == [("ok", "hears")]
        assert await keys(check_speech, tmp_path, **speaking) == [("ok", "hears"), ("ok", "speaks")]
        assert server.heard[0][1].startswith(b"RIFF")
        assert await keys(check_speech, tmp_path, **given | {"SPEECH_API_KEY": "sk-no"}) == [("fault", "key")]
        server.status = 500
        assert await keys(check_speech, tmp_path, **given) == [("fault", "refused")]
    assert await keys(check_speech, tmp_path, **given) == [("fault", "connection")]


async def test_traces(tmp_path: Path) -> None:
    assert await keys(check_traces, tmp_path) == [("ok", "none")]
    with page("") as url:
        assert await keys(check_traces, tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=url) == [("ok", "works")]
    assert await keys(check_traces, tmp_path, OTEL_EXPORTER_OTLP_ENDPOINT=NOBODY) == [("note", "down")]


@contextmanager
def page(body: str, status: int = 200) -> Iterator[str]:
    class Page(Endpoint):
        def answer(self) -> None:
            self.reply(body, status=status)

    with listening(Page) as address:
        yield address


async def test_a_chroma_server(tmp_path: Path) -> None:
    assert await keys(check_chroma, tmp_path) == [("ok", "none")]
    with page('{"nanosecond heartbeat": 1}') as url:
        assert await keys(check_chroma, tmp_path, CHROMA_URL=url) == [("ok", "works")]
    with page("<html>") as url:
        assert await keys(check_chroma, tmp_path, CHROMA_URL=url) == [("fault", "other")]
    with page("", 404) as url:
        assert await keys(check_chroma, tmp_path, CHROMA_URL=url) == [("fault", "refused")]
    (one,) = await found(check_chroma, tmp_path, CHROMA_URL=NOBODY)
    assert (one.grade, "CHROMA_URL" in one.text) == ("fault", True)
