from __future__ import annotations

from pathlib import Path

import pytest

import retrieval.chinese
from retrieval.editions.edition import DOCUMENTS, DamagedEditionError, Edition
from retrieval.editions.library import Library
from retrieval.editions.manifest import code_digest, digest_under
from retrieval.search import SearchQuery
from tests.retrieval.making import SPEC, TEXTS, document, documents, library_with, switched


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return library_with(tmp_path, documents()).current()


def test_the_manifest_tells_what_is_in_it(edition: Edition) -> None:
    manifest = edition.manifest
    assert set(manifest.sources) == set(TEXTS)
    assert manifest.chunks == edition.chunk_count == sum(entry.chunks for entry in manifest.entries) >= len(TEXTS)
    assert manifest.figures == len(edition.figures())
    assert manifest.as_of == "2022-06-30"
    assert edition.size_bytes > 0


def test_documents_come_back_whole(edition: Edition) -> None:
    assert edition.document("养老") == document("养老", TEXTS["养老"])
    with pytest.raises(KeyError):
        edition.document("没有")


def test_ledger_rows_quote_their_sentence(edition: Edition) -> None:
    for row in edition.figures():
        text = edition.document(row.document).text
        assert row.quote == text[slice(*row.figure.sentence)]
        assert row.figure.value == text[row.figure.start : row.figure.end]


def test_word_counts(edition: Edition) -> None:
    assert edition.document_frequency("社区") >= 2
    assert edition.vocabulary()["社区"] == edition.document_frequency("社区")


def test_a_whole_edition_is_verified(edition: Edition) -> None:
    edition.verify()


def _change_document(path: Path) -> None:
    file = next((path / DOCUMENTS).iterdir())
    file.write_text(file.read_text("utf-8").replace("。", "!"), "utf-8")


def _lose_document(path: Path) -> None:
    next((path / DOCUMENTS).iterdir()).unlink()


@pytest.mark.parametrize("damage", [_change_document, _lose_document])
def test_damage_is_noticed(edition: Edition, damage: object) -> None:
    damage(edition.path)
    with pytest.raises(DamagedEditionError):
        edition.verify()


def test_a_missing_chunk_is_noticed(edition: Edition) -> None:
    edition.store.delete_documents(["养老"])
    with pytest.raises(DamagedEditionError, match="chroma"):
        edition.verify()


@pytest.mark.parametrize("text", ["", "{}", '{"id": 1}', "[]"])
def test_a_broken_manifest_is_said_to_be_broken(edition: Edition, text: str) -> None:
    (edition.path / "manifest.json").write_text(text)
    with pytest.raises(DamagedEditionError):
        Edition.open(edition.path, lambda *_: [])


def test_since_is_kept_for_unchanged_documents(tmp_path: Path) -> None:
    library = library_with(tmp_path, documents())
    before = {entry.source.id: entry.since for entry in library.current().manifest.entries}
    changed = [*documents()[1:], document("养老", "养老服务又有新的进展,新增床位八十张。")]
    after = {entry.source.id: entry.since for entry in switched(library, changed).manifest.entries}
    assert after["养老"] > before["养老"]
    assert all(after[id_] == before[id_] for id_ in before if id_ != "养老")


def test_a_document_more_is_written_into_a_copy_and_everything_is_found(tmp_path: Path) -> None:
    library = library_with(tmp_path, documents())
    first = library.current()
    second = switched(library, [*documents(), document("公园", "新建口袋公园三座,种植树木八百棵。")])
    second.verify()
    assert {chunk.id: chunk for chunk in first.store.all()}.items() <= {c.id: c for c in second.store.all()}.items()
    assert second.search(SearchQuery("种了多少树")).kept[0].source.id == "公园"
    assert second.search(SearchQuery("老人吃饭")).kept[0].source.id == "养老"
    assert first.store.count() == first.chunk_count


def test_a_damaged_edition_is_put_right_by_the_next_build(edition: Edition, tmp_path: Path) -> None:
    edition.store.delete_documents(["养老"])
    library = Library(tmp_path, SPEC)
    switched(library, documents()).verify()
    assert library.current_id() != edition.id


def test_a_report_that_repeats_itself_is_whole(tmp_path: Path) -> None:
    """Sixty chunks that hardly differ drown each other in a search."""
    repeated = document("表", "新建口袋公园三座。" + "规模工业产值1.2亿元,社区开展健康讲座。" * 800)
    library_with(tmp_path, [repeated]).current().verify()


def test_a_change_to_any_module_of_retrieval_makes_editions_stale(tmp_path: Path) -> None:
    whole = Path(retrieval.chinese.__file__).parent
    assert code_digest() == digest_under(whole)
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "units.py").write_text("a = 1")
    before = digest_under(tmp_path)
    (tmp_path / "figures" / "units.py").write_text("a = 2")
    assert digest_under(tmp_path) != before
