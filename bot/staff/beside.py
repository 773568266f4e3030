"""What a report tells right behind a figure: its rise or fall, its share of the plan, the next thing. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.staff.amounts import agrees, same_kind
from retrieval.chinese import half_width
from retrieval.document import Figure
from retrieval.editions.ledger import LedgerRow

_OF_THE_SAME = re.compile(
    r"[,、(]?(?:(?:同比|环比|[比较](?:上年|去年|上月|年初)(?:同期)?)?(?:增幅|增速|增长|上升|提高|下降|减少|回落|下跌)"
    r"|(?:完成|占|为|达)[^,;。、]{0,8}(?:计划|目标|任务|预算)的?)(?:了|为|达到?)?"
)


def leaning(draft: str, figure: Figure, known: Figure, row: LedgerRow, rows: Sequence[LedgerRow]) -> LedgerRow | None:
    """Where a draft tells right behind ``known`` its rise or its share of the plan: what the report tells so behind ``row``,
    which is the report's figure for ``known``."""
    if not _OF_THE_SAME.fullmatch(half_width(draft[known.end : figure.start])):
        return None
    behind = (one for one in _behind(row, rows) if one.figure.comparison not in (None, "条件", "原值"))
    found = next(behind, None)
    return found if found and same_kind(figure, found.figure) else None


def next_equal(figure: Figure, row: LedgerRow, rows: Sequence[LedgerRow]) -> LedgerRow | None:
    """The figure that follows ``row`` in its sentence, where it is the draft's to the number and the unit."""
    found = next(iter(_behind(row, rows)), None)
    return found if found and same_kind(figure, found.figure) and agrees(figure, found.figure) else None


def _behind(row: LedgerRow, rows: Sequence[LedgerRow]) -> list[LedgerRow]:
    same = (one for one in rows if (one.document, one.figure.sentence) == (row.document, row.figure.sentence))
    return sorted((one for one in same if one.figure.start > row.figure.start), key=lambda one: one.figure.start)
