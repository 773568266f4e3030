"""What a PDF page draws, through pdfium: the characters that a reader sees, and straight lines. Units are points."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from retrieval.loading.printed import Glyph
from retrieval.loading.rulings import Ruling

_THIN = 3.0  # a box so thin is a line
_SHORT = 6.0  # a shorter line is part of a letter or an ornament
_TINY = 1.5  # lower characters are dust
_WHITE = 250  # of 255

Box = tuple[float, float, float, float]  # left, bottom, right, top


def glyphs(page: Any) -> Iterator[Glyph]:
    """Characters in reading order, but for spaces (gaps tell them) and what is tiny, off the page or white on nothing."""
    from pypdfium2 import raw

    text, turn, (width, height) = page.get_textpage(), _turn(page), page.get_size()
    grounds = _grounds(page)
    for at in range(text.count_chars()):
        mark = chr(raw.FPDFText_GetUnicode(text, at))
        if mark.isspace() or mark == "\0":
            continue
        box = text.get_charbox(at, loose=True)
        glyph = Glyph(mark, *turn(box))
        x, y = glyph.middle
        on_page = 0 <= x <= width and 0 <= y <= height and glyph.height > _TINY
        if on_page and not (_is_white(raw.FPDFText_GetFillColor, text, at) and not _stands_on(box, grounds)):
            yield glyph


def rulings(page: Any) -> Iterator[Ruling]:
    """The straight lines, upright and level, of borders and boxes."""
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


def _grounds(page: Any) -> list[Box]:
    """What white text may stand on: pictures, shadings and shapes filled with a colour."""
    from pypdfium2 import raw

    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_PATH)
    drawn = page.get_objects(filter=kinds)
    return [one.get_bounds() for one in drawn if one.type != raw.FPDF_PAGEOBJ_PATH or _is_coloured(one)]


def _is_coloured(path: Any) -> bool:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value) and not _is_white(raw.FPDFPageObj_GetFillColor, path)


def _is_white(colour_of: Callable[..., int], *drawn: Any) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    return bool(colour_of(*drawn, *colour)) and min(part.value for part in colour[:3]) >= _WHITE


def _stands_on(box: Box, grounds: Sequence[Box]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in grounds)


def _turn(page: Any) -> Callable[[Box], Box]:
    """How a box stands on the page as it is shown, for pages that are stored turned."""
    rotation, (width, height) = page.get_rotation(), page.get_size()
    turns: dict[int, Callable[[Box], Box]] = {
        90: lambda box: (box[1], height - box[2], box[3], height - box[0]),
        180: lambda box: (width - box[2], height - box[3], width - box[0], height - box[1]),
        270: lambda box: (width - box[3], box[0], width - box[1], box[2]),
    }
    return turns.get(rotation, lambda box: box)
