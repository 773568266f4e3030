"""Haystack's hybrid pipeline: two in-memory retrievers and a DocumentJoiner. Its telemetry is off, see `compare`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from tests.bench.peers.harness import CANDIDATES, FOUND, Ask, AskLater, Contender, main
from tests.bench.peers.material import Material, Vectors

# By default each Chinese character is a token. Tokens are told by a regular expression and nothing else, so words of a
# segmenter can't be had; this finds every pair of neighbouring characters, and words of letters and digits.
PAIRS = r"(?=([\u4e00-\u9fff]{2}|(?<![a-z0-9])[a-z0-9]+))"


def _contender(mode: str, **settings: Any) -> Contender:
    """``mode``: how the joiner makes one list of two; ``settings``: the store's."""

    def build(material: Material, index: Path) -> None:
        store = InMemoryDocumentStore(**settings)
        store.write_documents(
            [
                Document(id=chunk.id, content=chunk.text, meta={"passage": chunk.passage}, embedding=row.tolist())
                for chunk, row in zip(material.chunks, material.vectors, strict=True)
            ]
        )
        store.save_to_disk(str(index / "store.json"))

    def open_(material: Material, index: Path) -> Ask:
        pipeline = _pipeline(index, mode)
        return lambda text, vector: _passages(pipeline.run(_asked(text, vector)))

    def serve(material: Material, index: Path) -> AskLater:
        pipeline = _pipeline(index, mode)

        async def ask(text: str, vector: Vectors) -> list[str]:
            return _passages(await pipeline.run_async(_asked(text, vector)))

        return ask

    return Contender(build, open_, serve)


def _pipeline(index: Path, mode: str) -> Pipeline:
    store = InMemoryDocumentStore.load_from_disk(str(index / "store.json"))
    pipeline = Pipeline()
    pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=CANDIDATES))
    pipeline.add_component("vectors", InMemoryEmbeddingRetriever(store, top_k=CANDIDATES))
    pipeline.add_component("joiner", DocumentJoiner(join_mode=mode, top_k=FOUND))
    pipeline.connect("words", "joiner")
    pipeline.connect("vectors", "joiner")
    return pipeline


def _asked(text: str, vector: Vectors) -> dict[str, Any]:
    return {"words": {"query": text}, "vectors": {"query_embedding": vector.tolist()}}


def _passages(result: Mapping[str, Any]) -> list[str]:
    return [document.meta["passage"] for document in result["joiner"]["documents"]]


CONTENDERS = {
    "Haystack: hybrid, single characters (its default), ranks": _contender("reciprocal_rank_fusion"),
    "Haystack: hybrid, pairs, distributions": _contender(
        "distribution_based_rank_fusion", bm25_tokenization_regex=PAIRS
    ),
}

if __name__ == "__main__":
    main(CONTENDERS)
