"""Scanned pages read by machine, where the extra ``ocr`` is installed (pypdfium2, rapidocr-onnxruntime)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

_SCALE = 200 / 72  # 200 dots an inch
_PIXELS = 4000  # of the longer side: a huge page is drawn smaller
_SURE = 0.5  # recognised text below this score is noise


def available() -> bool:
    """Whether scans can be read here."""
    return bool(find_spec("pypdfium2") and find_spec("rapidocr_onnxruntime"))


def read_pages(data: bytes, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The printed lines of some pages (counted from 1) of a PDF, in reading order."""
    import pypdfium2
    from rapidocr_onnxruntime import RapidOCR

    document, recognise = pypdfium2.PdfDocument(data), RapidOCR()
    try:
        return {number: _lines(recognise(_picture(document[number - 1]))[0] or []) for number in numbers}
    finally:
        document.close()


def _picture(page: Any) -> Any:
    scale = min(_SCALE, _PIXELS / max(page.get_size()))
    return page.render(scale=scale).to_numpy()


def _lines(found: Sequence[Any]) -> list[str]:
    """Recognised boxes (corners, text, score) as lines: what stands at one height is one line."""
    boxes = sorted((_Box.of(box) for box in found if float(box[2]) >= _SURE), key=lambda box: box.middle)
    lines: list[list[_Box]] = []
    for box in boxes:
        if lines and box.middle - lines[-1][0].middle < box.height / 2:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [" ".join(box.text for box in sorted(line, key=lambda box: box.left)) for line in lines]


class _Box:
    """A recognised piece of text and where it stands."""

    def __init__(self, text: str, left: float, top: float, bottom: float) -> None:
        self.text, self.left = text.strip(), left
        self.middle, self.height = (top + bottom) / 2, bottom - top

    @classmethod
    def of(cls, found: Any) -> _Box:
        corners, text, _ = found
        return cls(str(text), min(x for x, _ in corners), min(y for _, y in corners), max(y for _, y in corners))
