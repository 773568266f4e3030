from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.chinese import terms
from retrieval.lexical import LexicalIndex, build_lexical

TEXTS = {"a": "居家养老服务站提供助餐", "b": "规模工业产值增长", "c": "养老服务补贴", "d": "——"}


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    build_lexical(tmp_path / "lexical", TEXTS, ["public", "public", "internal", "public"])
    return LexicalIndex(tmp_path / "lexical")


def test_chunks_with_the_words_score(index: LexicalIndex) -> None:
    scores = dict(zip(index.ids, index.scores(terms("养老服务")), strict=True))
    assert scores["c"] > scores["a"] > 0 == scores["b"] == scores["d"]


def test_unknown_words_score_nothing(index: LexicalIndex) -> None:
    assert not index.scores(["航空母舰"]).any()
    assert not index.scores([]).any()


def test_a_repeated_word_counts_once(index: LexicalIndex) -> None:
    assert np.array_equal(index.scores(["养老", "养老"]), index.scores(["养老"]))


def test_audiences(index: LexicalIndex) -> None:
    assert index.allowed(frozenset({"public"})).tolist() == [True, True, False, True]
    assert index.allowed(frozenset({"public", "internal"})).all()


def test_document_frequencies(index: LexicalIndex) -> None:
    assert index.document_frequency("养老") == 2
    assert index.document_frequency("航空母舰") == index.document_frequency("") - index.document_frequency("") == 0
    assert index.vocabulary()["养老"] == 2


def test_rows_are_in_the_order_asked(index: LexicalIndex) -> None:
    assert index.rows(["c", "a"]) == [2, 0]
