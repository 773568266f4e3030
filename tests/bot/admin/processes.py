"""``python -m bot`` in processes of its own, and what has to hold whatever became of them."""

from __future__ import annotations

import asyncio
import fcntl
import os
import subprocess
import sys
from pathlib import Path

from bot.admin.golden import read_golden
from bot.answering.answer import Answer, Question
from bot.app import open_assistant
from bot.paths import ROOT
from bot.settings import Settings
from retrieval.editions.library import Library
from tests.bot.admin.conftest import library_of, settings_of

Process = subprocess.Popen[str]


def start(root: Path, *arguments: object, **more: str) -> Process:
    """The command with ``root``'s data and seeds; standard input is no terminal."""
    places = ["--data", root / "data", "--seeds", root / "seeds"]
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *map(str, arguments), *map(str, places)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "EMBEDDER": "use", **more},
    )


def run(root: Path, *arguments: object, **more: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error."""
    process = start(root, *arguments, **more)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def wait_for_builds(root: Path) -> None:
    """Until an orphaned building process has noticed that nobody listens."""
    with (root / "data" / "build.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


async def _answers(settings: Settings, library: Library) -> dict[str, Answer]:
    """Every golden question's answer by its text."""
    assistant = open_assistant(settings, library)
    golden = read_golden(settings.seeds_dir / "golden.jsonl")
    return {row.text: await assistant.ask(Question(row.text, row.role)) for row in golden}


def told(root: Path) -> dict[str, tuple[str, str]]:
    """Status and text of every golden answer; all of them come whole from the current edition, which is whole too."""
    settings = settings_of(root)
    library = library_of(settings)
    edition = library.current()
    edition.verify()
    found = asyncio.run(_answers(settings, library))
    assert {answer.edition for answer in found.values()} == {edition.id}
    for answer in found.values():
        for citation in answer.citations:
            assert edition.document(citation.document).text[citation.start : citation.end] == citation.quote
    return {text: (answer.status, answer.text) for text, answer in found.items()}
