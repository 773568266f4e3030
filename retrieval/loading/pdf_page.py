"""One page of a PDF through pdfium: its lines in reading order, and its tables by their ruling lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from retrieval.loading.printed import Glyph, Line, PrintedTable, Row, joined, lines_of
from retrieval.loading.rulings import Grid, Ruling, grids

_THIN = 3.0  # points: a box so thin is a line
_SHORT = 6.0  # points: a shorter line is part of a letter or an ornament

Box = tuple[float, float, float, float]  # left, bottom, right, top


def read_page(page: Any) -> list[Line | PrintedTable]:
    """The lines and tables of a pypdfium2 page in reading order; a table stands where its first character does."""
    glyphs = list(_glyphs(page))
    tables = grids(list(_rulings(page))) if glyphs else []
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
    return parts


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


def _glyphs(page: Any) -> Iterator[Glyph]:
    """The characters that are drawn; spaces are told by the gaps between them."""
    from pypdfium2 import raw

    text = page.get_textpage()
    turn = _turn(page)
    for at in range(text.count_chars()):
        mark = chr(raw.FPDFText_GetUnicode(text, at))
        if not mark.isspace() and mark != "\0":
            yield Glyph(mark, *turn(text.get_charbox(at, loose=True)))


def _rulings(page: Any) -> Iterator[Ruling]:
    from pypdfium2 import raw

    turn = _turn(page)
    for drawn in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        for box in _edges(drawn):
            left, bottom, right, top = turn(box)
            if top - bottom < _THIN and right - left > _SHORT:
                yield Ruling(False, (bottom + top) / 2, left, right)
            elif right - left < _THIN and top - bottom > _SHORT:
                yield Ruling(True, (left + right) / 2, bottom, top)


def _edges(drawn: Any) -> Iterator[Box]:
    """The straight pieces of a drawn path as boxes; a thin filled box is one of them."""
    import ctypes

    from pypdfium2 import raw

    bounds = drawn.get_bounds()
    if min(bounds[2] - bounds[0], bounds[3] - bounds[1]) < _THIN:
        yield bounds
        return
    matrix, start, last = drawn.get_matrix(), (0.0, 0.0), (0.0, 0.0)
    for at in range(raw.FPDFPath_CountSegments(drawn)):
        segment = raw.FPDFPath_GetPathSegment(drawn, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            yield _box(last, point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield _box(point, start)
        last = point


def _box(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _turn(page: Any) -> Callable[[Box], Box]:
    """How a box stands on the page as it is shown, for pages that are stored turned."""
    rotation, (width, height) = page.get_rotation(), page.get_size()
    turns: dict[int, Callable[[Box], Box]] = {
        90: lambda box: (box[1], height - box[2], box[3], height - box[0]),
        180: lambda box: (width - box[2], height - box[3], width - box[0], height - box[1]),
        270: lambda box: (width - box[3], box[0], width - box[1], box[2]),
    }
    return turns.get(rotation, lambda box: box)
