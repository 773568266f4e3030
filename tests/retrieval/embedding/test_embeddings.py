from __future__ import annotations

import json
from collections.abc import Iterator
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.embedding.embeddings import (
    CHARACTERS,
    Both,
    EmbedderSpec,
    WrongEmbedderError,
    clean,
    open_embedder,
    spec_of,
)
from tests.endpoint import Endpoint, listening


@given(st.text(st.characters(), max_size=50))
def test_a_cleaned_text_can_be_encoded_and_has_no_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.encode("utf-8")
    assert not any(ord(c) < 32 and c not in "\t\n\r" for c in cleaned)


def test_a_text_is_capped_and_never_empty() -> None:
    assert len(clean("很" * 5_000)) == CHARACTERS
    assert clean("") == clean("\x00") == " "


def test_a_key_is_not_shown() -> None:
    spec = EmbedderSpec("openai", "m", "http://host/v1", "sk-secret")
    assert "secret" not in repr(spec) + spec.id


@pytest.mark.parametrize(
    ("name", "dimensions"), [("e5", 384), ("use", 512), pytest.param("both", 896, marks=pytest.mark.torture)]
)
def test_local_embedders_find_the_related_text(name: str, dimensions: int) -> None:
    embedder = open_embedder(EmbedderSpec(name))
    rows = np.array(embedder.embed_documents(["为老人送餐上门,开展居家养老服务", "规模工业产值增长\x00,企业税收增加"]))
    question = np.array(embedder.embed_query("老年人吃饭怎么解决\ud800"))
    assert rows.shape == (2, dimensions)
    assert np.allclose(np.linalg.norm([*rows, question], axis=1), 1, atol=1e-3)
    assert rows[0] @ question > rows[1] @ question
    assert embedder.embed_documents([]) == []


class Plane:
    """Embeds by a table."""

    def __init__(self, table: dict[str, list[float]]) -> None:
        self.table = table

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.table[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self.table[text]


def test_both_end_to_end_have_the_weighted_sum_of_the_cosines() -> None:
    first, second = Plane({"a": [1, 0], "b": [0.6, 0.8]}), Plane({"a": [1, 0], "b": [0, 1]})
    both = Both(first, second, 0.5)
    assert np.dot(both.embed_query("a"), both.embed_documents(["b"])[0]) == pytest.approx((0.6 + 0.5 * 0) / 1.5)


def test_an_edition_of_a_local_embedder_is_served_whatever_is_configured() -> None:
    configured = EmbedderSpec("openai", "m", "http://host/v1", "k")
    assert spec_of(EmbedderSpec("both").id, configured) == EmbedderSpec("both")
    assert spec_of(configured.id, configured) is configured
    with pytest.raises(WrongEmbedderError):
        spec_of("openai:other@123", configured)


class Embedding(Endpoint):
    asked: ClassVar[list[dict[str, object]]] = []

    def answer(self) -> None:
        body = json.loads(self.body())
        self.asked.append(body)
        data = [{"object": "embedding", "index": i, "embedding": [float(i), 1.0]} for i, _ in enumerate(body["input"])]
        answer = {"object": "list", "data": data, "model": "m", "usage": {}}
        self.reply(json.dumps(answer), "application/json")


@pytest.fixture
def endpoint() -> Iterator[str]:
    with listening(Embedding) as address:
        yield f"{address}/v1"


def test_an_endpoint_is_sent_cleaned_text_and_nothing_else(endpoint: str) -> None:
    embedder = open_embedder(EmbedderSpec("openai", "m", endpoint, timeout=5))
    assert embedder.embed_documents(["甲\x00", "乙"]) == [[0.0, 1.0], [1.0, 1.0]]
    assert Embedding.asked[-1]["input"] == ["甲", "乙"]
    assert embedder.embed_query("丙\ud800") == [0.0, 1.0]
