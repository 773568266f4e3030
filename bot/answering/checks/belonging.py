"""Whether a number stays with its own words: 立案5件,结案3件 is not 立案3件. Pure functions on plain texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.checks.claims import turned
from bot.answering.checks.mentions import Mention, mentions, with_parts
from bot.answering.checks.pieces import pieces, shared

_HARD_STOPS = ";。!?\n"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that leads up to a number: what is said of it, with the numbers inside."""

    text: str
    numbers: tuple[Mention, ...]
    last: str  # its last piece, which holds the number

    def nearness(self, other: Run, unit: str) -> int:
        """What two runs share: words, and twice as much the numbers that are no amount of ``unit`` (80周岁)."""
        common = [one for one in self.numbers if one.unit != unit and any(one.equals(two) for two in other.numbers)]
        return shared(self.text, other.text) + 2 * len(common)


def misplaced(text: str, mention: Mention, quotes: Sequence[str]) -> Iterator[str]:
    """What is wrong with where ``mention``, a number of ``text`` that stands in the quotes, is put."""
    run = next((run for run in _runs(text, mention) if any(one == mention for one in run.numbers)), None)
    found = [other for quote in quotes for other in _runs(quote, mention)]
    own = [other for other in found if _holds(other, mention)]
    if run is None or not own:
        return
    if all(turned(run.last, other.last) for other in own):
        yield f"{mention.text}: rise or fall"
    together = [one for one in run.numbers if _alike(one, mention)]
    if len(together) == 1:
        strange = _stranger(run, own, found, mention.unit)
    else:
        strange = not any(_in_order(together, mentions(quote)) for quote in quotes)
    if strange:
        yield f"{mention.text} belongs to something else"


def _stranger(run: Run, own: Sequence[Run], found: Sequence[Run], unit: str) -> bool:
    """The words around a number lie clearly nearer to another one of its kind, or wholly with it.

    Not where those right beside it are its own and no other's: 办完8件,投入50万元 of 预算60万元,投入50万元,办完8件.
    """
    beside = max(shared(run.last, other.last) for other in own)
    if beside > max((shared(run.last, other.last) for other in found if other not in own), default=0):
        return False
    here = max(run.nearness(other, unit) for other in own)
    there = max((run.nearness(other, unit) for other in found if other not in own), default=0)
    return there >= here + 2 or (there > here and there == run.nearness(run, unit))


def _in_order(together: Sequence[Mention], quoted: Sequence[Mention]) -> bool:
    """Numbers of one piece (由265元提高到285元) follow each other as they do in the quote."""
    rest = with_parts(quoted)
    return all(any(one.equals(other) for other in rest) for one in together)


def _holds(run: Run, mention: Mention) -> bool:
    return any(mention.equals(one) for one in with_parts(run.numbers))


def _alike(one: Mention, mention: Mention) -> bool:
    """Numbers that could be taken for each other."""
    return one.unit == mention.unit or one.equals(mention)


def _runs(text: str, mention: Mention) -> Iterator[Run]:
    """The stretches that end with each piece that holds a number like ``mention``; a stop or semicolon ends one."""
    numbers, begin, last_end = mentions(text), 0, 0
    for piece in pieces(text):
        if any(stop in text[last_end : piece.start] for stop in _HARD_STOPS):
            begin = piece.start
        last_end = piece.end
        if any(_alike(one, mention) and piece.start <= one.start < piece.end for one in numbers):
            inside = tuple(one for one in numbers if begin <= one.start < piece.end)
            yield Run(text[begin : piece.end], inside, piece.text)
            begin = piece.end
