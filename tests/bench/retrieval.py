"""Retrieval on CMRC 2018: ours and the usual LangChain recipe, each in a process of its own.

A question's answer stands in one passage. Each passage is a document; documents are ranked by their best chunk.
Run as a module it measures one of the two and prints a JSON line.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings

from retrieval.document import Document, Source
from retrieval.embedding.cache import EmbeddingCache
from retrieval.embedding.embeddings import EmbedderSpec, open_embedder

Ranked = Callable[[str], list[str]]  # a question to ids of passages, best first


@dataclass(frozen=True, slots=True)
class Measured:
    """``p50`` and ``p95`` in milliseconds a retrieval, ``build`` in seconds, ``memory`` in MiB."""

    name: str
    hit1: float
    hit3: float
    p50: float
    p95: float
    build: float
    memory: float
    chunks: int


def compare(cmrc: Path, spec: EmbedderSpec, cache: Path | None) -> list[Measured]:
    """Ours and the recipe's numbers. With a ``cache`` of embeddings, building takes what is left after embedding."""
    return [_in_child(name, cmrc, spec, cache) for name in ("hewen", "langchain")]


def _in_child(name: str, cmrc: Path, spec: EmbedderSpec, cache: Path | None) -> Measured:
    arguments = [name, str(cmrc), json.dumps(asdict(spec)), str(cache or "")]
    done = subprocess.run([sys.executable, "-m", __name__, *arguments], stdout=subprocess.PIPE, text=True, check=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def measure(name: str, cmrc: Path, spec: EmbedderSpec, cache: Path | None) -> Measured:
    data = json.loads(cmrc.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as directory:
        began = time.perf_counter()
        opened = _ours if name == "hewen" else _recipe
        ranked, chunks = opened(data["passages"], spec, Path(directory), cache or Path(directory) / "embeddings.sqlite")
        build = time.perf_counter() - began
        ranked("预热")
        hits, times = _asked(ranked, data["questions"])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    n = len(times)
    return Measured(name, sum(h == 0 for h in hits) / n, sum(h < 3 for h in hits) / n,
                    times[n // 2], times[int(n * 0.95)], build, memory, chunks)  # fmt: skip


def _asked(ranked: Ranked, questions: list[dict[str, Any]]) -> tuple[list[int], list[float]]:
    """The rank of each question's passage, and the sorted milliseconds."""
    hits, times = [], []
    for question in questions:
        began = time.perf_counter()
        found = ranked(question["q"])
        times.append((time.perf_counter() - began) * 1000)
        hits.append(found.index(question["passage"]) if question["passage"] in found else 1000)
    return hits, sorted(times)


def _ours(passages: list[dict[str, str]], spec: EmbedderSpec, data: Path, cache: Path) -> tuple[Ranked, int]:
    from retrieval.editions.ingest import build_edition
    from retrieval.editions.library import Library
    from retrieval.search import SearchQuery

    library = Library(data, spec)
    (data / library.cache_path.name).symlink_to(cache) if cache.parent != data else None
    documents = [
        Document(Source(p["id"], p["title"], None, None, None, "public", p["id"], ""), p["text"]) for p in passages
    ]
    with library.building():
        edition = library.switch(build_edition(library, documents).id)

    def ranked(question: str) -> list[str]:
        return list(dict.fromkeys(passage.source.id for passage in edition.search(SearchQuery(question)).kept))

    return ranked, edition.chunk_count


def _recipe(passages: list[dict[str, str]], spec: EmbedderSpec, data: Path, cache: Path) -> tuple[Ranked, int]:
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=300, chunk_overlap=50)
    chunks = splitter.create_documents([p["text"] for p in passages], [{"passage": p["id"]} for p in passages])
    embeddings = Cached(open_embedder(spec), cache, spec.id)
    store = Chroma.from_documents(chunks, embeddings, persist_directory=str(data / "chroma"))

    def ranked(question: str) -> list[str]:
        return list(dict.fromkeys(chunk.metadata["passage"] for chunk in store.similarity_search(question, k=4)))

    return ranked, len(chunks)


class Cached(Embeddings):
    """The same embeddings, paid for once."""

    def __init__(self, inner: Embeddings, path: Path, model: str) -> None:
        self._inner, self._cache, self._model = inner, EmbeddingCache(path), model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self._cache.fill(texts, self._inner, self._model)
        rows: list[list[float]] = self._cache.vectors(texts, self._model).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        return self._inner.embed_query(text)


def as_table(rows: Iterable[Measured]) -> str:
    head = f"{'':10} {'hit@1':>7} {'hit@3':>7} {'p50 ms':>7} {'p95 ms':>7} {'build s':>8} {'MiB':>6} {'chunks':>7}"
    return "\n".join([head, *(
        f"{r.name:10} {r.hit1:7.4f} {r.hit3:7.4f} {r.p50:7.1f} {r.p95:7.1f} {r.build:8.1f} {r.memory:6.0f} {r.chunks:7}"
        for r in rows
    )])  # fmt: skip


if __name__ == "__main__":
    name, cmrc, spec, cache = sys.argv[1:]
    measured = measure(name, Path(cmrc), EmbedderSpec(**json.loads(spec)), Path(cache) if cache else None)
    sys.stdout.write(json.dumps(asdict(measured)) + "\n")
