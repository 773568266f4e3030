"""Sent documents: names that stay where they are put, and what an earlier version was stays true of the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.admin.uploads import describe, safe_name
from retrieval.document import Source
from retrieval.loading import load_paths
from retrieval.loading.manifest import read_manifest

KNOWN = (
    Source("h1-2022", "上半年总结", "街道", "2022年上半年", "2022-07-01", "internal", "总结.txt", "x"),
    Source("通知", "通知", None, None, None, "internal", "通知.txt", "y"),
)


@given(st.text(max_size=300))
def test_a_safe_name_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert not {"/", "\\", "\x00"} & set(safe)
    assert len(safe.encode()) <= 255


@given(st.text(max_size=60))
def test_a_manifest_names_any_file_as_it_is(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder, safe = tmp_path_factory.mktemp("sent"), safe_name(name)
    describe(folder, [safe], [], "internal")
    (entry,) = read_manifest(folder).values()
    assert entry.audience == "internal"


def test_a_new_version_stays_what_the_old_one_was(tmp_path: Path) -> None:
    (tmp_path / "总结.txt").write_text("新的总结。", "utf-8")
    (tmp_path / "通知.txt").write_text("新的通知。", "utf-8")
    (tmp_path / "别的.txt").write_text("别的事。", "utf-8")
    describe(tmp_path, ["总结.txt", "通知.txt", "别的.txt"], KNOWN)
    loaded = load_paths([tmp_path / name for name in ("总结.txt", "通知.txt", "别的.txt")])
    found = {one.source.id: one.source for one in loaded.documents}
    assert set(found) == {"h1-2022", "通知", "别的"}
    assert (found["h1-2022"].title, found["h1-2022"].issuer) == ("上半年总结", "街道")
    assert found["h1-2022"].period is None  # the new one does not say
    assert [found[id_].audience for id_ in ("h1-2022", "通知", "别的")] == ["internal", "internal", "public"]
    assert len(loaded.warnings) == 1  # nobody said for whom the third is


def test_who_sends_decides_for_whom(tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text("新的通知。", "utf-8")
    describe(tmp_path, ["通知.txt"], KNOWN, "public")
    (document,) = load_paths([tmp_path / "通知.txt"]).documents
    assert document.source.audience == "public"
