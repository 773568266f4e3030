"""A small office: four documents, golden questions, one edition that serves. Built once, copied for every test."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from bot.admin.administration import Administration
from bot.admin.switching import Pending, note_pending
from bot.answering.answer import Question
from bot.app import open_administration, open_assistant, open_library
from bot.settings import Settings
from retrieval.editions.ingest import build_edition
from retrieval.editions.library import Library
from retrieval.editions.staleness import folder_digest
from retrieval.loading import load_folder
from tests.retrieval.making import document, write_texts

GOLDEN = ("规模工业产值是多少?", "助餐点建成几处?", "排查隐患多少处?", "户籍人口有多少?")


@dataclass(frozen=True)
class Place:
    """A copy of the small office."""

    settings: Settings
    library: Library
    office: Administration

    @property
    def seeds(self) -> Path:
        return self.settings.seeds_dir

    def write(self, name: str, text: str) -> Path:
        path = self.seeds / name
        path.write_text(text, "utf-8")
        return path

    def rehearsed(self, name: str, text: str, without: str = "") -> str:
        """The id of an edition with one document more, built here since that is faster, that waits for a decision."""
        current = self.library.current()
        documents = [current.document(id_) for id_ in current.manifest.sources if id_ != without]
        with self.library.building():
            edition = build_edition(self.library, [*documents, document(name, text)])
        note_pending(self.library, edition.id, Pending(current.id, None))
        self.library.publish(edition.id)
        return edition.id

    async def answer(self, text: str) -> str:
        answer = await open_assistant(self.settings, library_of(self.settings)).ask(Question(text))
        return answer.text

    def reopened(self) -> Place:
        """As another process finds it."""
        return open_place(self.settings)


_EMBEDDERS: dict[str, Embeddings] = {}  # loading one takes longer than most tests


def library_of(settings: Settings) -> Library:
    """The library as a new process finds it."""
    library = open_library(settings)
    library._embedders = _EMBEDDERS
    return library


def open_place(settings: Settings) -> Place:
    library = library_of(settings)
    return Place(settings, library, open_administration(settings, library))


def settings_of(root: Path, **more: str) -> Settings:
    names = {"DATA_DIR": str(root / "data"), "SEEDS_DIR": str(root / "seeds"), "EMBEDDER": "use"}
    return Settings.load(names | more)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where ``data`` and ``seeds`` of the small office are."""
    root = tmp_path_factory.mktemp("office")
    write_texts(root / "seeds")
    rows = [json.dumps({"id": f"g{n}", "q": q}, ensure_ascii=False) for n, q in enumerate(GOLDEN)]
    (root / "seeds" / "golden.jsonl").write_text("\n".join(rows), "utf-8")
    library = library_of(settings_of(root))
    with library.building():
        edition = build_edition(library, load_folder(root / "seeds").documents)
    library.switch(edition.id, folder_digest(root / "seeds"))
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "office")
    return tmp_path / "office"


@pytest.fixture
def place(root: Path) -> Place:
    return open_place(settings_of(root))
