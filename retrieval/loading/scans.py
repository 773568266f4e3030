"""Scanned pages read by machine, where the extra ``ocr`` is installed (rapidocr-onnxruntime)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from retrieval.loading.aligned import with_aligned_tables
from retrieval.loading.printed import Glyph, Line, PrintedTable, lines_of

_SCALE = 200 / 72  # 200 dots an inch
_PIXELS = 4000  # of the longer side: a huge page is drawn smaller
_SURE = 0.5  # recognised text below this score is noise


def available() -> bool:
    """Whether scans can be read here."""
    return find_spec("rapidocr_onnxruntime") is not None


def read_pages(document: Any, numbers: Sequence[int]) -> dict[int, list[Line | PrintedTable]]:
    """The printed lines of some pages (counted from 0) of a pypdfium2 document, in reading order."""
    from rapidocr_onnxruntime import RapidOCR

    recognise = RapidOCR()
    found = {}
    for number in numbers:
        page = document[number]
        scale = min(_SCALE, _PIXELS / max(page.get_size()))
        picture = page.render(scale=scale).to_numpy()
        found[number] = list(with_aligned_tables(_lines(recognise(picture)[0] or [], scale)))
        page.close()
    return found


def _lines(found: Sequence[Any], scale: float) -> list[Line | PrintedTable]:
    """Recognised boxes (corners, text, score) as lines: what stands at one height is one line, from left to right."""
    boxes = [_box(corners, text, scale) for corners, text, score in found if float(score) >= _SURE]
    rows: list[list[Glyph]] = []
    for box in sorted(boxes, key=lambda box: -box.middle[1]):
        if rows and rows[-1][0].middle[1] - box.middle[1] < box.height / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [line for row in rows for line in lines_of(sorted(row, key=lambda box: box.left))]


def _box(corners: Sequence[Sequence[float]], text: str, scale: float) -> Glyph:
    """In points, with y upwards as in the page."""
    across, down = [x / scale for x, _ in corners], [y / scale for _, y in corners]
    return Glyph(text.strip(), min(across), -max(down), max(across), -min(down))
