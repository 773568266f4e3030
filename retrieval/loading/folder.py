"""Folders and files to documents. A file that can't be taken costs one line; the others are still taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from retrieval.document import Audience, Document, Source
from retrieval.loading.content import Content
from retrieval.loading.errors import LoadingError
from retrieval.loading.files import PLAIN, ReadFile, read_file, sha256_of
from retrieval.loading.guess import period_of, published_of
from retrieval.loading.limits import Limits
from retrieval.loading.listing import ListedFile, listed
from retrieval.loading.manifest import Entry
from retrieval.loading.sandbox import Sandbox
from retrieval.loading.walk import plain_name

_WARNINGS = {
    "no_entry": "{file}：清单里没有，按公开文件处理。",
    "blank_pages": "{file}：第 {pages} 页没有文字（可能是扫描页），这些页搜不到。",
    "machine_read": "{file}：第 {pages} 页是机器识别的，请核对。",
    "hidden": "{file}：隐藏的工作表 {names} 没有读。",
    "same_content": "{file}：和 {other} 内容相同，只用一份。",
}
LIMITS = Limits()
Known = Callable[[str], Content | None]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What was taken and what not. ``failures``: (file, the whole line); ``warnings``: whole lines;
    ``undescribed``: ids of documents without an entry."""

    documents: tuple[Document, ...]
    failures: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    undescribed: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Gathered:
    documents: dict[str, Document] = field(default_factory=dict)  # by id
    by_digest: dict[str, Document] = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    undescribed: set[str] = field(default_factory=set)

    def warn(self, key: str, file: str, **variables: object) -> None:
        self.warnings.append(_WARNINGS[key].format(file=file, **variables))

    def fail(self, error: LoadingError) -> None:
        self.failures.append((error.file, str(error)))


def load_file(path: Path, entry: Entry | None = None, limits: Limits = LIMITS) -> Document:
    """One file as a document; raises ``LoadingError``. Without an entry it is public and named like its file."""
    return _document(ListedFile(path, plain_name(path.name), entry), read_file(path, limits))


def load_folder(
    folder: Path, limits: Limits = LIMITS, loaded: Callable[[int, int], None] = lambda *_: None
) -> LoadResult:
    """Every document under a folder, as its manifest describes them.

    ``loaded`` hears how many files are done, and of how many. Raises ``LoadingError`` for a folder or manifest that
    can't be read.
    """
    return load_paths([folder], limits, loaded)


def load_paths(
    paths: Sequence[Path],
    limits: Limits = LIMITS,
    loaded: Callable[[int, int], None] = lambda *_: None,
    described: Path | None = None,
    audience: Audience | None = None,
    known: Known = lambda _: None,
) -> LoadResult:
    """Files and folders together, each file with its manifest's entry: that of its own folder, else of ``described``.

    ``audience``: whom all of them are for, whatever a manifest says. ``known``: the content of a PDF that was read
    before, by the file's sha256.
    """
    gathered = _Gathered()
    files = [file for path in paths for file in listed(path, described, gathered.fail)]
    files = [_for(file, audience) for file in files] if audience else files
    files.sort(key=lambda file: file.entry is None)  # of two alike the one that the manifest describes is taken
    with Sandbox(limits) as sandbox:
        for count, file in enumerate(files, start=1):
            try:
                _take(file, _read(file.path, limits, sandbox, known), gathered)
            except LoadingError as error:
                gathered.fail(error.about(file.name))
            loaded(count, len(files))
    return LoadResult(
        tuple(gathered.documents.values()),
        tuple(gathered.failures),
        tuple(gathered.warnings),
        frozenset(gathered.undescribed),
    )


def _for(file: ListedFile, audience: Audience) -> ListedFile:
    return replace(file, entry=replace(file.entry or Entry(file.name), audience=audience))


def _read(path: Path, limits: Limits, sandbox: Sandbox, known: Known) -> ReadFile:
    suffix = path.suffix.lower()
    if suffix in PLAIN:
        return read_file(path, limits)
    if suffix == ".pdf" and (digest := sha256_of(path, limits)) and (content := known(digest)):
        return ReadFile(content, digest)
    return sandbox.read(path)


def _take(file: ListedFile, read: ReadFile, gathered: _Gathered) -> None:
    document = _document(file, read)
    if same := gathered.by_digest.get(read.sha256):
        gathered.warn("same_content", file.name, other=same.source.file)
        return
    if other := gathered.documents.get(document.source.id):
        raise LoadingError(file.name, "same_id", id=document.source.id, other=other.source.file)
    gathered.documents[document.source.id] = gathered.by_digest[read.sha256] = document
    if file.entry is None:
        gathered.undescribed.add(document.source.id)
        gathered.warn("no_entry", file.name)
    if blank := pages_without_text(document):
        gathered.warn("blank_pages", file.name, pages="、".join(map(str, blank)))
    if read.content.hidden:
        gathered.warn("hidden", file.name, names="、".join(read.content.hidden))
    if document.machine_read:
        gathered.warn("machine_read", file.name, pages="、".join(map(str, document.machine_read)))


def pages_without_text(document: Document) -> tuple[int, ...]:
    """Numbers (from 1) of the pages that have none."""
    ends = (*document.pages[1:], len(document.text))
    spans = zip(document.pages, ends, strict=True) if document.pages else ()
    return tuple(number for number, (start, end) in enumerate(spans, 1) if not document.text[start:end].strip())


def _document(file: ListedFile, read: ReadFile) -> Document:
    named = file.entry or Entry(file.name)
    content, stem = read.content, plain_name(file.path.stem)
    title = named.title or _title(content.text) or stem
    source = Source(
        id=named.id or stem,
        title=title,
        issuer=named.issuer,
        period=named.period or period_of((title, stem), content.text),
        published=named.published or published_of(content.text),
        audience=named.audience,
        file=file.name,
        sha256=read.sha256,
        machine_read=content.machine_read,
    )
    return Document(source, content.text, content.pages, content.tables, content.machine_read)


def _title(text: str) -> str | None:
    """The first line, where it is marked as the title."""
    first = text.lstrip().partition("\n")[0].strip()
    return first.removeprefix("# ").strip() if first.startswith("# ") else None
