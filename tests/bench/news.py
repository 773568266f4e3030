"""The news corpus: sixteen thousand articles loaded with progress; an interrupt is resumed where it stopped."""

from __future__ import annotations

import gzip
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from retrieval.document import Document, Source
from retrieval.editions.ingest import BuildProgress, build_edition
from retrieval.editions.library import Library
from retrieval.embedding.embeddings import EmbedderSpec
from retrieval.search import SearchQuery
from tests.bench.answers import Answers, warm


@dataclass(frozen=True, slots=True)
class News:
    """Seconds to load, MiB resident at most and on disk, milliseconds a search (median), whole answers without a key."""

    articles: int
    chunks: int
    seconds: float
    memory: float
    disk: float
    search: float
    answers: Answers

    def as_text(self) -> str:
        return (
            f"{self.articles} articles, {self.chunks} chunks: {self.seconds:.0f} s, resident {self.memory:.0f} MiB, "
            f"on disk {self.disk:.0f} MiB, search p50 {self.search:.1f} ms; answers p50 {self.answers.p50:.1f} ms, "
            f"p95 {self.answers.p95:.1f} ms, resident {self.answers.memory:.0f} MiB"
        )


def measure(corpus: Path, spec: EmbedderSpec, articles: int, data: Path | None) -> News:
    """Loads into ``data``, where a run that was interrupted goes on, or into a temporary directory."""
    with tempfile.TemporaryDirectory() as directory:
        library = Library(data or Path(directory), spec)
        began = time.perf_counter()
        documents = list(islice(_articles(corpus), articles))
        with library.building():
            edition = library.switch(build_edition(library, documents, _Shown()).id)
        seconds = time.perf_counter() - began
        asked = [document.text[:40] for document in documents[:: max(1, len(documents) // 50)]]
        times = sorted(sum(edition.search(SearchQuery(text)).timings.values()) for text in asked)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        disk = edition.size_bytes / 2**20
        search = times[len(times) // 2]
        return News(len(documents), edition.chunk_count, seconds, memory, disk, search, warm(library.data_dir))


def _articles(corpus: Path) -> Iterator[Document]:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            title = row["text"].strip()[:30]
            yield Document(Source(str(row["id"]), title, None, None, None, "public", "news", ""), row["text"])


class _Shown:
    """Progress on standard error, a line a second."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, progress: BuildProgress) -> None:
        if time.monotonic() - self._last > 1:
            self._last = time.monotonic()
            sys.stderr.write(f"\r{progress}\033[K")
            sys.stderr.flush()
