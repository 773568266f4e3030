"""A report in full-width punctuation, as most are printed, is read like one in half width."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.chinese import half_width
from retrieval.chunking import chunk_document
from retrieval.document import Chunk, Document
from retrieval.loading import load_folder

(REPORT,) = load_folder(Path(__file__).resolve().parents[2] / "seeds").documents


def widened(document: Document) -> Document:
    wide = re.sub(r"(?<!\d)[,;:()!?](?!\d)", lambda match: chr(ord(match[0]) + 0xFEE0), document.text)
    return replace(document, text=wide)


@pytest.fixture(scope="module")
def chunks() -> list[tuple[Chunk, Chunk]]:
    return list(zip(chunk_document(REPORT), chunk_document(widened(REPORT)), strict=True))


def test_the_outline_is_the_same(chunks: list[tuple[Chunk, Chunk]]) -> None:
    assert all(half.section == wide.section for half, wide in chunks)


def test_sentences_clauses_and_stamps_are_the_same(chunks: list[tuple[Chunk, Chunk]]) -> None:
    assert all(half.sentences == wide.sentences for half, wide in chunks)


def test_figures_are_the_same(chunks: list[tuple[Chunk, Chunk]]) -> None:
    assert sum(len(half.figures) for half, _ in chunks) > 40
    assert all(half.figures == wide.figures for half, wide in chunks)


def test_the_text_stays_as_it_was_written(chunks: list[tuple[Chunk, Chunk]]) -> None:
    assert "".join(wide.text for _, wide in chunks) == widened(REPORT).text


def test_folding_keeps_every_offset() -> None:
    assert (
        half_width("\uff10\uff0e\uff19\uff16亿元\uff0c增幅\uff12\uff13\uff05\u3000。“好”") == "0.96亿元,增幅23% 。“好”"
    )
