from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from retrieval.vector_store import BATCH, VectorStore
from tests.retrieval.making import chunk

ROOT = Path(__file__).parents[2]

EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    store = VectorStore.in_directory(tmp_path)
    store.upsert([chunk("a", "养老"), chunk("b", "经济")], "public", np.array([EAST, NORTH]))
    store.upsert([chunk("c", "内部", "内部报告")], "internal", np.array([EAST]))
    return store


def test_the_nearest_come_first_with_their_cosines(store: VectorStore) -> None:
    found = store.query(EAST, 10)
    assert list(found)[-1] == "b"
    assert found == pytest.approx({"a": 1, "c": 1, "b": 0}, abs=1e-6)


def test_an_audience_sees_its_own_only(store: VectorStore) -> None:
    assert set(store.query(EAST, 10, frozenset({"public"}))) == {"a", "b"}
    assert set(store.query(EAST, 10, frozenset())) == set()


def test_a_chunk_comes_back_as_it_was(store: VectorStore) -> None:
    assert store.get(["a", "nothing"]) == {"a": chunk("a", "养老")}
    assert store.get([]) == {}
    assert {one.id for one in store.all()} == {"a", "b", "c"}


def test_vectors_come_back(store: VectorStore) -> None:
    assert np.allclose(store.vectors(["b"])["b"], NORTH)
    assert store.vectors([]) == {}


def test_what_was_read_before_comes_in_the_order_asked_for_too(store: VectorStore) -> None:
    assert list(store.vectors(["c"])) == ["c"]
    assert list(store.vectors(["a", "nothing", "c", "b"])) == ["a", "c", "b"]
    assert list(store.get(["c"])) == ["c"]
    assert list(store.get(["b", "c", "a"])) == ["b", "c", "a"]


def test_the_same_id_is_replaced(store: VectorStore) -> None:
    assert np.allclose(store.vectors(["a"])["a"], EAST)
    store.upsert([chunk("a", "新的")], "public", np.array([NORTH]))
    assert store.count() == 3
    assert store.get(["a"])["a"].text == "新的"
    assert store.query(NORTH, 1).keys() <= {"a", "b"}
    assert np.allclose(store.vectors(["a"])["a"], NORTH)


def test_a_document_is_deleted_with_all_its_chunks(store: VectorStore) -> None:
    store.vectors(["a", "b"])
    store.delete_documents(["报告"])
    assert set(store.query(EAST, 10)) == {"c"}
    assert store.get(["a", "b"]) == {}
    assert store.vectors(["a", "b"]) == {}


def test_more_than_a_batch_is_kept_and_found_again_by_another_reader(tmp_path: Path) -> None:
    many = [chunk(f"{n:05}", f"第{n}段") for n in range(BATCH + 7)]
    angles = np.linspace(0, 1.5, len(many), dtype=np.float32)
    writer = VectorStore.in_directory(tmp_path)
    writer.upsert(many, "public", np.stack([np.cos(angles), np.sin(angles)], axis=1))
    writer.close()
    reader = VectorStore.in_directory(tmp_path)
    assert reader.count() == len(many)
    assert "00000" in reader.query(EAST, 3)


def test_readers_leave_the_index_as_it_was_written(tmp_path: Path) -> None:
    store = VectorStore.in_directory(tmp_path)
    store.upsert([chunk("a", "养老"), chunk("b", "经济")], "public", np.array([EAST, NORTH]))
    store.close()
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.bin")}
    read = "import sys, numpy; from pathlib import Path; from retrieval.vector_store import VectorStore\n"
    read += "print(VectorStore.in_directory(Path(sys.argv[1])).query(numpy.array([1, 0], 'f'), 1))"
    run = subprocess.run([sys.executable, "-c", read, tmp_path], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "'a'" in run.stdout
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.bin")} == written
