"""What is printed on a page: characters and ruling lines with their places. Units are points, y grows upwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_HAN = "\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WIDE = 1.2  # heights of a character: a wider gap parts the cells of a table without lines
_GAP = re.compile(rf"(?<=[{_HAN}])[ \u3000]+(?=[{_HAN}])")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line between wide gaps, as of a cell."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, where it begins and ends, how high it is, and its pieces."""

    text: str
    left: float
    right: float
    height: float
    middle: float
    pieces: tuple[Piece, ...] = ()


Row = list[str | None]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """The rows of a table; of a cell merged sideways all but the first are None."""

    rows: tuple[Row, ...]


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Characters in reading order as lines: one ends where the next character stands higher, lower or further left."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _goes_on(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [line for line in map(_line, runs) if line.text]


def joined(texts: Sequence[str]) -> str:
    """Lines of one paragraph as one: a space only between words in Latin letters."""
    text = ""
    for part in texts:
        text += joint(text, part) + part
    return text


def joint(before: str, after: str) -> str:
    """What stands between two lines of a paragraph."""
    latin = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalnum() and after[:1].isalnum()
    return " " if latin else ""


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    shift = abs(glyph.middle[1] - last.middle[1])
    return shift < max(last.height, glyph.height) / 2 and glyph.left > last.left - last.height / 2


def _line(run: Sequence[Glyph]) -> Line:
    height = max(glyph.height for glyph in run)
    pieces = tuple(Piece(_text(part), part[0].left, part[-1].right) for part in _parts(run))
    return Line(_text(run), run[0].left, run[-1].right, height, run[0].middle[1], pieces)


def _text(run: Sequence[Glyph]) -> str:
    text = run[0].text
    for last, glyph in pairwise(run):
        text += " " * (glyph.left - last.right > glyph.height / 2) + glyph.text
    return _GAP.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).strip()


def _parts(run: Sequence[Glyph]) -> Iterator[Sequence[Glyph]]:
    cuts = [at for at in range(1, len(run)) if run[at].left - run[at - 1].right > _WIDE * run[at].height]
    yield from (run[start:end] for start, end in pairwise((0, *cuts, len(run))))
