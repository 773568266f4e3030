"""The figures of a sentence, each with its indicator, unit, period, comparison and stamp. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from retrieval.chinese import clause_spans, half_width
from retrieval.document import Figure, Progress, Sentence
from retrieval.figures.comparisons import comparison_of
from retrieval.figures.indicators import read, remember
from retrieval.figures.memory import Memory, Told
from retrieval.figures.names import is_amount
from retrieval.figures.numbers import Number, numbers_in
from retrieval.figures.periods import NamedDate, bracketed, dates_in, year_of
from retrieval.figures.phrases import HOLE, clean
from retrieval.figures.ranks import industries_in, proportions_in, ranks_in
from retrieval.figures.segments import FORMER, Segment, each_one
from retrieval.figures.table_rows import Cell, header_name, is_target, row_cells, row_name, tells_amounts, told_numbers

_MONEY = re.compile(
    "销售额|营业额|成交额|产值|投资|营收|收入|税收|税源|利润|资金|金额|补贴|补助|经费|支出|预算|合同额|债务|贷款|授信|融资|到账|外资|捐款|善款|消费|奖金|救助金"
    "|[费款]|价|尊老金|津贴|GDP|生产总值|进出口|零售|总额"
)


_PEOPLE = re.compile("(?:人口|居民|群众|老人|老年人|学生|党员|职工)$")
_BOUND = re.compile(r"[\d.一二三四五六七八九十百千]*(?:-[\d.]+)?(?:[万亿]元?|周?岁)(?:以上|以下|以内|(?=的|$))")
_RISES = frozenset(("同比", "环比", "增幅", "降幅"))
_PERIODS = re.compile("年份|年度|时间|时期|期间|季度|月份|统计(?:时间|期|年度|年份)|报告期")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PART_OF_YEAR = re.compile(r"(?:20\d\d年)?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月份?)")
_BEFORE = re.compile("(?:调整|提高|提标|改革|优惠|减免)前|^原")  # heads a column of what was before
_CUT = re.compile(r"(?<!\d)[:]|[:](?!\d)|[。!?](?=.)")  # a cell may hold sentences
_STRUCTURED = re.compile(r"(?:\d+(?:\.\d+)?[:\u2236\ufe30])+$")
_POINTS = re.compile("[率比占增降涨跌升高低快慢多少]")
_BRACKETS = re.compile(r"[(][^()()]*[)]")


def figures_of(text: str, sentence: Sentence, section: tuple[str, ...], period: str | None) -> tuple[Figure, ...]:
    """The figures of one sentence of the document ``text``, in order; offsets count in ``text``.

    ``period``: what the document's figures are about; a period that the sentence names holds for what follows it.
    """
    text, written = half_width(text), text
    words = text[sentence.start : sentence.end]
    year = year_of(period) or year_of("".join(section))
    cells = row_cells(words)
    dates = (*_dates_of_row(words, cells, year), *dates_in(words, year))
    told = tuple(_row(words, cells, dates)) if cells else tuple(_told(text, sentence, dates))
    if structure := tuple(_structure(words)):
        told = tuple(sorted((*told, *structure), key=lambda one: one.number.start))
    told = tuple(one if one.indicator else replace(one, indicator="".join(section[-1:])) for one in told)
    told = tuple(_bounded(told))
    periods = _periods(words, told, dates)
    return tuple(_figure(one, sentence, written, its or period) for one, its in zip(told, periods, strict=True))


def _structure(words: str) -> Iterator[Told]:
    for name, number, former in industries_in(words):
        yield Told(number, name, FORMER if former else "占比")


def _bounded(told: Iterable[Told]) -> Iterator[Told]:
    """千万元以上46家,亿元以上5家: what is no more than a bound shares the words around the bound before it."""
    before = ""
    for one in told:
        shares = _BOUND.fullmatch(one.indicator) and _BOUND.search(before)
        before = _BOUND.sub(one.indicator, before, count=1) if shares else one.indicator
        yield replace(one, indicator=before)


def _figure(told: Told, sentence: Sentence, written: str, period: str | None) -> Figure:
    number, start = told.number, sentence.start
    return Figure(
        told.indicator,
        written[start + number.start : start + number.end],
        number.unit,
        float(number.number),
        period,
        told.comparison,
        "planned" if told.target else _stamp(sentence, start + number.start),
        start + number.start,
        start + number.end,
        (sentence.start, sentence.end),
        number.hedge,
    )


def _stamp(sentence: Sentence, offset: int) -> Progress | None:
    return next((clause.progress for clause in sentence.clauses if clause.start <= offset < clause.end), None)


def _periods(words: str, told: tuple[Told, ...], dates: tuple[NamedDate, ...]) -> Iterator[str | None]:
    """The period of each figure: what stands in brackets right behind it, else what was named before it.

    The rise of a figure with a period of its own shares it: 9.75亿元(1—5月),增长8%.
    """
    starts = [_begin(words, one.number) for one in told]
    own = {end: date for date in dates if (end := bracketed(words, date)) is not None}
    general = tuple(date for date in dates if date not in own.values())
    last: str | None = None
    for one in told:
        named = _period(one.number, _begin(words, one.number), starts, general)
        date = own.get(one.number.end)
        last = date.period if date else last if one.comparison in _RISES and not named else None
        yield last or named


def _period(number: Number, start: int, starts: list[int], dates: tuple[NamedDate, ...]) -> str | None:
    """The last period named before a number, unless it was named for another one."""
    before = [one for one in dates if one.period != "" and one.end <= number.start < one.until]
    for one in reversed(before):
        first = min((at for at in starts if at >= one.end), default=start)
        if not one.once or first == start:
            return one.period
    return None


def _begin(words: str, number: Number) -> int:
    """Where a number begins; of a structure (9.4:66.8:23.8) each part where the first one does."""
    structured = _STRUCTURED.search(words[: number.start])
    return structured.start() if structured else number.start


def _told(text: str, sentence: Sentence, dates: tuple[NamedDate, ...]) -> Iterator[Told]:
    words = text[sentence.start : sentence.end]
    segments = list(_segments(words, dates))
    leans = bool(segments and segments[0].numbers)
    memory = remember(_segments(_sentence_before(text, sentence.start), ())) if leans else Memory()
    for segment in segments:
        for told in read(memory, segment):
            yield _placed(replace(told, number=_with_money(told, segment)), segment.start)


def _sentence_before(text: str, start: int) -> str:
    """The sentence before the one at ``start``, in the same line."""
    line = text.rfind("\n", 0, start) + 1
    stop = max(text.rfind(mark, line, max(line, start - 1)) for mark in "。!?")
    return text[max(line, stop + 1) : start]


def _placed(told: Told, offset: int) -> Told:
    """With the offsets of its number counted from ``offset`` further back."""
    number = told.number
    return replace(told, number=replace(number, start=number.start + offset, end=number.end + offset))


def _with_money(told: Told, segment: Segment) -> Number:
    """1078万 is 1078万元 where the words are about money."""
    number = told.number
    if number.unit or ":1" in number.value or "∶1" in number.value:
        return number
    if re.search("[万亿]", number.value) and _PEOPLE.search(told.indicator):
        return replace(number, unit="人")
    near = told.indicator + segment.text[number.end : number.end + 12] + segment.topic
    return replace(number, unit="元") if _MONEY.search(near) else number


def _dates_of_row(words: str, cells: tuple[Cell, ...], year: int | None) -> Iterator[NamedDate]:
    """The period that a cell tells of its whole row (年份:2021), and years alone that head a column."""
    for cell in cells:
        value = words[cell.start : cell.end].strip()
        if _PERIODS.fullmatch(cell.header) and not re.search(r"\d日", value):  # days are when it takes place
            found = next(dates_in(f"{value}年" if _YEAR.fullmatch(value) else value, year), None)
            if found:
                yield NamedDate(0, 0, found.period, len(words))
        elif _YEAR.fullmatch(cell.header):
            yield NamedDate(cell.start, cell.start, f"{cell.header}年", cell.end)
        elif _PART_OF_YEAR.fullmatch(cell.header) and (found := next(dates_in(cell.header, year), None)):
            yield NamedDate(cell.start, cell.start, found.period, cell.end)


def _row(words: str, cells: tuple[Cell, ...], dates: tuple[NamedDate, ...]) -> Iterator[Told]:
    """The figures of a table's row: the row's name and the column's, or what a cell of text tells."""
    name, alone = header_name(row_name(words, cells)), dict(told_numbers(words, cells))
    for cell in cells:
        if _PERIODS.fullmatch(cell.header) or words[cell.start : cell.end].strip() == name:
            continue
        if number := alone.get(cell):
            header = _without_dates(header_name(cell.header))
            comparison = comparison_of(header, number.unit)
            yield Told(number, ("" if header and header in name else name) + header, comparison, target=is_target(cell))
        elif tells_amounts(cell):
            yield from _cell(words, cell, name, dates)


