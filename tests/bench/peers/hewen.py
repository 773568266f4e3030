"""Ours: an edition as a build makes it, searched as an answer searches it. Runs in the project's environment."""

from __future__ import annotations

import json
from pathlib import Path

from retrieval.document import Document, Source
from retrieval.editions.library import CACHE
from retrieval.embedding.embeddings import EmbedderSpec, clean
from tests.bench.peers.harness import FOUND, Ask, Contender, main
from tests.bench.peers.material import Material, Vectors

PASSAGES, SPEC = "passages.json", "embedder.json"


def documents(directory: Path) -> list[Document]:
    """The passages of the material as documents, each in a document of its own."""
    passages = json.loads((directory / PASSAGES).read_text("utf-8"))
    return [Document(Source(p["id"], p["title"], None, None, None, "public", p["id"], ""), p["text"]) for p in passages]


def _build(material: Material, index: Path) -> None:
    """A whole build, with what peers do not do: cutting, stamps, figures, verifying; the vectors are in the cache."""
    from retrieval.editions.ingest import build_edition
    from retrieval.editions.library import Library

    given = index.parent
    library = Library(index, _spec(given))
    (index / CACHE).symlink_to(given / CACHE)
    with library.building():
        library.switch(build_edition(library, documents(given)).id)


def _open(material: Material, index: Path) -> Ask:
    from retrieval.editions.edition import Edition
    from retrieval.editions.library import Library
    from retrieval.search import SearchQuery

    library = Library(index, _spec(index.parent))
    vectors = {clean(text): row for text, row in material.vector_of.items()}
    edition = Edition.open(library.current().path, lambda _, text: vectors[text])

    def ask(text: str, vector: Vectors) -> list[str]:
        return [passage.source.id for passage in edition.search(SearchQuery(text, limit=FOUND)).kept]

    return ask


def _spec(directory: Path) -> EmbedderSpec:
    return EmbedderSpec(**json.loads((directory / SPEC).read_text("utf-8")))


CONTENDERS = {"荷问: BM25 and vectors, z-scores": Contender(_build, _open)}

if __name__ == "__main__":
    main(CONTENDERS)
