"""Printed lines to paragraphs: a line that reaches the margin goes on in the next one, over the page's end too."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.headings import heading_level, numbered_level

_PAGE_NUMBER = re.compile(
    r"[-\u2013\u2014\s.]*\d{1,4}[-\u2013\u2014\s.]*|第?\s*\d{1,4}\s*页?\s*[/\uff0f,\uff0c]?\s*共?\s*\d{1,4}\s*页?|第\s*\d{1,4}\s*页"
)
_HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u201c\u201d"
_GAP = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_REPEATED = 3  # pages: a first or last line that stands on as many, and on half of all, is a running title, told once
_SLACK = 6  # half-width columns by which a full line may fall short of the margin
_SHORTEST_MARGIN = 24


@dataclass(frozen=True, slots=True)
class Page:
    """The printed lines of one page."""

    number: int
    lines: Sequence[str]


def reflow(pages: Sequence[Page]) -> Iterator[tuple[Page, list[str]]]:
    """Each page with its text in pieces; put end to end they are the paragraphs, a line end behind each."""
    bodies = _without_furniture([list(page.lines) for page in pages])
    margin = _margin([line for body in bodies for line in body])
    following = [*(next((body[0] for body in bodies[at + 1 : at + 2] if body), "") for at in range(len(bodies)))]
    for page, body, after in zip(pages, bodies, following, strict=True):
        lines = [_GAP.sub("", line) for line in body]
        yield (
            page,
            [line + _joint(line, below, margin) for line, below in zip(lines, [*lines[1:], after], strict=False)],
        )


def _without_furniture(bodies: list[list[str]]) -> list[list[str]]:
    """Pages without their numbers, and running titles on the first page they stand on alone."""
    edges = Counter(line for body in bodies for line in {*body[:1], *body[-1:]})
    repeated = {line for line, count in edges.items() if count >= _REPEATED and count * 2 >= len(bodies)}
    seen: set[str] = set()
    stripped = []
    for body in bodies:
        stripped.append(_stripped(body, repeated & seen))
        seen.update(body[:1] + body[-1:])
    return stripped


def _stripped(body: list[str], dropped: set[str]) -> list[str]:
    while body and (body[0] in dropped or _PAGE_NUMBER.fullmatch(body[0])):
        body = body[1:]
    while body and (body[-1] in dropped or _PAGE_NUMBER.fullmatch(body[-1])):
        body = body[:-1]
    return body


def _margin(lines: Sequence[str]) -> int:
    """The width that full lines have: nine in ten are no wider."""
    widths = sorted(map(_width, lines))
    return max(widths[len(widths) * 9 // 10], _SHORTEST_MARGIN) if widths else 0


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(mark) in "WFA" else 1 for mark in line)


def _joint(line: str, below: str, margin: int) -> str:
    """What stands between a line and the next: nothing or a space inside a paragraph, else a line's end."""
    goes_on = _width(line) >= margin - _SLACK and heading_level(below) is None and numbered_level(below) is None
    if not below or not goes_on:
        return "\n"
    return " " if line[-1].isascii() and below[0].isascii() and line[-1].isalnum() and below[0].isalnum() else ""
