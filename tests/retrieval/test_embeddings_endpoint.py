"""Embeddings by an OpenAI-compatible endpoint, over real HTTP: what is asked, what is kept, what faults become."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import openai
import pytest
from langchain_core.embeddings import Embeddings
from llmock.pytest_plugin import LLMock

from retrieval.embedding.cache import BATCH, EmbeddingCache
from retrieval.embedding.embeddings import EmbedderDownError, EmbedderSpec, open_embedder
from retrieval.search import SearchQuery
from tests.retrieval.making import document, documents, library_with

TEXTS = [f"第{at}段:为老人送餐上门。" for at in range(BATCH + 3)]


def spec(llmock: LLMock, timeout: float = 5) -> EmbedderSpec:
    return EmbedderSpec("openai", "text-embedding-3-small", llmock.base_url("openai"), "sk-secret", timeout)


@pytest.fixture
def embedder(llmock: LLMock) -> Embeddings:
    return open_embedder(spec(llmock))


def test_the_same_text_gives_the_same_vector(embedder: Embeddings, llmock: LLMock) -> None:
    rows = embedder.embed_documents(TEXTS[:2])
    assert np.allclose(rows[1], embedder.embed_query(TEXTS[1]), atol=1e-6)
    assert not np.allclose(rows[0], rows[1])
    assert {request.path for request in llmock.requests} == {"/v1/embeddings"}
    assert llmock.last_request.body["model"] == "text-embedding-3-small"


def test_a_text_is_paid_for_once(embedder: Embeddings, llmock: LLMock, tmp_path: Path) -> None:
    model = spec(llmock).id
    for texts in (TEXTS, [*TEXTS, "新的一段。"]):
        with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
            cache.fill(texts, embedder, model)
            assert cache.vectors(texts, model).shape[0] == len(texts)
    asked = [text for request in llmock.requests for text in request.body["input"]]
    assert asked == [*TEXTS, "新的一段。"]


def test_a_build_that_broke_off_goes_on_where_it_stopped(llmock: LLMock, tmp_path: Path) -> None:
    embedder, model = open_embedder(spec(llmock)), spec(llmock).id
    with EmbeddingCache(tmp_path / "cache.sqlite") as cache:
        cache.fill(TEXTS[:BATCH], embedder, model)
        llmock.fail(400, times=None)
        with pytest.raises(openai.BadRequestError):
            cache.fill(TEXTS, embedder, model)
        llmock.reset()
        cache.fill(TEXTS, embedder, model)
    assert [len(request.body["input"]) for request in llmock.requests] == [len(TEXTS) - BATCH]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_fault_is_tried_again(embedder: Embeddings, llmock: LLMock, status: int) -> None:
    llmock.fail(status, retry_after=0.01)
    assert embedder.embed_documents(["问题"])
    assert len(llmock.requests) == 2


@pytest.mark.parametrize(
    ("status", "fault"),
    [(401, openai.AuthenticationError), (404, openai.NotFoundError), (429, openai.RateLimitError)],
)
def test_a_lasting_fault_is_raised_without_the_key(
    embedder: Embeddings, llmock: LLMock, status: int, fault: type[Exception]
) -> None:
    llmock.fail(status, times=None, retry_after=0.01)
    with pytest.raises(fault) as caught:
        embedder.embed_documents(["问题"])
    assert "sk-secret" not in str(caught.value)


def test_a_slow_endpoint_is_given_up(llmock: LLMock) -> None:
    llmock.delay(1, times=None)
    with pytest.raises(openai.APITimeoutError):
        open_embedder(spec(llmock, timeout=0.05)).embed_documents(["问题"])


@pytest.mark.parametrize(
    "break_it", [lambda m: m.fail(500, times=None), lambda m: m.fail(401, times=None), lambda m: m.delay(1, times=None)]
)
def test_a_question_does_not_wait_for_an_endpoint_that_is_down(
    llmock: LLMock, break_it: Callable[[LLMock], object]
) -> None:
    break_it(llmock)
    embedder = open_embedder(spec(llmock, timeout=0.3))
    for _ in range(3):
        with pytest.raises(EmbedderDownError) as caught:
            embedder.embed_query("问题")
        assert "sk-secret" not in str(caught.value)
    assert len(llmock.requests) <= 1


def test_without_a_vector_words_are_looked_for(llmock: LLMock, tmp_path: Path) -> None:
    edition = library_with(tmp_path, documents(), spec(llmock)).current()
    llmock.fail(503, times=None)
    found = edition.search(SearchQuery("规模工业产值")).kept
    assert found[0].chunk.document == "经济"
    assert edition.search(SearchQuery("zzz")).kept == ()


@pytest.mark.parametrize("allowed", [False, True])
def test_internal_documents_are_embedded_only_where_the_endpoint_may_read_them(
    llmock: LLMock, tmp_path: Path, allowed: bool
) -> None:
    notice = document("通报", "西横街仓库堆放烟花爆竹三十箱,已责令清理。", "internal")
    library = library_with(tmp_path, [*documents(), notice], replace(spec(llmock), internal=allowed))
    sent = [text for request in llmock.requests for text in request.body["input"]]
    assert any("烟花" in text for text in sent) is allowed
    query = SearchQuery("烟花爆竹堆放", audiences=frozenset({"public", "internal"}))
    assert "通报" in [passage.chunk.document for passage in library.current().search(query).kept]
