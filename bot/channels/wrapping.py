"""Lines for a terminal, where a Chinese character takes two columns. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator

from wcwidth import wcwidth

_NOT_FIRST = set(
    ",.;:!?)]%\u3002\u3001\u300b\u201d\u2019\u3011\u2026\uff0c\uff1b\uff1a\uff01\uff1f\uff09"
)  # a line does not begin so
_INSIDE = ".,%:/-_"


def columns(text: str) -> int:
    """How many columns ``text`` takes; what cannot be shown takes none."""
    return sum(max(0, wcwidth(character)) for character in text)


def wrap(text: str, width: int, indent: str = "") -> str:
    """``text`` in lines of at most ``width`` columns, each after ``indent``; numbers and words stay whole."""
    room = max(width - columns(indent), 4)
    lines = [indent + line for paragraph in text.split("\n") for line in _lines(paragraph, room)]
    return "\n".join(lines)


def _lines(paragraph: str, room: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(paragraph, room):
        if line and columns(line + piece) > room:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


def _pieces(text: str, room: int) -> Iterator[str]:
    """What stays together where it fits: a word or number, or one character with the stops that follow it."""
    piece = ""
    for character in text:
        if piece and not (_joined(piece[-1], character) and columns(piece + character) <= room):
            yield piece
            piece = ""
        piece += character
    yield piece


def _joined(before: str, after: str) -> bool:
    if after in _NOT_FIRST:
        return True
    return _word(before) and _word(after)


def _word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in _INSIDE)
