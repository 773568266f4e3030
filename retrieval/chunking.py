"""Document -> chunks: sentences of one section together, up to a limit, none cut and none lost. A pure function."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from retrieval.chinese import half_width
from retrieval.document import Chunk, Document, Figure
from retrieval.figures.extraction import figures_of
from retrieval.figures.periods import year_of
from retrieval.outline import Unit, outline

LIMIT = 300  # characters of a chunk; a longer sentence is a chunk of its own
_PERIOD = re.compile(r"20\d\d年(?:上半年|下半年|第?[一二三四]季度|\d{1,2}\s*[-—–~至]\s*\d{1,2}月|\d{1,2}月|度)?")
_WHOLE_YEAR = re.compile("全年(?!目标|任务|工作|计划)")
_HALF = re.compile("[上下]半年")
_BOTH = re.compile("上半年.*下半年|下半年.*上半年|[和及暨].*[上下]半年")


def chunk_document(document: Document, limit: int = LIMIT) -> tuple[Chunk, ...]:
    """The chunks of a document, in order; their spans cover the whole text."""
    folded = replace(document, text=half_width(document.text))
    groups = list(_groups(outline(folded), limit))
    starts = [0, *(group[0].sentence.start for group in groups[1:]), len(document.text)]
    return tuple(
        _chunk(document, folded.text, at, group, starts[at], starts[at + 1]) for at, group in enumerate(groups)
    )


def _groups(units: Iterator[Unit], limit: int) -> Iterator[list[Unit]]:
    """Runs of sentences under one heading path, at most ``limit`` characters; headings go with what follows."""
    group: list[Unit] = []
    for unit in units:
        if group and _starts_new(group, unit, limit):
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _starts_new(group: list[Unit], unit: Unit, limit: int) -> bool:
    last = group[-1]
    if last.heading:
        return unit.sentence.end - group[0].sentence.start > limit and not unit.heading and len(group) > 8
    return (unit.section != last.section and not _leads_into(group, unit)) or _too_long(group, unit, limit)


def _leads_into(group: list[Unit], unit: Unit) -> bool:
    """An opener alone goes with the topic that follows it."""
    return all(one.sentence.lead for one in group) and unit.section[: len(group[-1].section)] == group[-1].section


def _too_long(group: list[Unit], unit: Unit, limit: int) -> bool:
    return unit.sentence.end - group[0].sentence.start > limit


def _chunk(document: Document, folded: str, number: int, group: list[Unit], start: int, end: int) -> Chunk:
    section = group[-1].section
    period = period_of(section, document.source.period)
    return Chunk(
        id=f"{document.source.id}#{number:04d}",
        document=document.source.id,
        section=section,
        start=start,
        end=end,
        text=document.text[start:end],
        period=period,
        page=document.page_at(group[0].sentence.start),
        sentences=tuple(unit.sentence for unit in group),
        figures=tuple(_as_written(document.text, figure) for figure in _figures(folded, group, period)),
    )


def _as_written(text: str, figure: Figure) -> Figure:
    return replace(figure, value=text[figure.start : figure.end])


def period_of(section: tuple[str, ...], period: str | None) -> str | None:
    """What the innermost heading with a period names, with the document's year where it leaves it out; else its own."""
    year = year_of(period)
    for heading in reversed(section):
        match, half = _PERIOD.search(heading), _HALF.search(heading)
        if match and not (half and re.fullmatch("20..年", match[0])):
            return match[0]
        if half and (match or year) and not _BOTH.search(heading):  # 2020年重点任务上半年度执行情况
            return f"{match[0] if match else f'{year}年'}{half[0]}"
    return period


def _figures(text: str, group: list[Unit], period: str | None) -> Iterator[Figure]:
    for unit in group:
        if not unit.heading:
            for figure in figures_of(text, unit.sentence, unit.section, period):
                yield _of_whole_year(text, unit, figure, period)


def _of_whole_year(text: str, unit: Unit, figure: Figure, period: str | None) -> Figure:
    """Under 下半年工作计划 too, 全年增长5% is of the year."""
    if figure.period != period or "下半年" not in (period or ""):
        return figure
    clause = next((one.start for one in unit.sentence.clauses if one.start <= figure.start < one.end), figure.start)
    whole = _WHOLE_YEAR.search(text, unit.sentence.start if figure.unit in ("元", "%") else clause, figure.start)
    return replace(figure, period=f"{year_of(period)}年") if whole else figure
