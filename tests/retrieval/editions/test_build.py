"""Builds in real processes: what they report, how they fail, what a kill leaves behind."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from pathlib import Path

import pytest

from retrieval.editions.build import BuildFailedError, BuildReport, BuildRequest, build
from retrieval.editions.ingest import BuildProgress
from retrieval.editions.library import BUILDING, BuildRunningError, Library
from retrieval.editions.staleness import is_makeshift, is_stale
from retrieval.embedding.embeddings import EmbedderSpec
from retrieval.search import SearchQuery
from tests.retrieval.loading.files import column, pdf, write
from tests.retrieval.making import SPEC, TEXTS, write_texts


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where ``seeds`` and ``data`` are, with the edition that a build of the folder brought; tests get copies."""
    place = tmp_path_factory.mktemp("built")
    _reload(Library(place / "data", SPEC), BuildRequest(write_texts(place / "seeds")))
    return place


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "seeds")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An empty one."""
    return Library(tmp_path / "data", SPEC)


@pytest.fixture
def serving(tmp_path: Path, built: Path) -> Library:
    """One that serves the folder."""
    shutil.copytree(built / "data", tmp_path / "data")
    return Library(tmp_path / "data", SPEC)


def _reload(library: Library, request: BuildRequest) -> BuildReport:
    report = build(library, request)
    library.switch(report.edition, report.seeds)
    return report


def test_a_folder_is_built_with_progress_and_is_no_longer_stale(library: Library, seeds: Path) -> None:
    heard: list[BuildProgress] = []
    assert is_stale(library, seeds)
    report = build(library, BuildRequest(seeds), heard.append)
    assert library.current_id() is None
    library.switch(report.edition, report.seeds)
    assert not is_stale(library, seeds)
    assert report.documents.added == tuple(sorted(TEXTS))
    assert [*dict.fromkeys(progress.stage for progress in heard)] == ["load", "cut", "embed", "index", "verify"]
    assert (heard[-1].documents, heard[-1].chunks) == (len(TEXTS), library.current().chunk_count)
    assert library.current().search(SearchQuery("老人吃饭")).kept[0].source.id == "养老"


def test_the_same_content_is_the_same_edition(serving: Library, seeds: Path) -> None:
    first = serving.current_id()
    again = _reload(serving, BuildRequest(seeds))
    assert again.unchanged
    assert again.edition == first
    assert again.documents.unchanged == tuple(sorted(TEXTS))


def test_a_change_of_the_folder_is_seen_and_applied(serving: Library, seeds: Path) -> None:
    (seeds / "养老.txt").unlink()
    (seeds / "经济.txt").write_text("上半年规模工业产值1.2亿元。", "utf-8")
    (seeds / "坏.docx").write_bytes(b"")
    assert is_stale(serving, seeds)
    report = _reload(serving, BuildRequest(seeds))
    assert (report.documents.removed, report.documents.changed) == (("养老",), ("经济",))
    assert report.failed[0].file == "坏.docx"
    assert not is_stale(serving, seeds)
    assert {p.source.id for p in serving.current().search(SearchQuery("老人助餐")).kept} == set(TEXTS) - {"养老"}


def test_paths_are_added_and_ids_removed_from_what_is_there(serving: Library, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "新.txt").write_text("新建口袋公园三座。", "utf-8")
    report = _reload(serving, BuildRequest(paths=(tmp_path / "新.txt",), remove=("文化",)))
    assert (report.documents.added, report.documents.removed) == (("新",), ("文化",))
    assert not is_stale(serving, seeds)


def test_what_is_sent_again_under_another_name_changes_nothing(serving: Library, seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "经济 (1).txt").write_text(TEXTS["经济"], "utf-8")
    assert build(serving, BuildRequest(paths=(tmp_path / "经济 (1).txt",))).unchanged


def test_a_removed_document_leaves_no_bytes_in_the_new_edition(serving: Library, seeds: Path) -> None:
    _reload(serving, BuildRequest(remove=("养老",)))
    (seeds / "养老.txt").unlink()
    (seeds / "经济.txt").write_text("上半年规模工业产值1.2亿元。", "utf-8")
    _reload(serving, BuildRequest(seeds))
    for path in serving.current().path.rglob("*"):
        held = b"" if path.is_dir() else path.read_bytes()
        assert "助餐点".encode() not in held
        assert "0.96亿元".encode() not in held


@pytest.mark.torture  # loads both embedders
def test_what_takes_long_is_served_from_the_fast_embedder_first(tmp_path: Path, seeds: Path) -> None:
    library = Library(tmp_path / "data", EmbedderSpec("e5"))
    _reload(library, BuildRequest(seeds, soon=10))
    assert library.current().manifest.embedder == EmbedderSpec("use").id
    assert library.current().search(SearchQuery("老人吃饭")).kept[0].source.id == "养老"
    assert is_makeshift(library)
    assert is_stale(library, seeds)
    _reload(library, BuildRequest(seeds))
    assert library.current().manifest.embedder == library.spec.id
    assert not is_makeshift(library)
    assert not is_stale(library, seeds)


def test_what_is_soon_done_is_done_well_at_once(tmp_path: Path, seeds: Path) -> None:
    library = Library(tmp_path / "data", EmbedderSpec("e5"))
    _reload(library, BuildRequest(seeds, soon=1_000_000))
    assert library.current().manifest.embedder == library.spec.id


def test_an_empty_folder_is_refused_in_one_line(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildFailedError, match="没有可以建库的文档"):
        build(library, BuildRequest(tmp_path / "empty"))


def test_a_second_build_is_told_that_one_is_running(library: Library, seeds: Path) -> None:
    with library.building(), pytest.raises(BuildRunningError):
        build(library, BuildRequest(seeds))


def _children() -> list[int]:
    mine = Path(f"/proc/{os.getpid()}/task")
    return [int(pid) for task in mine.iterdir() for pid in (task / "children").read_text().split()]


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(("cut", 0), marks=pytest.mark.torture),
        ("embed", 1),
        pytest.param(("index", 0), marks=pytest.mark.torture),
        pytest.param(("verify", 0), marks=pytest.mark.torture),
    ],
)
def test_a_killed_build_leaves_the_old_edition_and_the_next_one_works(
    serving: Library, seeds: Path, moment: tuple[str, int]
) -> None:
    old = serving.current_id()
    (seeds / "养老.txt").write_text("养老服务:" + "新增家庭养老床位若干张。" * 200, "utf-8")
    known = set(_children())
    seen = 0

    def kill(progress: BuildProgress) -> None:
        nonlocal seen
        seen += progress.stage == moment[0]
        if seen == moment[1] + 1:
            for pid in set(_children()) - known:
                os.kill(pid, signal.SIGKILL)

    with pytest.raises(BuildFailedError):
        build(serving, BuildRequest(seeds), kill)
    assert serving.current_id() == old
    assert Library(serving.data_dir, SPEC).current().search(SearchQuery("老人吃饭")).kept[0].source.id == "养老"
    serving.current().verify()
    report = _reload(serving, BuildRequest(seeds))
    assert report.documents.changed == ("养老",)
    assert list(serving.editions_dir.glob(f"{BUILDING}*")) == []
    serving.current().verify()


def test_an_interrupt_ends_the_child_and_what_it_embedded_is_kept(library: Library, seeds: Path) -> None:
    for n in range(24):
        (seeds / f"{n}.txt").write_text(f"第{n}号社区开展文艺演出和健康讲座,参加居民{n + 20}人。", "utf-8")
    known = set(_children())

    def interrupt(progress: BuildProgress) -> None:
        if progress.per_second:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(library, BuildRequest(seeds), interrupt)
    assert set(_children()) <= known
    assert list(library.editions_dir.iterdir()) == []
    first: list[BuildProgress] = []
    build(library, BuildRequest(seeds), lambda p: first.append(p) if p.stage == "embed" else None)
    assert first[0].chunks > 0


@pytest.mark.torture
def test_what_somebody_else_switched_to_meanwhile_is_nothing_new(serving: Library, seeds: Path) -> None:
    write(seeds, "新.pdf", pdf([column(["新建口袋公园三座。"])]))  # read last, and slowly
    other = build(serving, BuildRequest(seeds))

    def switch(_: BuildProgress) -> None:
        if serving.current_id() != other.edition:
            serving.switch(other.edition, other.seeds)

    report = build(serving, BuildRequest(seeds), switch)
    assert report.unchanged == (report.edition == other.edition)
    assert serving.current_id() == other.edition


def test_questions_are_answered_while_a_build_runs(serving: Library, seeds: Path) -> None:
    (seeds / "新.txt").write_text("新建口袋公园三座。" * 100, "utf-8")
    report: list[BuildReport] = []
    building = threading.Thread(target=lambda: report.append(build(serving, BuildRequest(seeds))))
    building.start()
    while building.is_alive():
        assert serving.current().search(SearchQuery("老人吃饭")).kept[0].source.id == "养老"
    building.join()
    assert report[0].documents.added == ("新",)
