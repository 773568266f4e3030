"""What a sandbox's child sends is data: it comes back whole, or it is refused; it never runs."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.document import Table
from retrieval.loading import LoadingError
from retrieval.loading.content import Content
from retrieval.loading.files import ReadFile
from retrieval.loading.wire import pack, unpack
from tests.retrieval.loading.malicious_child import Malicious

READ = ReadFile(Content("一\ud800二", (0, 2), (Table(0, 2, 1),), (2,), ("暗表",)), "0a" * 32)


def test_what_was_read_comes_back_whole() -> None:
    assert unpack(pack(READ), "好.pdf") == READ


def test_a_refusal_comes_back_with_its_line() -> None:
    error = LoadingError("好.pdf", "too_large", size=120, limit=100)
    assert str(unpack(pack(error), "好.pdf")) == str(error)


def test_a_pickle_is_refused_and_never_runs(tmp_path: Path) -> None:
    made = tmp_path / "made"
    with pytest.raises(ValueError):  # noqa: PT011
        unpack(pickle.dumps(Malicious(made)), "好.pdf")
    assert not made.exists()


BODY = asdict(READ.content) | {"sha256": READ.sha256}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        BODY | {"text": 5},
        BODY | {"pages": ["0"]},
        BODY | {"tables": [{"start": 0, "end": 1}]},
        BODY | {"tables": [[0, 1, 1]]},
        BODY | {"hidden": [{}]},
        BODY | {"sha256": "../../x"},
        {"key": "nothing like it", "variables": {}},
        {"key": "too_large", "variables": {"size": 1}},
        {"key": "too_large", "variables": {"size": {"a": 1}, "limit": 1}},
        {"key": "empty", "variables": {"file": "x"}},
    ],
)
def test_anything_else_is_refused(body: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        unpack(json.dumps(body).encode(), "好.pdf")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[" * 200_000, b'{"text": "', b"1" * 10_000])
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        unpack(data, "好.pdf")


@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_no_json_does_more_than_be_refused(body: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        unpack(json.dumps(body).encode(), "好.pdf")
