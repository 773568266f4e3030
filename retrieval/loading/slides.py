""".pptx with python-pptx: a page a slide, its texts, tables and the values of its charts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from retrieval.loading.archive import check_archive
from retrieval.loading.content import Content, ContentBuilder
from retrieval.loading.errors import LoadingError
from retrieval.loading.limits import Limits

_DEPTH = 20  # of groups in groups


def read_slides(name: str, data: bytes, limits: Limits) -> Content:
    """Hidden slides keep their page number and give no text; speaker's notes are not read."""
    import pptx

    check_archive(name, data, "ppt/presentation.xml", ".pptx", limits)
    builder = ContentBuilder()
    try:
        slides = pptx.Presentation(io.BytesIO(data)).slides
        if len(slides) > limits.pages:
            raise LoadingError(name, "too_many_pages", count=len(slides), limit=limits.pages)
        for slide in slides:
            builder.page()
            if slide.element.get("show") not in ("0", "false"):
                _add_shapes(slide.shapes, builder)
    except (LoadingError, MemoryError):
        raise
    except Exception as error:  # the library lets many kinds through for a damaged file
        raise LoadingError(name, "broken") from error
    return builder.content()


def _add_shapes(shapes: Any, builder: ContentBuilder, depth: int = 0) -> None:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            if depth < _DEPTH:
                _add_shapes(shape.shapes, builder, depth + 1)
        elif getattr(shape, "has_table", False):
            builder.rows(_rows(shape.table))
        elif getattr(shape, "has_chart", False):
            builder.rows(_values(shape.chart))
        elif shape.has_text_frame:
            for paragraph in shape.text_frame.paragraphs:
                builder.paragraph(paragraph.text)


def _rows(table: Any) -> Iterator[list[str | None]]:
    """Merged cells filled in: from above where they go down, None where they go sideways."""
    filled: dict[tuple[int, int], str | None] = {}
    for y, row in enumerate(table.rows):
        cells = list(row.cells)
        for x, cell in enumerate(cells):
            if cell.is_merge_origin:
                area = ((y + down, x + right) for down in range(cell.span_height) for right in range(cell.span_width))
                filled |= {(at_y, at_x): cell.text if at_x == x else None for at_y, at_x in area}
        yield [filled.get((y, x), cell.text) for x, cell in enumerate(cells)]


def _values(chart: Any) -> Iterator[list[str | None]]:
    """A chart as the table behind it: a row a category, a column a series."""
    title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
    plot = chart.plots[0]
    if title:
        yield [title, *[None] * len(plot.series)]
    yield ["项目", *[str(series.name) for series in plot.series]]
    for at, category in enumerate(plot.categories):
        values = [series.values[at] if at < len(series.values) else None for series in plot.series]
        yield [str(category), *["" if value is None else f"{value:.15g}" for value in values]]
