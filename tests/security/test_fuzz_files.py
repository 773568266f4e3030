"""Any damaged file becomes a document or one clear line; nothing else is raised, and it ends."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import strategies as st

from bot.paths import ROOT
from retrieval.loading import Limits, LoadingError, load_file
from tests.security.fuzz import damaged, fuzz, runs
from tests.security.poisoned import write_all

LIMITS = Limits(file_bytes=2_000_000)
SEED = next((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("originals")
    write_all(folder)
    files = {path.suffix: path.read_bytes() for path in folder.iterdir()}
    return files | {".txt": SEED.read_bytes()}


def _outcome(path: Path) -> str:
    """The document's text, or the line that says why there is none."""
    try:
        return load_file(path, limits=LIMITS).text
    except LoadingError as error:
        return "" if "\n" in str(error) else str(error)


@runs(4, 300)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx", ".xlsx", ".pptx", ".pdf"])
def test_any_damaged_file(originals: dict[str, bytes], tmp_path: Path, suffix: str, examples: int) -> None:
    path = tmp_path / f"坏{suffix}"

    def check(chance: Random) -> None:
        path.write_bytes(damaged(originals[suffix], chance))
        assert _outcome(path).strip()

    fuzz(st.randoms(use_true_random=False), check, examples)
