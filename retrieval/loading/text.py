""".txt: the text as it stands."""

from __future__ import annotations

from retrieval.loading.clean import clean, decode, looks_binary
from retrieval.loading.content import Content
from retrieval.loading.errors import LoadingError
from retrieval.loading.limits import Limits


def read_text(name: str, data: bytes, _limits: Limits) -> Content:
    """The text of a plain file; ``name`` is for the error's line."""
    return Content(clean(decoded(name, data)))


def decoded(name: str, data: bytes) -> str:
    """The characters of ``data``; raises ``LoadingError`` where it is no text."""
    try:
        text = decode(data)
    except UnicodeDecodeError as error:
        raise LoadingError(name, "not_text") from error
    if looks_binary(text):
        raise LoadingError(name, "not_text")
    return text
