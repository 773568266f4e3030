"""Prepares what all are given, runs every contender in its environment, and puts what they measured side by side."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median
from typing import Any

from retrieval.chunking import chunk_document
from retrieval.editions.library import CACHE
from retrieval.editions.writer import indexed_text
from retrieval.embedding.cache import EmbeddingCache
from retrieval.embedding.embeddings import EmbedderSpec, as_array, open_embedder
from tests.bench.environments import ROOT, python_of
from tests.bench.peers.harness import AT_ONCE
from tests.bench.peers.hewen import PASSAGES, SPEC, documents
from tests.bench.peers.material import Chunk, Material, Question

OURS = "hewen"
PEERS = ("langchain", "llamaindex", "haystack")
HEAVY = ("txtai",)  # only where it is asked for: its environment takes almost 6 GB, most of it torch
ROUNDS = 3  # each contender is started as often, in turn with the others, and asked a share of the questions
QUIET = {  # nobody reports to anybody, nobody looks for a model
    "ANONYMIZED_TELEMETRY": "False",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "PYTHONWARNINGS": "ignore",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """``p50``, ``p95`` and ``cpu`` in milliseconds a question without its embedding, ``build`` and ``start`` in seconds,

    ``memory`` in MiB, ``threads`` and ``tasks`` in questions a second by how many are asked at once.
    """

    name: str
    hit1: float
    hit3: float
    p50: float
    p95: float
    cpu: float
    threads: dict[str, float]
    tasks: dict[str, float]
    build: float
    memory: float
    start: float


@dataclass(frozen=True, slots=True)
class Embedded:
    """What embedding took, the same for everybody: seconds for all chunks, milliseconds a question (p50, p95)."""

    chunks: int
    questions: int
    seconds: float
    p50: float
    p95: float


def compare(cmrc: Path, spec: EmbedderSpec, cache: Path | None, peers: Sequence[str] = PEERS) -> str:
    """Everything as text: what was measured on, what embedding took, and the tables.

    With a ``cache`` of embeddings, embedding takes what is left to do of it.
    """
    pythons = {OURS: Path(sys.executable)} | {name: python for name in peers if (python := python_of(name))}
    with tempfile.TemporaryDirectory() as directory:
        given = Path(directory)
        if cache:
            (given / CACHE).symlink_to(cache.absolute())
        embedded = prepare(cmrc, spec, given)
        before = os.getloadavg()[0]
        rows = list(_compared(pythons, given))
        load = f"load {before:.1f} before, {os.getloadavg()[0]:.1f} after"
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, {load}"
    return "\n".join([machine, _versions(pythons), _as_line(embedded), as_table(rows), as_rates(rows)])


def prepare(cmrc: Path, spec: EmbedderSpec, given: Path) -> Embedded:
    """Writes the material into ``given``: our chunks, and every vector by our embedder."""
    data = json.loads(cmrc.read_text("utf-8"))
    (given / PASSAGES).write_text(json.dumps(data["passages"]), "utf-8")
    (given / SPEC).write_text(json.dumps(asdict(spec)), "utf-8")
    chunks = [
        Chunk(chunk.id, chunk.document, indexed_text(chunk))
        for document in documents(given)
        for chunk in chunk_document(document)
    ]
    questions = [Question(row["q"], row["passage"]) for row in data["questions"]]
    embedder = open_embedder(spec)
    texts = [chunk.text for chunk in chunks]
    with EmbeddingCache(given / CACHE) as cache:
        began = time.perf_counter()
        cache.fill(texts, embedder, spec.id)
        seconds = time.perf_counter() - began
        vectors = cache.vectors(texts, spec.id)
    rows, times = [], []
    for question in questions:
        began = time.perf_counter()
        rows.append(embedder.embed_query(question.text))
        times.append((time.perf_counter() - began) * 1000)
    Material(chunks, questions, vectors, as_array(rows)).write(given)
    return Embedded(len(chunks), len(questions), seconds, _at(times, 0.5), _at(times, 0.95))


def _compared(pythons: dict[str, Path], given: Path) -> Iterator[Compared]:
    names = [(module, name) for module, python in pythons.items() for name in _contenders(module, python)]
    builds = {name: _built(pythons[module], module, name, given) for module, name in names}
    served: dict[str, list[dict[str, Any]]] = {name: [] for _, name in names}
    for turn in range(ROUNDS):
        for module, name in names:
            sys.stderr.write(f"round {turn + 1} of {ROUNDS}: {name}\n")
            served[name].append(_served(pythons[module], module, name, given, turn))
    yield from (_together(name, builds[name], rounds) for name, rounds in served.items())


def _contenders(module: str, python: Path) -> list[str]:
    names: list[str] = json.loads(_run(python, module, "names"))
    return names


def _built(python: Path, module: str, name: str, given: Path) -> float:
    index = _index(given, name)
    index.mkdir()
    seconds: float = json.loads(_run(python, module, "build", name, str(given), str(index)))["build"]
    return seconds


def _served(python: Path, module: str, name: str, given: Path, turn: int) -> dict[str, Any]:
    began = time.perf_counter()
    command = _command(python, module, "serve", name, str(given), str(_index(given, name)), str(turn), str(ROUNDS))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | QUIET) as process:
        assert process.stdout
        process.stdout.readline()  # the first question is answered
        start = time.perf_counter() - began
        row: dict[str, Any] = json.loads(process.stdout.readlines()[-1])
    return row | {"start": start}


def _run(python: Path, module: str, *arguments: str) -> str:
    done = subprocess.run(
        _command(python, module, *arguments),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
        env=os.environ | QUIET,
    )
    return done.stdout.splitlines()[-1]


def _command(python: Path, module: str, *arguments: str) -> list[str]:
    return [str(python), "-m", f"tests.bench.peers.{module}", *arguments]


def _index(given: Path, name: str) -> Path:
    return given / f"index-{''.join(c for c in name if c.isalnum())}"


def _together(name: str, build: float, rounds: Sequence[dict[str, Any]]) -> Compared:
    """The rounds of one contender as one row."""
    ranks = [rank for row in rounds for rank in row["ranks"]]
    times = [milliseconds for row in rounds for milliseconds in row["times"]]
    return Compared(
        name,
        mean(rank == 0 for rank in ranks),
        mean(rank < 3 for rank in ranks),
        _at(times, 0.5),
        _at(times, 0.95),
        mean(row["cpu"] for row in rounds),
        {many: median(row["threads"][many] for row in rounds) for many in rounds[0]["threads"]},
        {many: median(row["tasks"][many] for row in rounds) for many in rounds[0]["tasks"]},
        build,
        max(row["memory"] for row in rounds),
        median(row["start"] for row in rounds),
    )


def _at(times: Sequence[float], share: float) -> float:
    return sorted(times)[int(len(times) * share)]


def _versions(pythons: dict[str, Path]) -> str:
    """What each environment holds of those it is about."""
    ours = f"chromadb {version('chromadb')}, bm25s {version('bm25s')}, rjieba {version('rjieba')}"
    told = [f"{name}: {', '.join(_pinned(name))}" for name in pythons if name != OURS]
    return "\n".join([f"{OURS}: {ours}", *told])


def _pinned(name: str) -> list[str]:
    lines = (Path(__file__).parent / f"requirements/{name}.txt").read_text("utf-8").split()
    about = (name[:5], "bm25s", "rank", "chromadb", "rjieba", "torch==", "faiss")
    return [line.replace("==", " ") for line in lines if line.startswith(about)]


def _as_line(embedded: Embedded) -> str:
    return (
        f"{embedded.questions} questions, {embedded.chunks} chunks; embedding, the same for all and in no number below: "
        f"{embedded.seconds:.0f} s for the chunks, p50 {embedded.p50:.1f} ms and p95 {embedded.p95:.1f} ms a question"
    )


def as_table(rows: Iterable[Compared]) -> str:
    return "\n".join([
        "", "| | hit@1 | hit@3 | p50 ms | p95 ms | CPU ms | build s | MiB | start s |", "|---|" + "---|" * 8,
        *(f"| {r.name} | {r.hit1:.4f} | {r.hit3:.4f} | {r.p50:.1f} | {r.p95:.1f} | {r.cpu:.1f} | {r.build:.1f} | "
          f"{r.memory:.0f} | {r.start:.2f} |" for r in rows),
    ])  # fmt: skip


def as_rates(rows: Iterable[Compared]) -> str:
    """Questions a second from threads and, where a contender has a way for it, from asyncio's tasks."""
    head = [f"{kind}, {many} at once" for kind in ("threads", "tasks") for many in AT_ONCE]
    return "\n".join([
        "", f"| | {' | '.join(head)} |", "|---|" + "---|" * len(head),
        *(f"| {r.name} | {' | '.join([*_rates(r.threads), *_rates(r.tasks)])} |" for r in rows),
    ])  # fmt: skip


def _rates(rates: dict[str, float]) -> list[str]:
    return [f"{rates[str(many)]:.0f}" if rates else "–" for many in AT_ONCE]
