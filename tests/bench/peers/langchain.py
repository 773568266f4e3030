"""LangChain's usual recipe, vectors in Chroma, and its EnsembleRetriever with words added (langchain-classic)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import rjieba
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from tests.bench.peers.harness import CANDIDATES, FOUND, Ask, AskLater, Contender, main
from tests.bench.peers.material import Material, Vectors


class Given(Embeddings):
    """The vectors that everybody is given."""

    def __init__(self, material: Material) -> None:
        self._known = {chunk.text: row for chunk, row in zip(material.chunks, material.vectors, strict=True)}
        self._asked = material.vector_of

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self._known[text].tolist() for text in texts]

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self._asked[text].tolist()
        return row


def _documents(material: Material) -> list[Document]:
    return [Document(chunk.text, id=chunk.id, metadata={"passage": chunk.passage}) for chunk in material.chunks]


def _build(material: Material, index: Path) -> None:
    Chroma.from_documents(_documents(material), Given(material), persist_directory=str(index))


def _vectors(material: Material, index: Path, many: int) -> BaseRetriever:
    return Chroma(embedding_function=Given(material), persist_directory=str(index)).as_retriever(
        search_kwargs={"k": many}
    )


def _both(material: Material, index: Path) -> BaseRetriever:
    """The words' index can't be saved: it is made anew with every start."""
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever

    words = BM25Retriever.from_documents(
        _documents(material), preprocess_func=rjieba.cut_for_search, k=CANDIDATES
    )  # by default a text is split at white space
    return EnsembleRetriever(retrievers=[words, _vectors(material, index, CANDIDATES)], weights=[0.5, 0.5])


def _open_vectors(material: Material, index: Path) -> Ask:
    return _asking(_vectors(material, index, FOUND))


def _open_both(material: Material, index: Path) -> Ask:
    return _asking(_both(material, index))


def _serve_vectors(material: Material, index: Path) -> AskLater:
    return _asking_later(_vectors(material, index, FOUND))


def _serve_both(material: Material, index: Path) -> AskLater:
    return _asking_later(_both(material, index))


def _asking(retriever: BaseRetriever) -> Ask:
    return lambda text, vector: _passages(retriever.invoke(text))


def _asking_later(retriever: BaseRetriever) -> AskLater:
    async def ask(text: str, vector: Vectors) -> Sequence[str]:
        return _passages(await retriever.ainvoke(text))

    return ask


def _passages(documents: Sequence[Document]) -> list[str]:
    return [document.metadata["passage"] for document in documents[:FOUND]]


CONTENDERS = {
    "LangChain: Chroma": Contender(_build, _open_vectors, _serve_vectors),
    "LangChain: EnsembleRetriever, jieba": Contender(_build, _open_both, _serve_both),
}

if __name__ == "__main__":
    main(CONTENDERS)
