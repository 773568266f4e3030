"""The model over real HTTP: every fault that an endpoint can have becomes one exception, within the time."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from llmock.pytest_plugin import LLMock
from llmock.scenarios import Reply as Script

from bot.answering.model.chat import EndpointError, Model, ModelError, NoReplyError, Reply, open_chat
from bot.answering.model.replies import SCHEMA
from tests.endpoint import Endpoint, listening

TEXT = "一 二 三 四 五"


def model(llmock: LLMock, seconds: float = 5) -> Model:
    return Model(open_chat("any-model", "sk-secret", llmock.base_url("openai"), seconds))


async def ask(model: Model, seconds: float = 5, on_text: Callable[[str], None] = lambda piece: None) -> Reply:
    return await model.ask([SystemMessage("规矩"), HumanMessage("问题")], SCHEMA, seconds, on_text)


async def test_a_reply_comes_in_pieces_and_whole(llmock: LLMock) -> None:
    llmock.reply(TEXT)
    pieces: list[str] = []
    reply = await ask(model(llmock), on_text=pieces.append)
    assert reply.text == "".join(pieces) == TEXT
    assert len(pieces) > 2
    assert reply.tokens > 0


async def test_the_schema_is_asked_for_in_a_stream(llmock: LLMock) -> None:
    await ask(model(llmock.reply(TEXT)))
    body = llmock.last_request.body
    assert body["stream"] is True
    assert body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert body["temperature"] == 0


@pytest.mark.parametrize("status", [400, 422])
async def test_what_a_server_does_not_understand_is_left_out_and_remembered(llmock: LLMock, status: int) -> None:
    asked = model(llmock)
    llmock.fail(status, times=2).reply(TEXT, times=None)
    assert (await ask(asked)).text == TEXT
    assert (await ask(asked)).text == TEXT
    bodies = [request.body for request in llmock.requests]
    assert ["response_format" in body for body in bodies] == [True, False, False, False]
    assert ["temperature" in body for body in bodies] == [True, True, False, False]


async def test_a_prompt_too_long_is_no_reason_to_forget_what_the_server_can(llmock: LLMock) -> None:
    asked = model(llmock)
    llmock.context_overflow(times=3)
    with pytest.raises(EndpointError, match="request 400"):
        await ask(asked)
    await ask(asked)
    assert "response_format" in llmock.last_request.body


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "request 401"),
        (404, "request 404"),
        (429, "rate_limit"),
        (500, "server"),
        (503, "server"),
        (504, "timeout"),
    ],
)
async def test_error_statuses_are_not_tried_again(llmock: LLMock, status: int, reason: str) -> None:
    llmock.fail(status, times=None)
    with pytest.raises(EndpointError) as caught:
        await ask(model(llmock))
    assert caught.value.reason == reason
    assert "sk-secret" not in str(caught.value)
    assert len(llmock.requests) == 1


FAULTS: list[tuple[Callable[[LLMock], LLMock], str]] = [
    (lambda llmock: llmock.truncate(after_chunks=2), "truncated"),
    (lambda llmock: llmock.truncate(after_chunks=0), "malformed"),
    (lambda llmock: llmock.disconnect(after_chunks=2), "connection"),
    (lambda llmock: llmock.corrupt(after_chunks=2), "malformed"),
]


@pytest.mark.parametrize(("break_it", "reason"), FAULTS)
async def test_broken_streams(llmock: LLMock, break_it: Callable[[LLMock], LLMock], reason: str) -> None:
    break_it(llmock.reply(TEXT))
    with pytest.raises(EndpointError, match=reason):
        await ask(model(llmock))


_LONG = 60.0  # seconds: no machine is so busy that it would sleep through them
SLOW: list[Callable[[LLMock], LLMock]] = [
    lambda llmock: llmock.stall(after_chunks=2, seconds=_LONG),
    lambda llmock: llmock.slow_first_token(_LONG),
    lambda llmock: llmock.delay(_LONG),
    lambda llmock: llmock.pace(_LONG * 1000),
]


@pytest.mark.parametrize("slow_down", SLOW)
async def test_no_slowness_outlasts_the_time(llmock: LLMock, slow_down: Callable[[LLMock], LLMock]) -> None:
    slow_down(llmock.reply(TEXT))
    began = time.monotonic()
    with pytest.raises(EndpointError, match="timeout"):
        await ask(model(llmock), seconds=0.3)
    assert time.monotonic() - began < _LONG / 2  # not to the end of what is slow


@pytest.mark.parametrize(
    ("script", "kind", "reason"),
    [
        (Script(text=""), NoReplyError, "empty"),
        (Script(text=" \n "), NoReplyError, "empty"),
        (Script(text="对不起", finish_reason="content_filter"), NoReplyError, "refused"),
        (Script(text="说到一半", finish_reason="length"), EndpointError, "truncated"),
    ],
)
async def test_replies_that_are_none(llmock: LLMock, script: Script, kind: type[ModelError], reason: str) -> None:
    llmock.add(script)
    with pytest.raises(kind, match=reason):
        await ask(model(llmock))


class WrongPage(Endpoint):
    """Whatever is asked, a page comes back: a proxy's login, a wrong address."""

    def answer(self) -> None:
        self.body()
        self.reply("<html><body>请先登录</body></html>")


async def test_a_page_instead_of_a_stream() -> None:
    with listening(WrongPage) as address, pytest.raises(EndpointError, match="malformed"):
        await ask(Model(open_chat("any-model", "sk-secret", f"{address}/v1", 5)))


async def test_nobody_listens() -> None:
    nobody = Model(open_chat("any-model", "sk-secret", "http://127.0.0.1:9/v1", 5))
    with pytest.raises(EndpointError, match="connection"):
        await ask(nobody)
