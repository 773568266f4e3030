"""Small documents, chunks and editions for the tests of retrieval."""

from __future__ import annotations

import hashlib
from pathlib import Path

from retrieval.document import Audience, Chunk, Clause, Document, Figure, Sentence, Source
from retrieval.editions.edition import Edition
from retrieval.editions.ingest import build_edition
from retrieval.editions.library import Library
from retrieval.editions.staleness import folder_digest
from retrieval.embedding.embeddings import EmbedderSpec

SPEC = EmbedderSpec("e5")  # opened in no time; the other model takes a second in every process
TEXTS = {
    "养老": "荷花池街道建成三处助餐点,每天为老人送餐三百余份。居家养老服务站开展健康讲座十二场。",
    "经济": "上半年规模工业产值0.96亿元,增幅23.36%。新引进企业四十家,税收同比增长。",
    "安全": "开展安全生产大检查,排查隐患一百二十处,全部整改到位。消防演练进社区。",
    "文化": "举办社区文化节和书法展览,居民合唱团参加市级比赛获得二等奖。",
}


def document(id_: str, text: str, audience: Audience = "public", period: str | None = "2022年上半年") -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(Source(id_, f"{id_}情况报告", "荷花池街道", period, None, audience, f"{id_}.txt", digest), text)


def documents() -> list[Document]:
    return [document(id_, text) for id_, text in TEXTS.items()]


def write_texts(folder: Path) -> Path:
    """``TEXTS`` as files in a new folder."""
    folder.mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def found_office(place: Path) -> Path:
    """``data`` and ``seeds`` of a small office, whose edition serves and is not stale."""
    seeds = write_texts(place / "seeds")
    library_with(place / "data", documents()).settle(folder_digest(seeds))
    return place


def chunk(id_: str, text: str, document_id: str = "报告") -> Chunk:
    """A chunk with one sentence of one clause, and a figure."""
    end = len(text)
    figure = Figure("产值", text[:1], "元", 96000000.0, "2022年", None, "done", 0, 1, (0, end))
    sentences = (Sentence(0, end, (Clause(0, end, "done"),), True),)
    return Chunk(id_, document_id, ("一、总结", "经济"), 0, end, text, "2022年", None, sentences, (figure,))


def library_with(data: Path, content: list[Document], spec: EmbedderSpec = SPEC) -> Library:
    """A library whose current edition was built of ``content``."""
    library = Library(data, spec)
    switched(library, content)
    return library


def switched(library: Library, content: list[Document]) -> Edition:
    with library.building():
        edition = build_edition(library, content)
    return library.switch(edition.id)
