from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.editions.edition import Edition
from retrieval.search import SearchQuery
from tests.retrieval.making import document, documents, library_with


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    secret = document("内部", "内部台账:养老机构检查发现问题两处,规模工业产值另有统计。", "internal")
    return library_with(tmp_path_factory.mktemp("data"), [*documents(), secret]).current()


@pytest.mark.parametrize(
    ("question", "found"), [("老人吃饭", "养老"), ("规模工业产值是多少", "经济"), ("消防", "安全"), ("书法展", "文化")]
)
def test_the_right_document_comes_first(edition: Edition, question: str, found: str) -> None:
    assert edition.search(SearchQuery(question)).kept[0].source.id == found


def test_an_internal_document_is_found_by_staff_alone(edition: Edition) -> None:
    def sources(result: object) -> set[str]:
        return {passage.source.id for passage in result.kept + result.rejected}

    assert "内部" not in sources(edition.search(SearchQuery("养老机构检查发现的问题")))
    both = frozenset({"public", "internal"})
    assert edition.search(SearchQuery("养老机构检查发现的问题", audiences=both)).kept[0].source.id == "内部"
    assert sources(edition.search(SearchQuery("养老", audiences=frozenset({"internal"})))) == {"内部"}
    assert sources(edition.search(SearchQuery("养老", audiences=frozenset()))) == set()


def test_what_is_behind_the_limit_is_rejected_and_scores_descend(edition: Edition) -> None:
    result = edition.search(SearchQuery("社区老人", limit=2))
    scores = [passage.score for passage in result.kept + result.rejected]
    assert len(result.kept) == 2
    assert scores == sorted(scores, reverse=True)
    assert {"embed", "lexical", "vector", "fetch"} == set(result.timings)


def test_extra_terms_are_looked_for_too(edition: Edition) -> None:
    without = edition.search(SearchQuery("唱歌")).kept
    extra = edition.search(SearchQuery("唱歌", ("合唱团",))).kept
    assert extra[0].source.id == "文化"
    assert extra[0].lexical > max(passage.lexical for passage in without)


@pytest.mark.parametrize("question", ["", " ", "\x00\ud800", "?", "很" * 3_000, "DROP TABLE chunks; --"])
def test_any_question_is_searched(edition: Edition, question: str) -> None:
    assert edition.search(SearchQuery(question)).kept


def test_a_passage_is_to_the_letter_what_its_document_says(edition: Edition) -> None:
    for passage in edition.search(SearchQuery("社区")).kept:
        chunk = passage.chunk
        assert edition.document(chunk.document).text[chunk.start : chunk.end] == chunk.text


def test_the_last_questions_are_not_embedded_again(tmp_path: Path) -> None:
    library, asked = library_with(tmp_path, documents()), []
    current = library.current()
    edition = Edition.open(
        current.path, lambda id_, text: asked.append(text) or library.embedder(id_).embed_query(text)
    )
    for _ in range(3):
        edition.search(SearchQuery("养老"))
    assert asked == ["养老"]
