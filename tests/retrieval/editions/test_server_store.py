"""Editions whose vectors are collections on a real Chroma server: several readers, faults, and nothing left behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.editions.build import BuildFailedError, BuildRequest, build
from retrieval.editions.edition import CHROMA
from retrieval.editions.ingest import build_edition
from retrieval.editions.library import Library
from retrieval.editions.server_store import ChromaServer, ServerStore, StoreDownError
from retrieval.editions.staleness import folder_digest, is_lost, is_stale
from retrieval.loading import load_folder
from retrieval.search import SearchQuery
from tests.chroma_server import ChromaProcess
from tests.retrieval.making import SPEC, document, documents, switched


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    with ChromaProcess(tmp_path_factory.mktemp("chroma")) as process:
        yield process


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, chroma: ChromaProcess) -> Library:
    """A library with an edition on the server; tests change copies of it."""
    library = Library(tmp_path_factory.mktemp("built"), SPEC, ChromaServer(chroma.address))
    switched(library, documents())
    return library


@pytest.fixture
def library(tmp_path: Path, built: Library) -> Library:
    """As another machine finds it; its first edition must stay."""
    shutil.copytree(built.data_dir, tmp_path / "data")
    library = Library(tmp_path / "data", SPEC, built.server)
    library._embedders = built._embedders
    return library


def _found(library: Library, text: str) -> list[str]:
    return [passage.source.id for passage in library.current().search(SearchQuery(text)).kept]


def _another(library: Library, n: int) -> str:
    return switched(library, [document(f"第{n}份", f"第{n}份报告说新建公园{n}座。")]).id


def _hasty(library: Library) -> None:
    """The current edition tries again at once after a fault, and gives up on a request soon."""
    edition = library.current()
    server = ChromaServer(library.server.address, 0.3)
    edition.__dict__["store"] = ServerStore(server, edition.id, edition.store._path, rest=0)


def test_a_copy_of_the_directory_elsewhere_reads_the_same_collection(library: Library, built: Library) -> None:
    edition = library.current()
    edition.verify()
    assert not (edition.path / CHROMA).exists()
    assert {chunk.id for chunk in edition.store.all()} == set(edition.store.ids())
    for text in ("规模工业产值", "老人在哪里吃饭"):
        assert _found(built, text) == _found(library, text)


def test_the_same_passages_are_found_as_in_a_directory(library: Library, tmp_path: Path) -> None:
    local = Library(tmp_path / "local", SPEC)
    local.data_dir.mkdir()
    shutil.copy(library.cache_path, local.cache_path)
    local._embedders = library._embedders
    switched(local, documents())
    for text in ("规模工业产值", "老人在哪里吃饭", "消防"):
        one, other = library.current().search(SearchQuery(text)), local.current().search(SearchQuery(text))
        assert [p.chunk for p in one.kept] == [p.chunk for p in other.kept]
        assert [p.score for p in one.kept] == pytest.approx([p.score for p in other.kept], abs=1e-4)


def test_a_dropped_edition_leaves_no_collection(library: Library, chroma: ChromaProcess) -> None:
    first, second = _another(library, 1), _another(library, 2)
    assert {first, second} <= chroma.collections()
    library.discard(first)
    assert first not in chroma.collections()
    assert second in chroma.collections()


def test_another_machine_builds_on_without_paying_for_the_vectors_again(library: Library) -> None:
    for path in library.data_dir.glob("embeddings*"):
        path.unlink()
    embedded = []
    with library.building():
        new = [*documents(), document("新", "新建公园三座。")]
        build_edition(library, new, lambda p: embedded.append(p.of_chunks - p.chunks) if p.stage == "embed" else None)
    assert max(embedded) == 1


def test_the_place_of_the_vectors_is_part_of_what_makes_an_edition_stale(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "报告.txt").write_text("新建公园三座。", "utf-8")
    with library.building():
        edition = build_edition(library, load_folder(folder).documents)
    library.switch(edition.id, folder_digest(folder))
    assert not is_stale(library, folder)
    assert is_stale(Library(library.data_dir, SPEC), folder)
    library.server.drop(edition.id)
    assert is_lost(library.current())
    assert is_stale(library, folder)
    assert _found(library, "新建公园") == ["报告"]  # by words, until it is built anew


def test_the_server_fails_in_the_middle_and_comes_back(library: Library, chroma: ChromaProcess) -> None:
    """Questions go on; what could not be dropped is dropped with the next build."""
    first, dropped = library.current_id(), _another(library, 1)
    library.switch(first)
    _hasty(library)
    before = _found(library, "规模工业产值")
    chroma.kill()
    assert _found(library, "规模工业产值")[0] == before[0] == "经济"
    assert _found(library, "qqq") == []
    with pytest.raises(StoreDownError):
        library.current().store.count()
    assert not is_lost(library.current())
    with pytest.raises(StoreDownError), library.building():
        build_edition(library, [document("新", "新建公园三座。")])
    library.discard(dropped)
    assert library.leftovers() == (dropped,)
    chroma.start()
    with library.building():
        assert library.leftovers() == ()
    assert dropped not in chroma.collections()
    assert _found(library, "规模工业产值") == before
    chroma.hang()
    assert _found(library, "规模工业产值")[0] == "经济"
    chroma.wake()
    assert _found(library, "规模工业产值") == before
    library.current().verify()


@pytest.mark.torture
def test_a_build_without_the_server_fails_in_one_line_and_changes_nothing(
    library: Library, chroma: ChromaProcess, tmp_path: Path
) -> None:
    current = library.current_id()
    path = tmp_path / "新.txt"
    path.write_text("新建公园三座。", "utf-8")
    chroma.kill()
    with pytest.raises(BuildFailedError, match="CHROMA_URL"):
        build(library, BuildRequest(paths=(path,)))
    assert library.current_id() == current
    chroma.start()
