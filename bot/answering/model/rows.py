"""Whether a model gives a number to its own row of the ledger: 停车泊位340个,完成目标的84% of two rows told together.

分别完成68%和84% and the cells of a table stand too close together for words alone to tell whose number it is. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.checks.mentions import Mention, mentions, plain
from bot.answering.checks.pieces import grams, pieces
from bot.answering.checks.verify import Failure

_CLEARLY = 0.2  # of an indicator's pairs of characters
_STOPS = ";。!?"


def of_other_rows(sentence: AnswerSentence, rows: Sequence[FigureInAnswer]) -> Iterator[Failure]:
    """The numbers of a sentence that its words give to another of the cited rows, one not told before."""
    text = plain(sentence.text)
    for mention in mentions(text):
        said = _said(text, mention)
        others = [row for row in rows if row.unit == _unit(mention, rows) and not _tells(said, row)]
        own = [row for row in rows if _is(row, mention)]
        if own and _most_named(said, others) > _most_named(said, own) + _CLEARLY:
            yield Failure("number", sentence.text, f"{mention.text} belongs to something else")


def _said(text: str, mention: Mention) -> str:
    """What a text says from the last stop to the end of the piece with a number."""
    start = max(text.rfind(stop, 0, mention.start) for stop in _STOPS) + 1
    return text[start : next(piece.end for piece in pieces(text) if piece.start <= mention.start < piece.end)]


def _unit(mention: Mention, rows: Sequence[FigureInAnswer]) -> str | None:
    return next((row.unit for row in rows if _is(row, mention)), None)


def _tells(said: str, row: FigureInAnswer) -> bool:
    return any(_is(row, mention) for mention in mentions(said))


def _is(row: FigureInAnswer, mention: Mention) -> bool:
    """The same amount; a cell of a table (618.4 under 万元) has its scale in its number alone."""
    written = any(mention.equals(one) for one in mentions(plain(row.value)))
    return written or (mention.unit == row.unit and math.isclose(row.number, float(mention.value)))


def _most_named(said: str, rows: Sequence[FigureInAnswer]) -> float:
    """How much of a row's indicator a text names, from 0 to 1; of the row that it names best."""
    words = grams(said)
    names = [{gram for gram in grams(plain(row.indicator)) if not gram[0].isdigit()} for row in rows]
    return max((len(name & words) / len(name) for name in names if name), default=0.0)
