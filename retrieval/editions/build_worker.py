"""The child process of a build: one request on standard input, progress and the outcome as JSON lines."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import FrameType
from typing import Any

from retrieval.document import Document, Source
from retrieval.editions.ingest import BuildProgress, NothingToIndexError, build_edition, current_or_none
from retrieval.editions.library import BuildRunningError, Library
from retrieval.editions.manifest import code_digest
from retrieval.editions.purge import cleared
from retrieval.editions.server_store import ChromaServer, StoreDownError
from retrieval.editions.staleness import folder_digest
from retrieval.embedding.embeddings import QUICK, EmbedderSpec, WrongEmbedderError
from retrieval.loading import LoadingError, LoadResult, load_paths, pages_without_text
from retrieval.loading.content import Content

_NICENESS = 10  # questions are answered first
_SECONDS = 60.0  # that writing a thousand chunks to a Chroma server may take
_NOTHING = "没有可以建库的文档：请在文件夹里放进有文字的文件。"
_FULL = "磁盘空间不够，没有建成，原来的资料不受影响。请腾出空间后重试。"
_READ_ONLY = "数据目录不能写，没有建成，原来的资料不受影响。请检查权限：{path}"
_SERVER_DOWN = "连不上 Chroma 服务器，没有建成，原来的资料不受影响。请检查 CHROMA_URL 和那台服务器：{reason}"
_FAULT = "建库失败（{kind}：{text}），原来的资料不受影响。"
_FULL_WORDS = ("disk is full", "No space left", "disk I/O error", "Error in compaction")  # the last is Chroma's word
_READ_ONLY_WORDS = ("readonly database", "unable to open database", "Read-only file system", "Permission denied")


def main() -> None:
    os.nice(_NICENESS)
    signal.signal(signal.SIGTERM, _interrupt)
    request = json.load(sys.stdin)
    server = ChromaServer(request["server"], _SECONDS) if request["server"] else None
    library = Library(Path(request["data_dir"]), EmbedderSpec(**request["spec"]), server)
    try:
        with library.building():
            _say(done=_build(library, request["build"]) if request["build"] else cleared(library, _tell))
    except BuildRunningError:
        _say(running=True)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)
    except Exception as error:  # noqa: BLE001 told to the parent; what nobody foresaw with its trace
        known = _known(error, library)
        fault = _FAULT.format(kind=type(error).__name__, text=" ".join(str(error).split())[:200])
        _say(failed=known or fault, trace="" if known else traceback.format_exc())


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _build(library: Library, request: dict[str, Any]) -> dict[str, Any]:
    """Loads, builds, and says what came of it; loading is first, since it is what fails soonest."""
    folder = Path(request["folder"]) if request["folder"] else None
    seeds = folder_digest(folder) if folder else None
    paths = [folder] if folder else [Path(path) for path in request["paths"]]
    described = Path(request["described"]) if request["described"] else None
    loaded = load_paths(
        paths,
        loaded=lambda done, of: _tell(BuildProgress("load", done, of)),
        described=described,
        audience=request["audience"],
        known=_reader_of(library),
    )
    documents = loaded.documents if folder else _joined(library, loaded, request["remove"])
    edition = build_edition(_sooner(library, documents, request["soon"]), documents, _tell)
    return {"edition": edition.id, "seeds": seeds, "failed": loaded.failures, "warnings": loaded.warnings}


def _reader_of(library: Library) -> Callable[[str], Content | None]:
    """Gives what the current edition holds of a file by its sha256, since reading a scan takes minutes.

    Nothing where other code read it, or where pages have no text: what reads scans may be installed since.
    """
    current = current_or_none(library)
    same_code = current is not None and current.manifest.code == code_digest()
    ids = {source.sha256: id_ for id_, source in current.manifest.sources.items()} if current and same_code else {}

    def known(digest: str) -> Content | None:
        document = current.document(ids[digest]) if current and digest in ids else None
        if document is None or pages_without_text(document):
            return None
        return Content(document.text, document.pages, document.tables, document.machine_read)

    return known


def _sooner(library: Library, documents: Sequence[Document], soon: int | None) -> Library:
    """With the fast embedder where the better local one would have more than ``soon`` characters to read."""
    characters = sum(len(document.text) for document in documents)
    if soon is None or characters <= soon or library.spec.name not in ("e5", "both"):
        return library
    return Library(library.data_dir, replace(library.spec, name=QUICK), library.server)


def _tell(progress: BuildProgress) -> None:
    _say(progress=asdict(progress))


def _joined(library: Library, loaded: LoadResult, remove: Sequence[str]) -> Sequence[Document]:
    """The current edition's documents, with the loaded ones in place of those of the same id.

    What serves already under another name is not taken a second time.
    """
    current = current_or_none(library)
    serving = current.manifest.sources if current else {}
    names = {source.sha256: id_ for id_, source in serving.items() if id_ not in remove}
    new = {
        document.source.id: _as_open_as_before(document, serving, loaded)
        for document in loaded.documents
        if names.get(document.source.sha256, document.source.id) == document.source.id
    }
    gone = {*new, *remove}  # not even read: nothing of a removed text is to be in this process's memory
    kept = [current.document(id_) for id_ in serving if id_ not in gone] if current else []
    return [*kept, *(document for id_, document in new.items() if id_ not in remove)]


def _as_open_as_before(document: Document, serving: Mapping[str, Source], loaded: LoadResult) -> Document:
    """A new version that no manifest tells of is internal where the old one was."""
    old = serving.get(document.source.id)
    if old is None or old.audience == "public" or document.source.id not in loaded.undescribed:
        return document
    return replace(document, source=replace(document.source, audience=old.audience))


def _known(error: Exception, library: Library) -> str | None:
    """One line for an admin about what can happen to anybody, None for a fault of ours."""
    text = str(error)
    if isinstance(error, StoreDownError):
        return _SERVER_DOWN.format(reason=text)
    if isinstance(error, NothingToIndexError):
        return _NOTHING
    if isinstance(error, (LoadingError, WrongEmbedderError)):
        return text
    if getattr(error, "errno", None) == errno.ENOSPC or any(words in text for words in _FULL_WORDS):
        return _FULL
    if any(words in text for words in _READ_ONLY_WORDS):
        return _READ_ONLY.format(path=library.data_dir)
    return None


def _say(**message: object) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