def _without_dates(header: str) -> str:
    """A column's name without the period, which its figures bear: 完成情况2023年上半年."""
    for one in reversed(list(dates_in(header, None))):
        if re.search(r"\d", header[one.start : one.end]):
            header = header[: one.start] + header[one.end :]
    return "" if _YEAR.fullmatch(header) else header


def _cell(words: str, cell: Cell, name: str, dates: tuple[NamedDate, ...]) -> Iterator[Told]:
    memory = Memory()
    inside = (one for one in dates if cell.start <= one.start < one.end <= cell.end)
    shifted = tuple(replace(one, start=one.start - cell.start, end=one.end - cell.start) for one in inside)
    for segment in _segments(words[cell.start : cell.end], shifted):
        for told in read(memory, segment):
            header = header_name(cell.header)
            own = header + told.indicator if each_one(told.indicator) else told.indicator or header
            placed = _placed(replace(told, number=_with_money(told, segment)), segment.start + cell.start)
            comparison = told.comparison or (FORMER if _BEFORE.search(header) else None)
            yield replace(placed, indicator=own if name in own else name + own, comparison=comparison)


def _segments(words: str, dates: tuple[NamedDate, ...]) -> Iterator[Segment]:
    """The stretches of a sentence between commas, brackets and colons; named periods are left out of their words."""
    numbers = sorted(_amounts(words), key=lambda number: number.start)
    masked = words
    for one in dates:
        masked = masked[: one.start] + HOLE * (one.end - one.start) + masked[one.end :]
    topic = ""
    for start, end in _spans(masked):
        if masked[end - 1 : end] in "::":
            topic = clean(masked[start : end - 1])
            if not any(start <= number.start < end for number in numbers):
                continue
        for first, body in _unbracketed(masked[start:end], [number.start - start for number in numbers]):
            begin = start + first
            inside = [number for number in numbers if begin <= number.start < begin + len(body)]
            inside = [number for number in inside if body[number.start - begin] != HOLE]
            shifted = (replace(number, start=number.start - begin, end=number.end - begin) for number in inside)
            yield Segment(body, tuple(shifted), topic, begin, words[:begin].rstrip().endswith(";"))


