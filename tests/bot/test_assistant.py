"""The whole way of a question, with and without a model: what the model may touch, and that no fault costs an answer."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from llmock.pytest_plugin import LLMock

from bot.answering.answer import Answer, AnswerSentence, Question
from bot.answering.model.budget import Budget, Limits
from bot.answering.model.chat import Model
from bot.answering.model.generative import GenerativeWriter
from bot.answering.model.rewording import Rewording
from bot.app import open_assistant
from bot.assistant import Assistant
from bot.people.allowance import local_now
from bot.settings import Settings
from bot.texts import Texts
from retrieval.editions.library import Library
from tests.bot.answering.chat import RecordingChat
from tests.retrieval.making import document, documents, library_with

FIGURE = Question("规模工业产值是多少?")
MARK = "\uff08原文摘录\uff09"
SECRET = "内部通报:西横街仓库堆放烟花爆竹三十箱,已责令清理。"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(tmp_path_factory.mktemp("data"), [*documents(), document("通报", SECRET, "internal")])


def without_model(library: Library) -> Assistant:
    return open_assistant(Settings.load({"DATA_DIR": str(library.data_dir)}), library)


def with_endpoint(library: Library, llmock: LLMock, data: Path, **more: str) -> Assistant:
    names = {"OPENAI_API_KEY": "sk-secret", "OPENAI_BASE_URL": llmock.base_url("openai"), "MODEL_TIMEOUT_SECONDS": "1"}
    return open_assistant(Settings.load({"DATA_DIR": str(data)} | names | more), library)


class Telling(RecordingChat):
    """Says a text about the line of the material that holds ``part``."""

    text: str
    part: str

    async def _astream(
        self, messages: list[BaseMessage], *args: Any, **options: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        line = next(line for line in str(messages[1].content).splitlines() if self.part in line)
        token = re.match(r"\[(.+?)\]", line)
        assert token
        yield ChatGenerationChunk(message=AIMessageChunk(content=f"{self.text}[{token[1]}]\n"))
        yield ChatGenerationChunk(message=AIMessageChunk(content="", response_metadata={"finish_reason": "stop"}))


def with_chat(library: Library, text: str, part: str) -> Assistant:
    writer = GenerativeWriter(
        Model(Telling(queue=[], text=text, part=part)),
        Texts.load("generate"),
        Budget(Limits(), local_now),
        office="某街道",
        seconds=5,
    )
    return open_assistant(Settings.load({"DATA_DIR": str(library.data_dir)}), library, Rewording(writer))


async def test_without_a_model_the_documents_own_sentences_answer(library: Library) -> None:
    answer = await without_model(library).ask(FIGURE)
    assert (answer.status, answer.mode) == ("answered", "extractive")
    assert "0.96亿元" in answer.text
    assert MARK not in answer.text


async def test_the_same_question_has_the_same_answer(library: Library) -> None:
    assistant = without_model(library)
    texts = {(await assistant.ask(FIGURE)).text for _ in range(10)}
    assert len(texts) == 1


async def test_a_model_tells_what_was_found_in_its_words(library: Library) -> None:
    seen: list[tuple[AnswerSentence, ...]] = []
    assistant = with_chat(library, "上半年的规模工业产值为0.96亿元。", "0.96亿元")
    answer = await assistant.ask(FIGURE, on_sentences=seen.append)
    assert (answer.status, answer.mode) == ("answered", "generative")
    assert answer.sentences[0] == AnswerSentence("上半年的规模工业产值为0.96亿元。", "document", (1,))
    assert answer.citations[0].quote in documents()[1].text
    assert MARK not in answer.text
    assert seen[-1] == answer.sentences[:1]


async def test_traditional_readers_get_the_models_words_in_their_script(library: Library) -> None:
    assistant = with_chat(library, "上半年的规模工业产值为0.96亿元。", "0.96亿元")
    answer = await assistant.ask(Question("規模工業產值是多少?"))
    assert (answer.mode, answer.sentences[0].text) == ("generative", "上半年的規模工業產值為0.96億元。")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("上半年的规模工业产值为0.69亿元。", "0.96亿元"),  # another number
        ("新引进企业四十家。", "新引进企业"),  # true, but not what was asked
        ("居民合唱团参加市级比赛获得二等奖。", "合唱团"),  # of another matter
    ],
)
async def test_a_model_that_tells_something_else_is_not_sent(library: Library, text: str, part: str) -> None:
    answer = await with_chat(library, text, part).ask(FIGURE)
    assert answer.mode == "extractive"
    assert "0.96亿元" in answer.text
    assert MARK in answer.text


FAULTS: list[Callable[[LLMock], object]] = [
    lambda llmock: llmock.fail(429, times=None),
    lambda llmock: llmock.fail(500, times=None),
    lambda llmock: llmock.fail(401, times=None),
    lambda llmock: llmock.delay(30),
    lambda llmock: llmock.reply("一 二 三", times=None).stall(after_chunks=1, seconds=30),
    lambda llmock: llmock.reply("一 二 三", times=None).truncate(after_chunks=1),
    lambda llmock: llmock.reply("一 二 三", times=None).disconnect(after_chunks=1),
    lambda llmock: llmock.reply("一 二 三", times=None).corrupt(after_chunks=1),
    lambda llmock: llmock.reply("", times=None),
    lambda llmock: llmock.reply("对不起,我不能回答这个问题。", times=None),
    lambda llmock: llmock.reply('{"sentences": [{"text": "产值为9亿元。", "sources": ["S1-a"]}]}', times=None),
]


@pytest.mark.parametrize("break_it", FAULTS)
async def test_no_fault_of_the_endpoint_costs_the_answer(
    library: Library, llmock: LLMock, tmp_path: Path, break_it: Callable[[LLMock], object]
) -> None:
    break_it(llmock)
    assistant, began = with_endpoint(library, llmock, tmp_path), time.monotonic()
    answer = await assistant.ask(FIGURE)
    assert time.monotonic() - began < 3  # a busy machine, else 1
    assert (answer.status, answer.mode) == ("answered", "extractive")
    assert "0.96亿元" in answer.text
    assert MARK in answer.text


async def test_nobody_listens_at_the_endpoint(library: Library, tmp_path: Path) -> None:
    names = {"OPENAI_API_KEY": "sk-secret", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1", "DATA_DIR": str(tmp_path)}
    answer = await open_assistant(Settings.load(names), library).ask(FIGURE)
    assert MARK in answer.text


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("规模工业产值是1.2亿元对吗?", "answered"),  # a correction
        ("着火了怎么办", "emergency"),
        ("你好", "greeting"),
        ("有没有无人机送货?", "not_found"),
        ("How large is the industrial output?", "answered"),  # our words in English, the quote in Chinese
    ],
)
async def test_what_is_not_for_a_model_never_reaches_it(
    library: Library, llmock: LLMock, tmp_path: Path, text: str, status: str
) -> None:
    answer = await with_endpoint(library, llmock, tmp_path).ask(Question(text))
    assert (answer.status, answer.mode) == (status, "extractive")
    assert not llmock.requests


async def test_a_budget_of_nothing_asks_no_model(library: Library, llmock: LLMock, tmp_path: Path) -> None:
    answer = await with_endpoint(library, llmock, tmp_path, MODEL_TOKENS_PER_DAY="0").ask(FIGURE)
    assert MARK in answer.text
    assert not llmock.requests


async def test_tokens_are_counted_on_after_a_restart(library: Library, llmock: LLMock, tmp_path: Path) -> None:
    llmock.reply("没有。", times=None)
    for _ in range(2):
        assistant = with_endpoint(library, llmock, tmp_path, MODEL_TOKENS_PER_DAY="1")
        await assistant.ask(FIGURE)
    assert len(llmock.requests) == 1


async def test_personal_numbers_reach_neither_model_nor_answer(
    library: Library, llmock: LLMock, tmp_path: Path
) -> None:
    llmock.reply("没有。", times=None)
    numbers = ("320402196001011234", "13812345678")
    asked = Question(f"我的手机{numbers[1]},规模工业产值是多少?", history=(f"我的身份证{numbers[0]}",))
    answer = await with_endpoint(library, llmock, tmp_path).ask(asked)
    sent = "".join(str(request.body) for request in llmock.requests)
    assert not any(number in sent + answer.text for number in numbers)


@pytest.mark.parametrize(("allowed", "sent"), [("no", False), ("yes", True)])
async def test_internal_documents_reach_a_model_only_where_it_may_read_them(
    library: Library, llmock: LLMock, tmp_path: Path, allowed: str, sent: bool
) -> None:
    llmock.reply("没有。", times=None)
    assistant = with_endpoint(library, llmock, tmp_path, MODEL_MAY_READ_INTERNAL=allowed)
    answers: list[Answer] = [
        await assistant.ask(Question(text, "staff")) for text in ("西横街仓库堆放了什么?", "消防演练进社区了吗?")
    ]
    assert "烟花爆竹" in answers[0].text
    assert any("烟花爆竹" in str(request.body) for request in llmock.requests) is sent


async def test_residents_and_groups_see_no_internal_document(library: Library) -> None:
    assistant = without_model(library)
    for question in (Question("西横街仓库堆放了什么?"), Question("西横街仓库堆放了什么?", "admin", public_only=True)):
        assert "烟花" not in (await assistant.ask(question)).text


@pytest.mark.parametrize("text", ["\ud800规模工业产值是多少", "\x00规模工业产值是多少", "问" * 100_000, "", "?"])
async def test_whatever_is_typed_gets_an_answer(library: Library, text: str) -> None:
    answer = await without_model(library).ask(Question(text))
    assert answer.text
    assert answer.status != "error"
