"""The addresses of the pages about documents, for whatever wants to link to them. Pure functions."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from retrieval.editions.manifest import Manifest

_VERSION = 8  # characters of a digest: enough to tell two versions of one document apart


def document_address(manifest: Manifest, document: str, start: int, end: int) -> str | None:
    """Where the page of ``document`` shows the text from ``start`` to ``end``; None where there is no such document."""
    version = versions(manifest).get(document)
    if version is None:
        return None
    place = urlencode({"start": start, "end": end, "v": version})
    return f"{page_address(document)}?{place}#quote"


def page_address(document: str) -> str:
    """The page of a document; ids are people's words and may hold anything."""
    return f"/documents/{quote(document, safe='')}"


def versions(manifest: Manifest) -> dict[str, str]:
    """What each document's address bears, so that an old address never marks the wrong words of a new text."""
    return {entry.source.id: entry.digest[:_VERSION] for entry in manifest.entries}
