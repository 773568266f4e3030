"""A table's row as the loaders write it: 社区:西二村;老年人口:1200人。 Its cells, and the numbers that need a header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retrieval.figures.names import is_amount
from retrieval.figures.numbers import Number, numbers_in
from retrieval.figures.units import AGES, LABELS, SCALES, UNIT

_HEADER = re.compile(r"(?P<header>[^:,;。“”]{1,40}):(?P<value>[^;]+)$")
_NO_AMOUNT = re.compile(
    r"序号|编号|编码|代码|电话|联系|手机|热线|传真|邮编|门牌|楼号|房号|日期|时间|时限|期限|年份|年度$|年月|节点|身份证|文号|号码|账号"
)
_BRACKETED = re.compile(rf"[(](?:单位[:])?(?:±|[+]/?-)?(?P<scale>[十百千]?[万亿]|万亿)?(?P<unit>{UNIT})?[)]")
_NAMED_UNIT = re.compile(
    r"(?P<unit>户|人|件|场|次|名|家|篇|处|个|辆|栋|幢|人次|课时)次?数|(?P<rate>率|占比|比重|增幅|增速)$|(?P<people>人口)"
)
_RATE = re.compile("率|比|增长|增幅|增速|增减|%|‰|指数|得分|排名|名次")
_UNIT_OF_ALL = re.compile(rf"单位[:]\s*(?P<unit>(?:[十百千]?[万亿]|万亿)?(?:{UNIT})?)\s*(?:[)]|$|[。;])")
_UNIT_HEADER = re.compile("(?:计量)?单位(?:名称)?")
_TARGET = re.compile("目标|计划|任务")
_NAME_LIMIT = 30  # characters; what is longer tells something
_TEXT = re.compile("[,;。]")
_PLACE = re.compile("地址|地点|位置|坐落|电话|联系|时间")
_PRICE = re.compile("(?:单|售|原|会员|优惠)?价格?$|收费(?:标准)?$")  # in 元 where nothing else is told
_SIGN = re.compile(r"[+\-\u2212]")
_BARE = re.compile(r"\s*[+-]?[\d0-9,.]+\s*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its header, and where its text stands in the row."""

    header: str
    start: int
    end: int


def row_cells(row: str) -> tuple[Cell, ...]:
    """The cells of a row in order, or nothing where the text is no row."""
    cells: list[Cell] = []
    position = 0
    for part in row.rstrip("。\n").split(";"):
        match, end = _HEADER.match(part), position + len(part)
        if match is None and sum(bool(cell.header) for cell in cells) > 1:  # a semicolon in a cell's own text
            cells[-1] = replace(cells[-1], end=end)
        elif match is None and (cells or len(part) > 30 or re.search("[,:。]", part)):
            return ()
        else:
            header, begin = (match["header"], match.start("value")) if match else ("", 0)
            cells.append(Cell(header, position + begin, end))
        position = end + 1
    return tuple(cells) if len(cells) > 1 else ()


def row_name(row: str, cells: tuple[Cell, ...]) -> str:
    """What the row is about: its first cell that is no number, if it is no text; amounts are no part of a name, ages are."""
    names = (row[cell.start : cell.end].strip() for cell in cells)
    name = next((name for name in names if not _BARE.match(name)), "")
    if len(name) > _NAME_LIMIT or _TEXT.search(name):
        return ""
    for number in reversed(numbers_in(name)):
        if number.unit not in (*LABELS, *AGES) and is_amount(name, number):
            name = name[: number.start] + name[number.end :]
    return name


