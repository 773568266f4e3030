""".docx with python-docx: paragraphs, headings and tables in the order a reader meets them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from retrieval.loading.archive import check_archive
from retrieval.loading.content import Content, ContentBuilder
from retrieval.loading.errors import LoadingError
from retrieval.loading.limits import Limits
from retrieval.loading.numbering import Numbering

_TINY = 4  # half points
_HEADING_LIMIT = 60  # characters: a longer paragraph with a heading's style is text
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRITTEN = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
# Deleted and moved text, copies for older programs, and boxes (told after their paragraph) are no part of a line.
_SKIPPED = {W + "del", W + "moveFrom", W + "txbxContent", _MC + "Fallback", W + "pPr", W + "rPr"}


def read_word(name: str, data: bytes, limits: Limits) -> Content:
    """Tracked insertions count as text, deletions and hidden text don't; a table of contents is left out."""
    import docx

    check_archive(name, data, "word/document.xml", ".docx", limits)
    try:
        document = docx.Document(io.BytesIO(data))
        builder = ContentBuilder()
        _Writer(builder, Numbering.of(document), _heading_styles(document.styles.element)).blocks(document.element.body)
    except (LoadingError, MemoryError):
        raise
    except Exception as error:  # the library lets many kinds through for a damaged file
        raise LoadingError(name, "broken") from error
    return builder.content()


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes blocks in order. ``headings``: style → level."""

    builder: ContentBuilder
    numbering: Numbering
    headings: Mapping[str, int]

    def blocks(self, parent: Any) -> None:
        for block in parent:
            if block.tag == W + "p":
                self._paragraph(block)
            elif block.tag == W + "tbl":
                self.builder.rows(_rows(block))
            elif block.tag not in _SKIPPED:
                self.blocks(block)  # content controls and the like hold blocks of their own

    def _paragraph(self, paragraph: Any) -> None:
        text = _text(paragraph)
        style = _style(paragraph)
        if text.strip() and not style.upper().startswith("TOC"):
            number = self.numbering.next(paragraph)
            self.builder.paragraph(self._mark(style, number + text) + number + text)
        for box in _boxes(paragraph):
            self.blocks(box)

    def _mark(self, style: str, text: str) -> str:
        """# as in Markdown before a heading."""
        level = self.headings.get(style, 0)
        return "#" * level + " " if level and len(text) <= _HEADING_LIMIT else ""


def _heading_styles(styles: Any) -> dict[str, int]:
    """The level of every heading style; its name is English in every Word, its id is not."""
    found: dict[str, int] = {}
    for style in styles.iter(W + "style"):
        name = style.find(W + "name")
        words = name.get(W + "val", "").lower().split() if name is not None else []
        if words == ["title"]:
            found[style.get(W + "styleId")] = 1
        elif len(words) == 2 and words[0] == "heading" and words[1] in "123456":
            found[style.get(W + "styleId")] = int(words[1])
    return found


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(style.get(W + "val") or "") if style is not None else ""


def _text(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == W + "t":
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag not in _SKIPPED and not (child.tag == W + "r" and _is_hidden(child)):
            yield from _pieces(child)


def _is_hidden(run: Any) -> bool:
    """Hidden by Word, or white or tiny so that no reader sees it. White text in tables may stand on a table style's ground."""
    properties = run.find(W + "rPr")
    if properties is None:
        return False
    hidden, colour, size = (properties.find(W + name) for name in ("vanish", "color", "sz"))
    if hidden is not None and hidden.get(W + "val") not in ("0", "false", "off"):
        return True
    white = colour is not None and (colour.get(W + "val") or "").upper() == "FFFFFF"
    return (white and not _has_ground(run)) or _number(size, 99) <= _TINY


def _has_ground(run: Any) -> bool:
    above = [run, *run.iterancestors(W + "p")]
    grounds = (f"{W}{kind}/{W}{name}" for kind in ("rPr", "pPr") for name in ("shd", "highlight"))
    in_table = next(run.iterancestors(W + "tc"), None) is not None
    return in_table or any(element.find(ground) is not None for ground in grounds for element in above)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes that hang on a paragraph, each once."""
    for box in paragraph.iter(W + "txbxContent"):
        above = {ancestor.tag for ancestor in box.iterancestors()}
        if _MC + "Fallback" not in above or _MC + "Choice" in above:
            yield box


def _rows(table: Any) -> Iterator[list[str | None]]:
    """Rows of one width; cells merged downwards are filled in from above, sideways ones hold None after the first."""
    rows = [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table]
    width = max((len(_row(row, [])) for row in rows), default=0)
    above: list[str | None] = []
    for row in rows:
        cells = _row(row, above)
        above = cells + [""] * (width - len(cells))
        yield above


def _row(row: Any, above: list[str | None]) -> list[str | None]:
    cells: list[str | None] = [""] * _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in row.iter(W + "tc"):
        if next(cell.iterancestors(W + "tr")) is not row:
            continue
        span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        continues = merged is not None and merged.get(W + "val") != "restart"
        text = above[len(cells)] if continues and len(cells) < len(above) else _cell_text(cell)
        cells += [text, *[None] * (span - 1)]
    return cells


def _number(element: Any, otherwise: int) -> int:
    value = element.get(W + "val") if element is not None else None
    return min(int(value), 200) if value and value.isdigit() else otherwise


def _cell_text(cell: Any) -> str:
    return "\n".join(filter(str.strip, map(_text, cell.iter(W + "p"))))
