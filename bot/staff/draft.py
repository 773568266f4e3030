"""The numbers of a draft, and how it tells them: as done, as planned, in the report's own words. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.chinese import clause_spans, half_width
from retrieval.chunking import period_of
from retrieval.document import Clause, Document, Figure, Sentence, Source
from retrieval.editions.ledger import LedgerRow
from retrieval.figures.extraction import figures_of
from retrieval.outline import outline
from retrieval.progress import part_of, stamps

_DEED = re.compile("已|了(?!解)|完成|建成|竣工|完工|投用|启用|交付|实现|达到?|提升至|提高到|突破")
_FINISHED = re.compile("完工|竣工|投用|启用|交付|办结|结案|销号|验收")


def figures_of_draft(draft: str, year: int | None = None) -> Iterator[Figure]:
    """The figures of a draft, in order; its headings tell what was done, what is planned, and of when.

    ``year``: of 全年 and 1-5月, where the draft leaves it out.
    """
    near = (f"{year}年",) if year else ()
    for unit in outline(Document(Source("draft", "", None, None, None, "internal", "", ""), draft)):
        part, period = part_of(unit.section), period_of(unit.section, None)
        spans = list(clause_spans(draft, unit.sentence.start, unit.sentence.end))
        # each clause alone: 预计 at a sentence's start does not make a plan of all that follows
        clauses = tuple(Clause(*span, stamps([draft[slice(*span)]], part)[0]) for span in spans)
        yield from figures_of(draft, Sentence(unit.sentence.start, unit.sentence.end, clauses), near, period)


def tells_done(draft: str, figure: Figure, row: LedgerRow) -> bool:
    """Whether the draft tells as done what the report plans; not where it repeats the report word for word."""
    if row.figure.progress != "planned" or figure.progress in ("planned", "ongoing") or figure.period:
        return False
    told = figure.progress == "done" or _DEED.search(_said(draft, figure))
    return bool(told) and not repeats(draft, figure, row)


def finishes_more(draft: str, figure: Figure, row: LedgerRow) -> bool:
    """Whether the draft says that something is finished of which the report doesn't: 电梯|完工|14部, 改造|18条|全部完工."""
    behind = re.match(r"[^,;。、\d]*", half_width(draft[figure.end :]))
    told = clause_at(row.quote, row.figure.start - row.figure.sentence[0])
    said = figure.indicator + (behind[0] if behind else "")
    return bool(set(_FINISHED.findall(said)) - set(_FINISHED.findall(told)))


def repeats(draft: str, figure: Figure, row: LedgerRow) -> bool:
    """Whether the draft's clause stands in the row's sentence word for word."""
    return half_width(_said(draft, figure)).strip("。;, ") in half_width(row.quote)


def _said(draft: str, figure: Figure) -> str:
    start, end = figure.sentence
    return clause_at(draft[start:end], figure.start - start)


def clause_at(sentence: str, offset: int) -> str:
    """The clause of a sentence that holds ``offset``."""
    spans = clause_spans(sentence, 0, len(sentence))
    return next((sentence[start:end] for start, end in spans if start <= offset < end), sentence)
