"""What Prometheus is told: from real answers over a real library, and by the hand-written events of a model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from llmock.pytest_plugin import LLMock
from prometheus_client.parser import text_string_to_metric_families

from bot.answering.answer import Question
from bot.app import open_assistant, open_watching
from bot.setting_values import Secret
from bot.settings import Settings
from bot.watching.metrics import Metrics
from bot.watching.watched import Watched
from retrieval.editions.library import Library
from tests.retrieval.making import documents, library_with

FIGURE = "规模工业产值是多少?"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(tmp_path_factory.mktemp("watching"), documents())


@pytest.fixture
def settings(library: Library) -> Settings:
    return replace(Settings(), data_dir=library.data_dir, model_input_price=2.0, model_output_price=8.0)


def watched(settings: Settings, library: Library) -> Watched:
    watching = open_watching(settings, library)
    return watching.watch(open_assistant(settings, library, listeners=watching.handlers()), "web")


def told(metrics: Metrics) -> dict[tuple[str, str], float]:
    """Every sample by its name and its labels' values."""
    families = text_string_to_metric_families(metrics.render().decode())
    return {(s.name, ",".join(s.labels.values())): s.value for family in families for s in family.samples}


async def test_questions_by_how_they_ended_and_the_time_of_every_step(settings: Settings, library: Library) -> None:
    assistant = watched(settings, library)
    for text in (FIGURE, "你好", "有没有无人机送货?"):
        await assistant.ask(Question(text))
    found = told(assistant.watching.metrics)
    assert found["hewen_questions_total", "web,answered"] == 1
    assert found["hewen_questions_total", "web,greeting"] == 1
    assert found["hewen_answer_seconds_count", "web"] == 3
    assert {step for name, step in found if name == "hewen_step_seconds_count"} == {
        "understand", "search", "write", "read otherwise", "verify", "phrase",
    }  # fmt: skip
    assert found["hewen_step_seconds_count", "search"] == 2
    assert 0 <= found["hewen_edition_age_seconds", ""] < 600
    assert found["process_open_fds", ""] > 0


async def test_tokens_cost_and_refused_drafts_of_a_model(settings: Settings, library: Library, llmock: LLMock) -> None:
    llmock.reply('{"sentences": [{"text": "规模工业产值9.6亿元。", "sources": ["S1-a"]}]}', times=None)
    given = replace(settings, openai_api_key=Secret("sk-secret"), openai_base_url=llmock.base_url("openai"))
    assistant = watched(given, library)
    assert (await assistant.ask(Question(FIGURE))).mode == "extractive"
    found = told(assistant.watching.metrics)
    read, written = (found["hewen_model_tokens_total", kind] for kind in ("read", "written"))
    assert read > written > 0
    assert found["hewen_model_cost_total", ""] == pytest.approx((2 * read + 8 * written) / 1e6)
    assert found["hewen_failed_checks_total", "number"] == 2  # both drafts
    assert found["hewen_step_seconds_count", "reword"] == 1


async def test_a_model_that_is_down_is_counted_by_its_fault(
    settings: Settings, library: Library, llmock: LLMock
) -> None:
    llmock.fail(503, times=None)
    given = replace(settings, openai_api_key=Secret("sk-secret"), openai_base_url=llmock.base_url("openai"))
    assistant = watched(given, library)
    await assistant.ask(Question(FIGURE))
    assert told(assistant.watching.metrics)["hewen_model_failures_total", "server"] == 1


def test_no_edition_has_no_age(tmp_path: Path) -> None:
    assert b"edition_age_seconds " not in Metrics(Library(tmp_path)).render()
