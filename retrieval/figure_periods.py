"""The periods that a sentence names, and which of its figures they hold for. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_YEAR = r"(?:(?:19|20)\d\d年(?:度)?)"
_NEAR = r"(?:今年|去年|上年|前年|本年)"
_MONTHS = r"(?:\d{1,2}月?\s*[-\u2010-\u2014\uff0d~\uff5e至到]\s*\d{1,2}月(?:份)?)"
_PART = (
    r"(?:上半年|下半年|第?[一二三四1-4]季度|前[一二三四1-4]个?季度|前三季度|全年|前[\d一二三四五六七八九十]{1,2}个月)"
)
_DAY = r"(?:\d{1,2}月(?:\d{1,2}日|份|底|末|初|[上中下]旬)?)"
_SPAN = re.compile(
    rf"(?:截至|截止|至|到)?(?:目前)?(?P<period>(?P<year>{_YEAR}|{_NEAR})?(?P<part>{_MONTHS}|{_PART}|{_DAY})"
    rf"|(?P<years>20\d\d\s*[-\u2010-\u2014~\uff5e至]\s*20\d\d年)|(?P<only>{_YEAR}(?:[底末初])?|去年|上年|前年))(?P<tail>期间|以来|间|当中|内)?"
)
_EVENT = re.compile(r"(?:预计|预期|拟|将|计划|定|力争|确保|自|成立|创建|始建|出生)(?:于|在)?$|于$")
_COMPARED = re.compile(r"(?:比|较|同|与|对比|相比|相较于?)$")
_NOT_A_SPAN = re.compile(r"\s*(?:同期|之前|以前|前|起|开始|规划|计划|行动|年检|生|版|第)")

_WHOLE = re.compile("全年|[上下]半年")
_OPEN = ("", *",,。;;::((期共")


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period named at ``start:end``. ``once``: it holds for the next figure alone (由2020年的12家)."""

    start: int
    end: int
    period: str
    once: bool


def year_of(period: str | None) -> int | None:
    """The last year that a period names: 2022年上半年 → 2022."""
    years = re.findall(r"(?:19|20)\d\d", period or "")
    return int(years[-1]) if years else None


def named_periods(text: str, start: int, end: int, year: int | None) -> Iterator[NamedPeriod]:
    """The periods that ``text[start:end]`` names; ``year`` completes 1-5月 and 去年.

    Days on which something will happen (预计11月挂牌), deadlines (6月底前) and what is compared with (比去年) are none.
    """
    for match in _SPAN.finditer(text, start, end):
        before = text[max(start, match.start() - 6) : match.start()]
        if text[match.start() - 1 : match.start()].isdigit() or _NOT_A_SPAN.match(text, match.end()):
            continue
        if match["part"] and not match["year"] and _WHOLE.fullmatch(match["part"]) and before[-1:] not in _OPEN:
            continue  # 围绕全年重点工作
        if not _EVENT.search(before) and not _COMPARED.search(before):
            once = bool(re.search("[由从]$", before)) or text[match.end() : match.end() + 1] == "的"
            yield NamedPeriod(match.start(), match.end(), _written_out(match, year), once)


def _written_out(match: re.Match[str], year: int | None) -> str:
    """With its year, and 截至 where a day is meant up to which was counted."""
    until = "截至" if re.match("截[至止]", match[0]) else ""
    if match["years"]:
        return match["years"]
    named = _year(match["year"] or match["only"] or "", year)
    part = "" if match["part"] in (None, "全年") else match["part"]
    return until + re.sub(r"\s|份$", "", (named or "") + part)


def _year(named: str, year: int | None) -> str | None:
    shift = {"今年": 0, "本年": 0, "": 0, "去年": -1, "上年": -1, "前年": -2}.get(named)
    if shift is None:
        return named
    return f"{year + shift}年" if year else named
