"""A file of vectors that were paid for once, keyed by the text that was embedded and the model that did it.

Every batch is committed on its own, so that a killed build resumes where it stopped.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np
from langchain_core.embeddings import Embeddings

from retrieval.embedding.embeddings import Vectors, as_array

BATCH = 32  # texts embedded and committed at a time: a second or two of work with the slower local model
_ASKED = 500  # keys in one SELECT

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS vectors (text BLOB, model TEXT, vector BLOB NOT NULL, PRIMARY KEY (text, model)) "
    "WITHOUT ROWID"
)


def text_key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class EmbeddingCache:
    """Vectors by (text, model) in the SQLite file ``path``. One writer at a time: the build lock sees to that."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path, timeout=30)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
            self._base.execute(f"PRAGMA {pragma}")
        with self._base:
            self._base.execute(_SCHEMA)

    def __enter__(self) -> EmbeddingCache:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()

    def missing(self, texts: Iterable[str], model: str) -> list[str]:
        """Those of ``texts`` that have no vector of ``model`` yet, each once, in order."""
        keyed = {text_key(text): text for text in texts}
        known = self._known(list(keyed), model)
        return [text for key, text in keyed.items() if key not in known]

    def fill(
        self, texts: Iterable[str], embedder: Embeddings, model: str, embedded: Callable[[int], None] = lambda _: None
    ) -> None:
        """Embeds what is missing of ``texts``, a batch at a time; ``embedded`` hears how many each time."""
        missing = self.missing(texts, model)
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            self.keep(batch, as_array(embedder.embed_documents(batch)), model)
            embedded(len(batch))

    def vectors(self, texts: Sequence[str], model: str) -> Vectors:
        """A row for each of ``texts``, in order; raises ``KeyError`` where one is missing."""
        keys = [text_key(text) for text in texts]
        known = self._known(keys, model)
        return np.stack([known[key] for key in keys]) if keys else np.empty((0, 0), np.float32)

    def retain(self, texts: Iterable[str]) -> int:
        """Removes every vector but those of ``texts`` and wipes their bytes; says how many there were."""
        with self._base:
            self._base.execute("CREATE TEMP TABLE kept (text BLOB PRIMARY KEY)")
            self._base.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((text_key(text),) for text in texts))
            gone = self._base.execute("DELETE FROM vectors WHERE text NOT IN (SELECT text FROM kept)").rowcount
        self._base.execute("DROP TABLE kept")
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def __len__(self) -> int:
        count: int = self._base.execute("SELECT count(*) FROM vectors").fetchone()[0]
        return count

    def _known(self, keys: Sequence[bytes], model: str) -> dict[bytes, Vectors]:
        known: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), _ASKED):
            asked = keys[start : start + _ASKED]
            marks = ",".join("?" * len(asked))
            rows = self._base.execute(
                f"SELECT text, vector FROM vectors WHERE model = ? AND text IN ({marks})",  # noqa: S608 question marks only
                [model, *asked],
            )
            known.update((key, np.frombuffer(vector, np.float32)) for key, vector in rows)
        return known

    def keep(self, texts: Sequence[str], rows: Vectors, model: str) -> None:
        """Puts a row for each of ``texts`` in, for good when this returns."""
        with self._base:
            self._base.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                ((text_key(text), model, row.tobytes()) for text, row in zip(texts, rows, strict=True)),
            )
