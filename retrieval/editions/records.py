"""Documents, chunks and figures as compact JSON, and back: how an edition keeps them."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from retrieval.document import Chunk, Clause, Document, Figure, Sentence, Source, Table


def dump(value: Chunk | Document | Figure | Source) -> str:
    """The fields of ``value`` in order, nested as lists."""
    return json.dumps(astuple(value), ensure_ascii=False, separators=(",", ":"))


def load_chunk(text: str) -> Chunk:
    id_, document, section, start, end, body, period, page, sentences, figures = json.loads(text)
    return Chunk(
        id_, document, tuple(section), start, end, body, period, page,
        tuple(_sentence(*row) for row in sentences),
        tuple(figure(row) for row in figures),
    )  # fmt: skip


def load_document(text: str) -> Document:
    source, body, pages, tables, machine_read = json.loads(text)
    told = dict(zip(Source.__slots__, source, strict=False))  # editions of old tell nothing of scanned pages
    named = Source(**told | {"machine_read": tuple(told.get("machine_read", ()))})
    return Document(named, body, tuple(pages), tuple(Table(*row) for row in tables), tuple(machine_read))


def figure(row: list[Any]) -> Figure:
    fields: list[Any] = [tuple(field) if isinstance(field, list) else field for field in row]
    return Figure(*fields)


def _sentence(start: int, end: int, clauses: list[list[Any]], *rest: Any) -> Sentence:
    return Sentence(start, end, tuple(Clause(*clause) for clause in clauses), *rest)
