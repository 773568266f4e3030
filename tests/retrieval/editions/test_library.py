from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import pytest

from retrieval.editions.edition import Edition
from retrieval.editions.ingest import build_edition
from retrieval.editions.library import BUILDING, BuildRunningError, Library, NoEditionError
from retrieval.search import SearchQuery
from tests.retrieval.making import document, documents, library_with, switched


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return library_with(tmp_path, documents())


def _another(library: Library, n: int) -> Edition:
    return switched(library, [*documents(), document(f"第{n}份", f"第{n}份报告说新建公园{n}座。")])


def test_an_empty_library_has_no_edition(tmp_path: Path) -> None:
    library = Library(tmp_path / "nothing")
    assert library.list() == ()
    assert library.current_id() is None
    with pytest.raises(NoEditionError):
        library.current()


def test_the_current_edition_is_opened_once(library: Library) -> None:
    assert library.current() is library.current()


def test_a_switch_is_seen_by_every_reader_and_the_old_edition_still_answers(library: Library) -> None:
    other = Library(library.data_dir, library.spec)
    old = other.current()
    new = _another(library, 1)
    assert other.current().id == new.id != old.id
    assert old.search(SearchQuery("养老")).kept[0].source.id == "养老"


def test_rollback(library: Library) -> None:
    first = library.current_id()
    _another(library, 1)
    library.switch(first)
    assert Library(library.data_dir, library.spec).current().id == first
    with pytest.raises(NoEditionError):
        library.switch("19990101-000000-abcdef")
    assert library.current_id() == first


@pytest.mark.parametrize("id_", ["../editions", ".building-x", "", "/etc"])
def test_only_editions_can_be_opened(library: Library, id_: str) -> None:
    with pytest.raises(NoEditionError):
        library.switch(id_)


def test_seeds_are_remembered_through_a_rollback(library: Library) -> None:
    first = library.current_id()
    library.switch(first, seeds="one")
    second = _another(library, 1)
    library.switch(second.id, seeds="two")
    library.switch(first)
    assert (library.current_id(), library.seeds()) == (first, "two")
    library.settle("three")
    assert (library.current_id(), library.seeds()) == (first, "three")


def test_the_oldest_are_pruned_but_never_the_current(library: Library) -> None:
    first = library.current_id()
    second, third = _another(library, 1).id, _another(library, 2).id
    library.switch(first)
    assert library.prune(keep=2) == (second,)
    assert {edition.id for edition in library.list()} == {first, third}
    assert library.prune(keep=1) == (third,)
    with pytest.raises(ValueError, match="current"):
        library.discard(first)
    assert library.current().search(SearchQuery("养老")).kept


def test_the_newest_is_listed_first(library: Library) -> None:
    made = [library.current_id(), _another(library, 1).id, _another(library, 2).id]
    assert [edition.id for edition in library.list()] == made[::-1]


def test_a_clock_that_was_put_back_makes_no_new_edition_older(library: Library) -> None:
    with library.building():
        ahead = build_edition(library, documents()[:2], built_at="2099-01-01T00:00:00.000000+00:00")
    library.switch(ahead.id)
    later = _another(library, 1)
    assert [edition.id for edition in library.list()][:2] == [later.id, ahead.id]


def test_one_build_at_a_time_and_a_killed_one_frees_the_lock(library: Library) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from retrieval.editions.library import Library\n"
        "with Library(Path(sys.argv[1])).building(): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", hold, library.data_dir], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(BuildRunningError), library.building():
        pass
    holder.kill()
    holder.communicate()
    leftover = library.editions_dir / f"{BUILDING}old"
    leftover.mkdir()
    with library.building():
        assert not leftover.exists()


def test_questions_without_a_pause_during_many_switches(library: Library) -> None:
    """Each answer comes whole from one edition."""
    first, second = library.current(), _another(library, 1)
    stop, wrong, answered = threading.Event(), [], []

    def ask() -> None:
        while not stop.is_set():
            edition = library.current()
            found = edition.search(SearchQuery("新建公园", limit=50))
            sources = {passage.source.id for passage in found.kept}
            if not sources <= set(edition.manifest.sources) or ("第1份" in sources) != (edition.id == second.id):
                wrong.append((edition.id, sources))
            answered.append(edition.id)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for n in range(50):
        library.switch((first, second)[n % 2].id)
        while len(answered) < 2 * n:  # some are asked between any two switches
            threading.Event().wait(0.001)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert set(answered) == {first.id, second.id}


def test_what_never_was_current_is_no_version_to_go_back_to(library: Library) -> None:
    with library.building():
        rehearsed = build_edition(library, documents()[:2]).id
    assert rehearsed not in {edition.id for edition in library.list()}
    assert library.open(rehearsed).chunk_count
    assert library.prune(keep=5) == (rehearsed,)
    with pytest.raises(NoEditionError):
        library.open(rehearsed)


def test_a_removed_document_leaves_no_trace(library: Library) -> None:
    old = library.current()
    new = switched(library, documents()[1:])
    gone = set(old.manifest.sources) - set(new.manifest.sources)
    assert new.traces(gone) == ()
    assert {part for part, _ in old.traces(gone)} >= {"documents", "lexical", "vectors"}


def test_an_edition_that_nobody_uses_is_closed_at_once(tmp_path: Path) -> None:
    """Not when a collector comes by: a bot that reloads for months would hold the files of all it served meanwhile."""
    library = library_with(tmp_path, documents())
    edition = library.current()
    assert edition.search(SearchQuery("养老")).kept
    edition.document("养老")
    known, store = weakref.ref(edition), weakref.ref(edition.store)
    gc.disable()
    try:
        del edition
        switched(library, [*documents(), document("新", "新建口袋公园三座。")])
        assert known() is None
        assert store() is None
    finally:
        gc.enable()
