from __future__ import annotations

import dataclasses

from retrieval.document import Figure, Sentence, Table
from retrieval.editions.records import dump, load_chunk, load_document
from tests.retrieval.making import chunk, document


def test_everything_comes_back_as_it_was() -> None:
    one = chunk("报告#0001", "规模工业产值0.96亿元。")
    assert load_chunk(dump(one)) == one
    paged = dataclasses.replace(document("报告", "一\n二"), pages=(0, 2), tables=(Table(0, 1, 3),), machine_read=(2,))
    assert load_document(dump(paged)) == paged


def test_no_field_of_a_figure_or_sentence_is_forgotten() -> None:
    """A field added to a value must be kept by editions: each is given a value of its own here."""
    values = {"int": 7, "float": 2.5, "bool": True, "tuple[int, int]": (3, 9), "tuple[Clause, ...]": ()}
    for kind in (Figure, Sentence):
        made = kind(**{field.name: values.get(field.type, f"<{field.name}>") for field in dataclasses.fields(kind)})
        whole = dataclasses.replace(
            chunk("a", "b"), **({"figures": (made,)} if kind is Figure else {"sentences": (made,), "figures": ()})
        )
        assert load_chunk(dump(whole)) == whole
