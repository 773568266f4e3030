"""Printed pages to paragraphs: a line that reaches the margin goes on in the next one, over the page's end too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from retrieval.headings import heading_rank, numbered_rank
from retrieval.loading.printed import Line, PrintedTable, joint

_PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014\s.]*\d{1,4}[-\u2013\u2014\s.]*|第\s*\d{1,4}\s*页.{0,3}(共\s*\d{1,4}\s*页)?|\d{1,4}\s*[/\uff0f]\s*\d{1,4}"
)
_STOPS = "。!?\uff01\uff1f"
_REPEATED = 3  # pages: a first or last line that stands on as many, and on half of all, is a running title, told once
_SLACK = 2.5  # line heights by which a full line may fall short of the margin, for what can't be parted: 1287万元
_INDENT = 0.8  # line heights
_NARROWEST = 12  # line heights: shorter lines are entries of a list, whatever the margin is

Part = Line | PrintedTable


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


def reflow(pages: Sequence[Sequence[Part]]) -> Iterator[list[str | PrintedTable]]:
    """Each page as pieces of text and tables; put end to end the pieces are paragraphs with a line's end behind each."""
    bodies = _without_furniture([list(page) for page in pages])
    placed = [(part, margins) for body in bodies for margins in [_margins(body)] for part in body]
    pieces = chain((_piece(*one, *other) for one, other in pairwise(placed)), (_piece(*one) for one in placed[-1:]))
    for body in bodies:
        yield [next(pieces) for _ in body]


def _piece(
    part: Part, margins: _Margins, below: Part | None = None, beside: _Margins | None = None
) -> str | PrintedTable:
    if isinstance(part, PrintedTable):
        return part
    if isinstance(below, Line) and beside and _goes_on(part, margins, below, beside):
        return part.text + joint(part.text, below.text)
    return part.text + "\n"


def _goes_on(line: Line, margins: _Margins, below: Line, beside: _Margins) -> bool:
    slack = (_INDENT if line.text[-1] in _STOPS else _SLACK) * line.height
    full = line.right >= margins.right - slack and line.right - line.left > _NARROWEST * line.height
    indented = below.left > beside.left + _INDENT * below.height
    same_size = abs(line.height - below.height) < 0.2 * line.height
    heads = heading_rank(below.text) is not None or numbered_rank(below.text) is not None
    return full and same_size and not indented and not heads


def _margins(body: Sequence[Part]) -> _Margins:
    """Where the lines of a page begin (the leftmost place that two share) and end."""
    lines = [part for part in body if isinstance(part, Line)]
    starts = Counter(round(line.left / 3) * 3 for line in lines)
    shared = [start for start, count in starts.items() if count > 1] or list(starts)
    return _Margins(min(shared, default=0.0), max((line.right for line in lines), default=0.0))


def _without_furniture(bodies: list[list[Part]]) -> list[list[Part]]:
    """Pages without their numbers, and running titles on the first page they stand on alone."""
    edges = Counter(text for body in bodies for text in {_text(part) for part in (*body[:1], *body[-1:])})
    repeated = {text for text, count in edges.items() if text and count >= _REPEATED and count * 2 >= len(bodies)}
    seen: set[str] = set()
    stripped = []
    for body in bodies:
        stripped.append(_stripped(body, repeated & seen))
        seen.update(_text(part) for part in (*body[:1], *body[-1:]))
    return stripped


def _stripped(body: list[Part], dropped: set[str]) -> list[Part]:
    def is_furniture(part: Part) -> bool:
        text = _text(part)
        return text in dropped or bool(_PAGE_NUMBER.fullmatch(text))

    while body and is_furniture(body[0]):
        body = body[1:]
    while body and is_furniture(body[-1]):
        body = body[:-1]
    return body


def _text(part: Part) -> str:
    return part.text if isinstance(part, Line) else ""
