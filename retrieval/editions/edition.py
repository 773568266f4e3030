"""One built, immutable index: chunks in Chroma, the lexical index, the ledger, the documents, the manifest.

Opening reads the manifest alone; every part is opened when it is first needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Container, Mapping
from functools import cached_property, lru_cache, partial
from pathlib import Path

from retrieval.chinese import terms
from retrieval.document import Document, Source
from retrieval.editions import ledger, records
from retrieval.editions.ledger import LedgerRow
from retrieval.editions.manifest import Manifest, file_digests
from retrieval.editions.server_store import ChromaServer, ServerStore, Store
from retrieval.embedding.embeddings import EmbedderSpec
from retrieval.lexical import LexicalIndex
from retrieval.periods import latest, this_year
from retrieval.search import Search, SearchQuery, SearchResult

CHROMA, LEXICAL, LEDGER, DOCUMENTS = "chroma", "lexical", "ledger.jsonl", "documents"
CHUNKS = "chunks.sqlite"  # in place of Chroma's directory where the vectors are a collection on a server
DIGESTED = (LEXICAL, LEDGER, DOCUMENTS, CHUNKS)  # Chroma touches its own files when it opens them
_PROBES = 5
_MEASURED = EmbedderSpec("e5").id  # other models' cosines lie elsewhere
_ALIKE = 0.9  # a cosine: whatever is nearest to a chunk's own vector is at least that near


class DamagedEditionError(Exception):
    """An edition is not whole; the message says which part."""


class Edition:
    """An edition as questions see it. Safe to use from several threads."""

    def __init__(
        self, path: Path, manifest: Manifest, embed: Callable[[str], list[float]], server: ChromaServer | None = None
    ) -> None:
        self.path, self.manifest, self._embed, self._server = path, manifest, embed, server
        # Not a method of its own: what refers to itself stays open, with its files, until a collector comes by.
        self._document = lru_cache(16)(partial(_read_document, path, manifest.sources))

    @classmethod
    def open(cls, path: Path, embed: Callable[[str, str], list[float]], server: ChromaServer | None = None) -> Edition:
        """The edition in ``path``; ``embed`` makes the vector of a question for the embedder of an id.

        ``server``: where its vectors are if they are on one. Raises ``DamagedEditionError``.
        """
        try:
            manifest = Manifest.read(path)
            return cls(path, manifest, partial(embed, manifest.embedder), server)
        except (OSError, ValueError, TypeError, KeyError) as problem:
            raise DamagedEditionError(f"{path.name}: {problem}") from problem

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def on_server(self) -> bool:
        """Whether the vectors are a collection on a Chroma server, named as the edition is."""
        return on_server(self.path)

    @property
    def chunk_count(self) -> int:
        return self.manifest.chunks

    @property
    def size_bytes(self) -> int:
        return sum(path.stat().st_size for path in self.path.rglob("*") if path.is_file())

    @cached_property
    def newest(self) -> str | None:
        """The id of the document that tells up to the latest day; None where several do."""
        return latest(self.sources.values())

    @cached_property
    def this_year(self) -> int | None:
        """What 今年 means to who reads the documents."""
        return this_year(self.sources.values())

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """What the manifest says of each document, by its id."""
        return self.manifest.sources

    def search(self, query: SearchQuery) -> SearchResult:
        return self._search(query)

    def likeness(self, one: str, other: str) -> float | None:
        """The cosine of what two texts mean to multilingual-e5-small; None where another model embeds."""
        return self._search.likeness(one, other) if self.manifest.embedder == _MEASURED else None

    def figures(self) -> tuple[LedgerRow, ...]:
        """The whole ledger, document by document in reading order."""
        return self._ledger

    def document(self, id_: str) -> Document:
        """The document as it was loaded; raises ``KeyError`` where the edition has none of that id."""
        return self._document(id_)

    def document_frequency(self, term: str) -> int:
        """In how many chunks a word or bigram stands."""
        return self._lexical.document_frequency(term)

    def vocabulary(self) -> Mapping[str, int]:
        """The words of the documents, each with its document frequency."""
        return self._vocabulary

    def traces(self, documents: Collection[str]) -> tuple[tuple[str, str], ...]:
        """Where any of ``documents`` still stands, as (part, document); nothing where none of them does."""
        parts = {
            "documents": self.manifest.sources,
            "ledger": (row.document for row in self.figures()),
            "lexical": map(document_of, self._lexical.ids),
            "vectors": map(document_of, self.store.ids()),
        }
        return tuple((part, id_) for part, ids in parts.items() for id_ in sorted(set(ids) & set(documents)))

    def verify(self) -> None:
        """Raises ``DamagedEditionError`` unless digests and counts agree and probes are found."""
        if file_digests(self.path, DIGESTED) != self.manifest.digests:
            raise DamagedEditionError(f"{self.id}: a file's digest differs from the manifest's")
        counts = {"chroma": self.store.count(), "lexical": len(self._lexical.ids)}
        if wrong := [part for part, count in counts.items() if count != self.chunk_count]:
            raise DamagedEditionError(f"{self.id}: {wrong} has {counts}, the manifest {self.chunk_count} chunks")
        if len(self.figures()) != self.manifest.figures:
            raise DamagedEditionError(f"{self.id}: the ledger has {len(self.figures())} rows")
        step = max(1, self.chunk_count // _PROBES)
        for id_ in self._lexical.ids[::step]:
            self._probe(id_)

    def _probe(self, id_: str) -> None:
        """A chunk is to the letter what its document says; its words find it, its vector finds it or its double."""
        chunk = self.store.get([id_]).get(id_)
        if chunk is None or self.document(chunk.document).text[chunk.start : chunk.end] != chunk.text:
            raise DamagedEditionError(f"{self.id}: chunk {id_} is not in its document")
        known = [term for term in terms(chunk.text) if self._lexical.document_frequency(term)]
        (row,) = self._lexical.rows([id_])
        if known and self._lexical.scores(known)[row] <= 0:
            raise DamagedEditionError(f"{self.id}: chunk {id_} is not found by its own words")
        vector = self.store.vectors([id_])[id_]
        if max(self.store.query(vector, 1).values(), default=0) < _ALIKE:
            raise DamagedEditionError(f"{self.id}: chunk {id_} is not found by its own vector")

    @cached_property
    def store(self) -> Store:
        if self.on_server:
            return ServerStore(self._server, self.id, self.path / CHUNKS)
        from retrieval.vector_store import VectorStore  # half a second to import

        return VectorStore.in_directory(self.path / CHROMA)

    @cached_property
    def _lexical(self) -> LexicalIndex:
        return LexicalIndex(self.path / LEXICAL)

    @cached_property
    def _ledger(self) -> tuple[LedgerRow, ...]:
        return ledger.read(self.path / LEDGER)

    @cached_property
    def _vocabulary(self) -> Mapping[str, int]:
        return self._lexical.vocabulary()

    @cached_property
    def _search(self) -> Search:
        return Search(self.store, self._lexical, self._embed, self.sources)


def on_server(path: Path) -> bool:
    """Whether the vectors of the edition in ``path``, finished or not, are on a Chroma server."""
    return (path / CHUNKS).is_file()


def _read_document(path: Path, sources: Container[str], id_: str) -> Document:
    if id_ not in sources:
        raise KeyError(id_)
    return records.load_document((path / document_file(id_)).read_text("utf-8"))


def document_of(chunk: str) -> str:
    """The document whose chunk has that id."""
    return chunk.rpartition("#")[0]


def document_file(id_: str) -> str:
    """Where an edition keeps a document: ids are people's words, file names must be short and plain."""
    return f"{DOCUMENTS}/{hashlib.sha256(id_.encode()).hexdigest()[:20]}.json"
