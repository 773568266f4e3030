"""One page of a PDF through pdfium: its lines in reading order, and its tables by their ruling lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from retrieval.loading.aligned import with_aligned_tables
from retrieval.loading.pdf_drawing import glyphs as glyphs_of
from retrieval.loading.pdf_drawing import rulings
from retrieval.loading.printed import Glyph, Line, PrintedTable, Row, joined, lines_of
from retrieval.loading.rulings import Grid, grids


def read_page(page: Any) -> list[Line | PrintedTable]:
    """The lines and tables of a pypdfium2 page in reading order; a table stands where its first character does."""
    glyphs = list(glyphs_of(page))
    tables = grids(list(rulings(page))) if glyphs else []
    owners = [next((grid for grid in tables if grid.holds(*glyph.middle)), None) for glyph in glyphs]
    parts: list[Line | PrintedTable] = []
    told: set[int] = set()
    for owner, run in groupby(zip(owners, glyphs, strict=True), key=lambda pair: pair[0]):
        if owner is None:
            parts += lines_of(glyph for _, glyph in run)
        elif id(owner) not in told:
            told.add(id(owner))
            own = [glyph for other, glyph in zip(owners, glyphs, strict=True) if other is owner]
            parts.append(PrintedTable(tuple(_rows(owner, own))))
    return list(with_aligned_tables(parts))


def _rows(grid: Grid, glyphs: list[Glyph]) -> Iterator[Row]:
    """The table's rows; a cell merged downwards stands in each of its rows."""
    regions = grid.regions()
    held: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        row, column = grid.cell(*glyph.middle)
        held.setdefault(regions[row][column], []).append(glyph)
    texts = {place: joined([line.text for line in lines_of(own)]) for place, own in held.items()}
    for cells in regions:
        yield [None if at and cells[at - 1] == first else texts.get(first, "") for at, first in enumerate(cells)]
