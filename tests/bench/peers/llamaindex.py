"""LlamaIndex: its in-memory VectorStoreIndex, and QueryFusionRetriever over BM25 and vectors, in memory or in Chroma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bm25s
import chromadb
from llama_index.core import MockEmbedding, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.llms import MockLLM
from llama_index.core.retrievers import BaseRetriever, QueryFusionRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from llama_index.retrievers.bm25 import BM25Retriever
from llama_index.vector_stores.chroma import ChromaVectorStore

from tests.bench.peers.harness import CANDIDATES, FOUND, Ask, AskLater, Contender, main
from tests.bench.peers.material import Material, Vectors

# All vectors are given: this stands where a model would, and is never asked.
_EMBEDDER = MockEmbedding(embed_dim=1)

# BM25Retriever takes no tokenizer (that argument is deprecated and ignored), only a pattern of tokens. By default that is a
# run of letters, in Chinese a whole clause; this finds every pair of neighbouring characters, and words of letters.
PAIRS = r"(?=([\u4e00-\u9fff]{2}|(?<![a-z0-9])[a-z0-9]+))"


def _nodes(material: Material) -> list[TextNode]:
    return [
        TextNode(
            id_=chunk.id,
            text=chunk.text,
            embedding=row.tolist(),
            metadata={"passage": chunk.passage},
            excluded_embed_metadata_keys=["passage"],
        )
        for chunk, row in zip(material.chunks, material.vectors, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class InMemory:
    """The index as it comes: vectors in a dictionary, saved as JSON."""

    def build(self, nodes: Sequence[TextNode], index: Path) -> None:
        VectorStoreIndex(nodes, embed_model=_EMBEDDER).storage_context.persist(str(index / "store"))

    def open(self, index: Path, many: int) -> BaseRetriever:
        storage = StorageContext.from_defaults(persist_dir=str(index / "store"))
        opened = load_index_from_storage(storage, embed_model=_EMBEDDER)
        return opened.as_retriever(similarity_top_k=many)


@dataclass(frozen=True, slots=True)
class InChroma:
    """The index over a Chroma collection, as in the documentation's hybrid example."""

    def build(self, nodes: Sequence[TextNode], index: Path) -> None:
        storage = StorageContext.from_defaults(vector_store=self._store(index))
        VectorStoreIndex(nodes, storage_context=storage, embed_model=_EMBEDDER)

    def open(self, index: Path, many: int) -> BaseRetriever:
        opened = VectorStoreIndex.from_vector_store(self._store(index), embed_model=_EMBEDDER)
        return opened.as_retriever(similarity_top_k=many)

    def _store(self, index: Path) -> ChromaVectorStore:
        client = chromadb.PersistentClient(str(index / "chroma"), chromadb.Settings(anonymized_telemetry=False))
        collection = client.get_or_create_collection(
            "chunks", embedding_function=None, metadata={"hnsw:space": "cosine"}
        )
        return ChromaVectorStore(chroma_collection=collection)


@dataclass(frozen=True, slots=True)
class Fusion:
    """BM25 beside the vectors of ``store``; ``mode``: how the two are made one. ``words``: settings of BM25."""

    store: InMemory | InChroma
    mode: str
    words: Mapping[str, Any]

    def build(self, material: Material, index: Path) -> None:
        nodes = _nodes(material)
        self.store.build(nodes, index)
        BM25Retriever.from_defaults(nodes=nodes, **self.words).persist(str(index / "bm25"))

    def open(self, index: Path, at_once: bool) -> QueryFusionRetriever:
        # not from_persist_dir, which forgets the pattern
        saved = bm25s.BM25.load(str(index / "bm25"), load_corpus=True)
        lexical = BM25Retriever(existing_bm25=saved, similarity_top_k=CANDIDATES, **self.words)
        return QueryFusionRetriever(
            [self.store.open(index, CANDIDATES), lexical],
            llm=MockLLM(),
            mode=self.mode,
            similarity_top_k=FOUND,
            num_queries=1,  # no further questions from a model
            use_async=at_once,
        )


def _asking(retriever: BaseRetriever) -> Ask:
    return lambda text, vector: _passages(retriever.retrieve(QueryBundle(text, embedding=vector.tolist())))


def _asking_later(retriever: BaseRetriever) -> AskLater:
    async def ask(text: str, vector: Vectors) -> list[str]:
        return _passages(await retriever.aretrieve(QueryBundle(text, embedding=vector.tolist())))

    return ask


def _passages(found: Sequence[NodeWithScore]) -> list[str]:
    return [one.node.metadata["passage"] for one in found]


def _vectors(store: InMemory) -> Contender:
    return Contender(
        lambda material, index: store.build(_nodes(material), index),
        lambda material, index: _asking(store.open(index, FOUND)),
        lambda material, index: _asking_later(store.open(index, FOUND)),
    )


def _fusion(fusion: Fusion) -> Contender:
    return Contender(
        fusion.build,
        lambda material, index: _asking(fusion.open(index, at_once=False)),
        lambda material, index: _asking_later(fusion.open(index, at_once=True)),
    )


CONTENDERS = {
    "LlamaIndex: vectors": _vectors(InMemory()),
    "LlamaIndex: fusion, clauses (its default), ranks": _fusion(Fusion(InMemory(), "reciprocal_rerank", {})),
    "LlamaIndex: fusion, pairs, distributions, Chroma": _fusion(
        Fusion(InChroma(), "dist_based_score", {"token_pattern": PAIRS, "skip_stemming": True})
    ),
}

if __name__ == "__main__":
    main(CONTENDERS)
