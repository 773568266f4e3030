"""The progress stamps of a table's row, by its headers: what is aimed at, what came of it, and what only names it.

In 任务:建成活动中心;进展情况:正在装修 the task is no deed. Pure functions on half-width text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.document import Progress
from retrieval.figures.table_rows import Cell, is_number
from retrieval.progress import Part, stamps

_RESULT = re.compile(
    r"完成(情况|数|量|值|进度|进展|结果|程度|率)|完成$|进展|进度|(落实|实施|执行|推进|开展|办理|建设|实现)情况|实际|实绩|结果|成效|现状|现况|目前情况"
)
_AIM = re.compile(r"目标|任务|计划|承诺|预期|预算|拟|(建设|项目|工作|实施|主要|实事|具体)?(内容|举措|措施)$|打算|安排")
_TIME = re.compile(r"^(20\d\d年)?(第?[一二三四1-4]季度|上半年|下半年|全年|\d{1,2}月份?|[1-9]\d?[-—–~至]\d{1,2}月份?)$")
_STATE = re.compile(
    r"(已|全部|均|全面|提前|超额|基本|正在|持续|有序|加快|稳步|按?序?时序?|尚未|未|待|即将|顺利)*"
    r"(完成|完工|建成|竣工|办结|投用|启用|开工|推进|实施|进行|建设|施工|启动|达标|落实)(中|完毕|到位)?"
)


def row_stamps(
    row: str, cells: Sequence[Cell], clauses: Sequence[tuple[int, int]], part: Part | None, last_month: int
) -> list[Progress | None]:
    """One stamp a clause of ``row``; ``clauses`` and ``cells`` count in it.

    A table without a column of results is stamped as its section is.
    """
    owners = [_owner(cells, start) for start, _ in clauses]
    texts = [row[start:end] for start, end in clauses]
    results = result_cells(cells) or _quarters(cells, part)
    if not results:
        return stamps(texts, part, last_month)
    found: list[Progress | None] = []
    state = _state(row, results)
    for cell, own in _by_cell(owners, texts):
        if cell in results:
            found += stamps(own, "past", last_month)
        else:
            found += [state or ("planned" if _AIM.search(cell.header) else None)] * len(own)
    return found


def _quarters(cells: Sequence[Cell], part: Part | None) -> list[Cell]:
    """In a report of what was done, the columns of time beside a column of tasks."""
    aims = any(_AIM.search(cell.header) for cell in cells)
    return [cell for cell in cells if _TIME.search(cell.header)] if part == "past" and aims else []


def result_cells(cells: Sequence[Cell]) -> list[Cell]:
    """The columns that tell what came of a row; 计划完成时间 tells none."""
    return [cell for cell in cells if _RESULT.search(cell.header) and not re.match("计划|拟|预计|应", cell.header)]


def tells_time(cell: Cell) -> bool:
    """Whether a column tells of one quarter, month or part of the year."""
    return bool(_TIME.search(cell.header))


def task_cells(row: str, cells: Sequence[Cell]) -> list[Cell]:
    """The columns of text that tell what a row is about: its task, what is to be built."""
    aims = (cell for cell in cells if _AIM.search(cell.header) and cell not in result_cells(cells))
    return [cell for cell in aims if not is_number(row[cell.start : cell.end])]


def _state(row: str, results: Sequence[Cell]) -> Progress | None:
    """The state of the whole row where its result is no more than that: 已完成, 正在推进."""
    whole = re.split("[,。;]", row[results[-1].start : results[-1].end].strip())[0]
    return stamps([whole], "past")[0] if _STATE.fullmatch(whole) else None


def _owner(cells: Sequence[Cell], at: int) -> Cell:
    """The cell that a clause belongs to; its header stands before its text."""
    return next((cell for cell in cells if at < cell.end), cells[-1])


def _by_cell(owners: Sequence[Cell], texts: Sequence[str]) -> Iterator[tuple[Cell, list[str]]]:
    """The clauses of each cell, without their headers."""
    for cell in dict.fromkeys(owners):
        yield (
            cell,
            [text.removeprefix(f"{cell.header}:") for owner, text in zip(owners, texts, strict=True) if owner == cell],
        )