def _spans(words: str) -> Iterator[tuple[int, int]]:
    for start, end in clause_spans(words, 0, len(words)):
        cuts = [start, *(match.end() + start for match in _CUT.finditer(words[start:end])), end]
        yield from ((left, right) for left, right in pairwise(cuts) if left < right)


def _unbracketed(words: str, offsets: list[int]) -> Iterator[tuple[int, str]]:
    """A clause with the brackets that hold numbers cut out, then what stands in them; each with where it begins."""
    found = [match for match in _BRACKETS.finditer(words) if any(match.start() < at < match.end() for at in offsets)]
    for match in found:
        words = words[: match.start()] + HOLE * len(match[0]) + words[match.end() :]
    yield 0, words
    for match in found:
        yield from ((match.start() + 1 + start, match[0][1:-1][start:end]) for start, end in _spans(match[0][1:-1]))


def _of_places(words: str, number: Number) -> Number:
    """托管班设4个点 counts places; only where something rises, falls or is a rate are they percentage points."""
    if number.unit != "个点" or _POINTS.search(words, max(0, number.start - 12), number.start):
        return number
    return replace(number, unit="个", end=number.end - 1, value=number.value[:-1])


def _amounts(words: str) -> Iterator[Number]:
    ranks = (*ranks_in(words), *proportions_in(words))
    yield from ranks
    for number in map(partial(_of_places, words), numbers_in(words)):
        if not any(rank.start <= number.start < rank.end for rank in ranks) and is_amount(words, number):
            yield number
