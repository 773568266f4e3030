"""When a period ends: 2022年上半年 → 2022-06-30."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from retrieval.document import Source

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年|[-./](?=\d)|$)")
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_QUARTER = re.compile(r"([一二三四1-4])\s*季度")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*(?:月|$)")
_HALVES = (("上半年", 6), ("前三季度", 9))


def period_end(period: str) -> date | None:
    """The last day of ``period`` as people write it, or None where no year stands in it."""
    text = unicodedata.normalize("NFKC", period)
    years = list(_YEAR.finditer(text))
    if not years:
        return None
    year, rest = int(years[-1][1]), text[years[-1].end() :]
    month = _last_month(rest)
    return date(year, month, calendar.monthrange(year, month)[1])


def _last_month(rest: str) -> int:
    for words, month in _HALVES:
        if words in rest:
            return month
    if quarter := _QUARTER.search(rest):
        return _QUARTERS[quarter[1]]
    months = _MONTH.findall(rest)
    return int(months[-1]) if months else 12


def as_of(sources: Iterable[Source]) -> str | None:
    """The ISO date up to which documents tell: the latest end of a period, or publication where there is none."""
    known = [day for source in sources if (day := _told_until(source))]
    return max(known).isoformat() if known else None


def this_year(sources: Iterable[Source]) -> int | None:
    """The year that readers of the documents call this one: of 2024年政府工作报告 it is 2024, though that tells of 2023.

    The year of the day up to which they tell, or the next where a document that tells up to it has that alone in its title.
    """
    known = {source: day for source in sources if (day := _told_until(source))}
    if not known:
        return None
    last = max(known.values())
    titles = (_YEAR.findall(source.title) for source, day in known.items() if day == last)
    return last.year + any(years == [str(last.year + 1)] for years in titles)


def told_on(source: Source) -> str:
    """The ISO date by which documents that contradict each other are put in order: publication, else their period's end."""
    return source.published or as_of([source]) or ""


def latest(sources: Iterable[Source]) -> str | None:
    """The id of the one document that tells up to the latest day; None where none or several do."""
    known = sorted(((day, source.id) for source in sources if (day := _told_until(source))), reverse=True)
    alone = len(known) == 1 or (len(known) > 1 and known[0][0] > known[1][0])
    return known[0][1] if alone else None


def _told_until(source: Source) -> date | None:
    published = date.fromisoformat(source.published) if source.published else None
    end = period_end(source.period) if source.period else None
    return min(end, published) if end and published else end or published
