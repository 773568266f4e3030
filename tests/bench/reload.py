"""A reload that adds one document to a thousand, as a ratio to the full build; answers while a build runs.

Documents are made up: each a few paragraphs of an office's month, so that every chunk differs from every other.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from retrieval.editions.build import BuildRequest, build
from retrieval.editions.library import Library
from retrieval.embedding.embeddings import EmbedderSpec
from retrieval.search import SearchQuery

TOPICS = (
    "养老助餐",
    "安全检查",
    "老旧小区改造",
    "垃圾分类",
    "就业帮扶",
    "文艺演出",
    "矛盾调解",
    "企业走访",
    "河道整治",
    "健康讲座",
)
ASKED = 400  # questions for each percentile


@dataclass(frozen=True, slots=True)
class Reload:
    """Seconds of each, and the p95 in milliseconds of a search at rest and while a build runs."""

    documents: int
    chunks: int
    full: float
    one_more: float
    at_rest: float
    while_building: float

    def as_text(self) -> str:
        return (
            f"{self.documents} documents ({self.chunks} chunks): full build {self.full:.1f} s, one more "
            f"{self.one_more:.1f} s, ratio {self.one_more / self.full:.3f}; search p95 {self.at_rest:.1f} ms at rest, "
            f"{self.while_building:.1f} ms while a build runs"
        )


def measure(documents: int = 1_000, spec: EmbedderSpec | None = None) -> Reload:
    with tempfile.TemporaryDirectory() as directory:
        folder, library = Path(directory) / "seeds", Library(Path(directory) / "data", spec)
        folder.mkdir()
        for number in range(documents):
            _write(folder, number)
        full = _reloaded(library, folder)
        at_rest = _p95(library, ASKED)
        _write(folder, documents)
        one_more = _reloaded(library, folder)
        _write(folder, documents + 1)
        with _running(lambda: build(library, BuildRequest(folder))) as running:
            while_building = _p95(library, ASKED, running)
        return Reload(documents, library.current().chunk_count, full, one_more, at_rest, while_building)


def _write(folder: Path, number: int) -> None:
    (folder / f"{number:05}.txt").write_text("\n".join(_paragraphs(number)), "utf-8")


def _paragraphs(number: int) -> Iterator[str]:
    yield f"第{number}社区{2015 + number % 10}年工作情况"
    for at, topic in enumerate(TOPICS[number % 3 :: 2]):
        count = number * 7 + at * 13 + 20
        yield (
            f"{topic}稳步推进。全年开展{topic}活动{count}场,服务居民{count * 11}人次,投入资金{count / 10:.1f}万元。"
            f"第{number}社区组织志愿者{count % 90 + 10}名参与{topic},走访家庭{count * 3}户,收集意见{count % 37}条,全部办结。"
        )


def _reloaded(library: Library, folder: Path) -> float:
    report = build(library, BuildRequest(folder))
    library.switch(report.edition, report.seeds)
    return report.seconds


def _p95(library: Library, many: int, running: threading.Event | None = None) -> float:
    times: list[float] = []
    while len(times) < many and (running is None or running.is_set() or not times):
        began = time.perf_counter()
        library.current().search(SearchQuery(f"第{len(times)}社区{TOPICS[len(times) % 10]}开展了多少场"))
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[int(len(times) * 0.95)]


@contextmanager
def _running(work: object) -> Iterator[threading.Event]:
    running = threading.Event()
    running.set()

    def run() -> None:
        work()
        running.clear()

    thread = threading.Thread(target=run)
    thread.start()
    yield running
    thread.join()
