"""How soon passages serve: embedded one engine call at a time, in batches, and with the fast embedder first."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.editions.build import BuildRequest, build
from retrieval.editions.library import Library
from retrieval.embedding.cache import BATCH
from retrieval.embedding.embeddings import E5, EmbedderSpec, clean

_SAMPLE = 64  # passages embedded both ways


@dataclass(frozen=True, slots=True)
class Measured:
    """``engine`` and ``batches`` in passages a second; ``serves`` and ``whole`` in seconds from nothing."""

    engine: float
    batches: float
    serves: float
    whole: float
    chunks: int

    def as_text(self) -> str:
        by_engine = self.whole - self.chunks / self.batches + self.chunks / self.engine
        return (
            f"e5, the package's engine {self.engine:.1f} passages/s, in batches {self.batches:.1f}"
            f" ({self.batches / self.engine:.1f} times)\n"
            f"{self.chunks} chunks: e5 whole {self.whole:.0f} s; the fast embedder serves after {self.serves:.0f} s;"
            f" with the engine alone it would be {by_engine:.0f} s ({by_engine / self.serves:.1f} times)"
        )


def measure(cmrc: Path) -> Measured:
    """On the passages of the CMRC file."""
    passages = [row["text"] for row in json.loads(cmrc.read_text("utf-8"))["passages"]]
    engine, batches = _speeds([clean(text[:300]) for text in passages[:_SAMPLE]])
    with tempfile.TemporaryDirectory() as directory:
        seeds = Path(directory) / "seeds"
        seeds.mkdir()
        for number, text in enumerate(passages):
            (seeds / f"{number}.txt").write_text(text, "utf-8")
        serves, _ = _build(Path(directory) / "quick", BuildRequest(seeds, soon=0))
        whole, chunks = _build(Path(directory) / "whole", BuildRequest(seeds))
    return Measured(engine, batches, serves, whole, chunks)


def _speeds(texts: Sequence[str]) -> tuple[float, float]:
    embedder: Any = E5()
    embedder.embed_documents([texts[0]])  # loaded before the clock runs
    groups = [list(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]

    def speed(embed: Callable[[list[str]], object]) -> float:
        began = time.perf_counter()
        for group in groups:
            embed(group)
        return len(texts) / (time.perf_counter() - began)

    return speed(embedder._engine.passage), speed(embedder.embed_documents)


def _build(data: Path, request: BuildRequest) -> tuple[float, int]:
    library, began = Library(data, EmbedderSpec("e5")), time.perf_counter()
    report = build(library, request)
    library.switch(report.edition, report.seeds)
    return time.perf_counter() - began, library.current().chunk_count
