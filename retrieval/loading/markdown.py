""".md: the text as it stands, but for its tables (told row by row) and comments, which no reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from retrieval.loading.clean import clean
from retrieval.loading.content import Content, ContentBuilder
from retrieval.loading.limits import Limits
from retrieval.loading.text import decoded

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_EMPHASIS = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__")
_CELL_BORDER = re.compile(r"(?<!\\)\|")


def read_markdown(name: str, data: bytes, _limits: Limits) -> Content:
    """Headings keep their marks: they tell the document's outline."""
    text = _COMMENT.sub("", clean(decoded(name, data)))
    lines = _EMPHASIS.sub(lambda bold: bold[1] or bold[2], text).split("\n")
    builder = ContentBuilder()
    at = written = 0
    while at < len(lines):
        if not _table_begins(lines, at):
            at += 1
            continue
        builder.paragraph("\n".join(lines[written:at]))
        rows = [lines[at], *takewhile(lambda line: "|" in line, lines[at + 2 :])]
        builder.rows(_rows(rows))
        at = written = at + 1 + len(rows)
    builder.paragraph("\n".join(lines[written:]))
    return builder.content()


def _table_begins(lines: list[str], at: int) -> bool:
    """Whether line ``at`` is a table's header: cells, and a line of dashes below it."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return "|" in lines[at] and "-" in below and not below.strip(" \t:|-")


def _rows(lines: list[str]) -> Iterator[list[str]]:
    width = len(_cells(lines[0]))
    for line in lines:
        yield (_cells(line) + [""] * width)[:width]


def _cells(line: str) -> list[str]:
    parts = _CELL_BORDER.split(line.strip().removeprefix("|"))
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return [part.strip().replace("\\|", "|") for part in parts]
