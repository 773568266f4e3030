"""Chunks cover their document to the letter; no sentence is cut and none is lost."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from retrieval.chinese import half_width, sentence_spans
from retrieval.chunking import chunk_document
from retrieval.document import Chunk, Document, Source
from retrieval.loading import load_folder
from tests.retrieval.making import document

(REPORT,) = load_folder(Path(__file__).resolve().parents[2] / "seeds").documents
LINES = st.lists(
    st.sampled_from(
        (
            "一、工作总结",
            "(二)下一步打算",
            "3.养老服务",
            "# 通知",
            "众志成城,防线筑牢。走访居民300户。发放物资。解决问题。",
            "老有所养。建成助餐点3处\uff0c服务老人1.2万人次\uff1b另有2处预计9月开放。",
            "启动“你好!北大街”活动。",
            "存在以下问题:",
            "  ",
            "",
            "表头 | 数量(万元)\t备注",
            "长" * 90 + "。" + "句" * 400,
            "“",
            "\ufeff第一章",
        )
    ),
    max_size=12,
)
WRITTEN = st.one_of(
    st.text(max_size=120),
    st.text(alphabet="街道一二、。,;!(1)0.#*\n “”\uff01\uff0c计划完成年月%", max_size=160),
    st.tuples(LINES, st.sampled_from(("\n", "\r\n", "\n\n"))).map(lambda pair: pair[1].join(pair[0])),
)


def made(text: str) -> Document:
    return document("某街道", text)


def whole(text: str, chunks: tuple[Chunk, ...]) -> None:
    assert "".join(chunk.text for chunk in chunks) == (text if chunks else "")
    assert all(text[chunk.start : chunk.end] == chunk.text for chunk in chunks)
    assert [chunk.start for chunk in chunks[1:]] == [chunk.end for chunk in chunks[:-1]]


@given(WRITTEN, st.sampled_from((40, 300)))
def test_chunks_cover_every_text(text: str, limit: int) -> None:
    chunks = chunk_document(made(text), limit)
    assert bool(chunks) == bool(text.strip())
    whole(text, chunks)


@given(WRITTEN, st.sampled_from((40, 300)))
def test_no_sentence_is_cut_and_none_is_lost(text: str, limit: int) -> None:
    chunks = chunk_document(made(text), limit)
    spans = [(one.start, one.end) for chunk in chunks for one in chunk.sentences]
    assert all(c.start <= s.start and s.end <= c.end for c in chunks for s in c.sentences)
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


@given(WRITTEN)
def test_clauses_cover_their_sentences(text: str) -> None:
    for chunk in chunk_document(made(text)):
        for sentence in chunk.sentences:
            ends = [clause.end for clause in sentence.clauses]
            assert [sentence.start, *ends] == [*(clause.start for clause in sentence.clauses), sentence.end]


@given(WRITTEN)
def test_figures_stand_where_they_say(text: str) -> None:
    for chunk in chunk_document(made(text)):
        for figure in chunk.figures:
            assert chunk.quote(figure.start, figure.end) == figure.value


def test_the_seed_is_covered_and_every_sentence_is_whole() -> None:
    chunks = chunk_document(REPORT)
    whole(REPORT.text, chunks)
    spans = [(one.start, one.end) for chunk in chunks for one in chunk.sentences]
    assert spans == list(sentence_spans(half_width(REPORT.text)))


def test_a_chunk_is_longer_than_the_limit_only_where_one_sentence_is() -> None:
    for limit in (80, 150, 300):
        for chunk in chunk_document(REPORT, limit):
            body = [one for one in chunk.sentences if not one.lead]
            assert len(body) <= 1 or body[-1].end - body[0].start <= limit


def test_a_chunk_holds_one_section_and_the_period_its_headings_name() -> None:
    text = "一、2024年上半年总结\n走访居民300户。\n二、下半年打算\n建成助餐点。\n"
    chunks = chunk_document(document("某街道", text, period="2023年"))
    periods = {chunk.section[-1]: chunk.period for chunk in chunks}
    assert periods["一、2024年上半年总结"] == "2024年上半年"
    assert all(chunk.document == "某街道" for chunk in chunks)


def test_a_half_year_that_a_heading_names_is_that_of_the_documents_year() -> None:
    text = (
        "一、上半年工作回顾\n实现收入12.6亿元。\n二、下半年工作计划\n新增企业10家,力争全年收入增长5%。\n"
        "三、上半年和下半年\n培训3场。\n"
    )
    chunks = chunk_document(Document(Source("d", "总结", None, "2022年", None, "public", "d.txt", ""), text))
    found = {figure.value: figure.period for chunk in chunks for figure in chunk.figures}
    assert found == {"12.6亿元": "2022年上半年", "10家": "2022年下半年", "5%": "2022年", "3场": "2022年"}


def test_chunk_ids_are_all_different_and_the_same_each_time() -> None:
    ids = [chunk.id for chunk in chunk_document(REPORT)]
    assert len(set(ids)) == len(ids)
    assert chunk_document(REPORT) == chunk_document(REPORT)