def bare_number(row: str, cell: Cell, of_row: tuple[str, str] = ("", "")) -> Number | None:
    """The number of a cell that holds a number alone; its unit and scale may stand in the header: 投资(万元).

    ``of_row``: the unit and scale of numbers whose header has none.
    """
    value = row[cell.start : cell.end].strip()
    sign = _SIGN.match(value)
    numbers = numbers_in(value)
    if len(numbers) != 1 or numbers[0].value != value[sign.end() if sign else 0 :] or _NO_AMOUNT.search(cell.header):
        return None
    unit, scale = _header_unit(cell.header)
    if not unit and not scale and not _RATE.search(cell.header):
        unit, scale = of_row if any(of_row) else ("元" if _PRICE.search(cell.header) else "", "")
    if re.fullmatch(r"[\d-]{7,}", value):  # a telephone number
        return None
    number = _in_cell(numbers[0], row, cell, sign)
    if number.unit or "万" in number.value or "亿" in number.value:
        return number
    return replace(number, unit=unit, number=number.number * SCALES.get(scale, 1))


def _in_cell(number: Number, row: str, cell: Cell, sign: re.Match[str] | None) -> Number:
    """A cell's number where it stands in the row, with its sign: -0.2 in a column of growth."""
    blank = len(row[cell.start : cell.end]) - len(row[cell.start : cell.end].lstrip())
    start, end = (cell.start + blank + at for at in (number.start, number.end))
    if sign is None:
        return replace(number, start=start, end=end)
    below = sign[0] != "+" and number.number > 0
    return replace(
        number,
        start=cell.start + blank,
        end=end,
        value=row[cell.start + blank : end],
        number=-number.number if below else number.number,
    )


def header_name(header: str) -> str:
    """A header without its unit: 投资(万元) → 投资, 同比增长% → 同比增长."""
    return _BRACKETED.sub("", header).strip().removesuffix("%")


def _header_unit(header: str) -> tuple[str, str]:
    if bracketed := _BRACKETED.search(header):
        return (bracketed["unit"] or "").replace("%", "%"), bracketed["scale"] or ""
    named = _NAMED_UNIT.search(header)
    if named is None:
        return ("%" if header.endswith("%") else ""), ""
    return named["unit"] or ("%" if named["rate"] else "人"), ""


def is_target(cell: Cell) -> bool:
    """Whether a column tells what is aimed at: 2024年目标."""
    return bool(_TARGET.search(cell.header)) and not re.search("完成|占|率", cell.header)


def tells_amounts(cell: Cell) -> bool:
    """Whether a cell of text may tell how much: no address, no telephone, no time."""
    return not _PLACE.search(cell.header)


def unit_of_row(row: str, cells: tuple[Cell, ...]) -> tuple[str, str]:
    """Unit and scale that the row tells of its numbers: in a column of units, else behind its name: 产值(亿元)."""
    told = next((row[cell.start : cell.end] for cell in cells if is_unit(cell.header)), None)
    return _header_unit(f"({told.strip()})" if told else row_name(row, cells))


def is_unit(header: str) -> bool:
    """Whether a column tells the units of a row's numbers."""
    return bool(_UNIT_HEADER.fullmatch(header))


def unit_of_all(text: str) -> str:
    """The one unit that a title or caption tells of a whole table: 单位:万元."""
    found = _UNIT_OF_ALL.search(text)
    return found["unit"] if found else ""


def has_unit(text: str) -> bool:
    """Whether a header or a row's name ends with its unit: 产值(亿元)."""
    return any(_header_unit(match[0]) != ("", "") for match in _BRACKETED.finditer(text))


def wants_unit(header: str) -> bool:
    """Whether numbers under ``header`` may have the unit of the whole table."""
    return not (_NO_AMOUNT.search(header) or _RATE.search(header)) and _header_unit(header) == ("", "")


def is_number(text: str) -> bool:
    return bool(_BARE.fullmatch(text))


def told_numbers(row: str, cells: tuple[Cell, ...]) -> Iterator[tuple[Cell, Number]]:
    """The cells that hold a number alone, but for the one that names the row."""
    of_row = unit_of_row(row, cells)
    for cell in cells:
        number = bare_number(row, cell, of_row)
        if number is not None:
            yield cell, number
