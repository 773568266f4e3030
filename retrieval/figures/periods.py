"""The dates that a sentence names, and which of its figures they tell the period of. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.figures.numbers import chinese_number

_YEAR = r"(?:(?:19|20)\d\d年(?:度)?)"
_NEAR = r"(?:今年|去年|上年|前年|本年)"
_TO = r"\s*[-\u2010-\u2014\uff0d~\uff5e至到]\s*"
_MONTHS = rf"(?:\d{{1,2}}月?{_TO}\d{{1,2}}月(?:份)?)"
_PART = (
    r"(?:上半年|下半年|第?[一二三四1-4]季度|前[一二三四1-4]个?季度|全年"
    r"|前[\d一二三四五六七八九十]{1,2}个月)"
)
_DAY = r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日|份|底|末|初|[上中下]旬)?)"
_DATE = re.compile(
    rf"(?:截至|截止|(?<![升降高低增减少加长短缩])[至到])?(?:目前)?(?:(?P<year>{_YEAR}|{_NEAR})?(?P<part>{_MONTHS}|{_PART}|{_DAY})"
    rf"|(?P<years>20\d\d{_TO}20\d\d年)|(?P<only>{_YEAR}(?:[底末初])?|去年|上年|前年)|(?P<now>今年|本年(?!度)))(?:期间|以来|间|当中|内|前|起)?"
)
_EVENT = re.compile(
    r"(?:(?:预计|预期|拟|将|计划|定|力争|确保|自|成立|创建|始建|出生)(?:于|在)?|于|入选|[获列纳]入?|获评|荣获|获得|申报)$"
)
_COMPARED = re.compile(r"(?:比|较|同|与|对比|相比|相较于?|恢复[到至]?)$")
_NO_PERIOD = re.compile(r"\s*(?:同期|之前|以前|前|起|开始|规划|行动|年检|生|版|第)")
_DOES = re.compile("[装建修办改种](?!设|议|筑|事)[满好成完了]?")
_WHOLE = re.compile("全年|[上下]半年")
_ONE_DAY = re.compile(r"\d{1,2}月(?:\d{1,2}日)?")
_CLAUSE = re.compile("[^,;。:]*(?:,当[天日][^,;。:]*)?")
_DEED = re.compile("启动|开工|开办|开业|开园|举办|召开|举行|完成|投产|竣工|建成|完工|通车|启用|投用|挂牌|揭牌")
_MARKS = ",,。;;::(("


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date at ``start:end`` of a text. It tells the period of the figures from there up to ``until``.

    ``period`` is empty for a date that is none (a deadline, a day to come), None for 今年: the document's own. ``once``: it holds for the next figure
    alone (由2020年的12家).
    """

    start: int
    end: int
    period: str | None
    until: int
    once: bool = False


def year_of(period: str | None) -> int | None:
    """The last year that a period names: 2022年上半年 → 2022."""
    years = re.findall(r"(?:19|20)\d\d", period or "")
    return int(years[-1]) if years else None


def dates_in(text: str, year: int | None) -> Iterator[NamedDate]:
    """The dates of a sentence, in order, but for those compared with (比去年); ``year`` completes 1-5月 and 去年."""
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        compared = _COMPARED.search(before) and not re.match(r"的\d[\d.]*(?![\d.%])", text[match.end() :])
        if not before[-1:].isdigit() and not compared:
            period = "" if _tells_no_period(text, match) else None if match["now"] else _written_out(match, year)
            once = bool(re.search("[由从]$", text[: match.start()])) or text.startswith("的", match.end())
            yield NamedDate(match.start(), match.end(), period, _until(text, match), once)


def bracketed(text: str, date: NamedDate) -> int | None:
    """Where the number ends that a date in brackets stands right behind: 9.75亿元(1—5月); None for any other date."""
    alone = text[date.start - 1 : date.start] in ("(", "(") and text[date.end : date.end + 1] in (")", ")")
    return date.start - 1 if alone and date.start else None


def _tells_no_period(text: str, match: re.Match[str]) -> bool:
    """Days on which something will happen (预计11月挂牌), deadlines (6月底前), 全年工作."""
    before = text[max(0, match.start() - 6) : match.start()]
    since = match[0].endswith("以来") and _ONE_DAY.match(match["part"] or "")
    if since or _NO_PERIOD.match(text, match.end()) or re.search("[前起]$", match[0]):
        return True
    if match["part"] and not match["year"] and _WHOLE.fullmatch(match["part"]) and not _opens(before):
        return before[-1:] not in ("期", "共", "街", "区") and not _DOES.match(text, match.end())
    return bool(_EVENT.search(before)) and match[0][0] not in "到至"


def _until(text: str, match: re.Match[str]) -> int:
    """When something happened (通济路5月20日通车,新增…) is the period of its own clause alone, what stands in brackets
    of the bracket; what is named behind the first comma holds up to the next semicolon."""
    before, clause = text[: match.start()], _CLAUSE.match(text, match.end())
    if before.rfind("(") > before.rfind(")") and (closing := text.find(")", match.end())) > 0:
        return closing
    if clause and _happens(match, before, clause[0]):
        return clause.end()
    whole = text.startswith((",", "、"), match.end()) or not re.search("[月季]", match["part"] or "")
    if whole and not re.search("[,;]", before):
        return len(text)
    stop = text.find(";", match.end())
    return stop if stop > 0 else len(text)


def _happens(match: re.Match[str], before: str, rest: str) -> bool:
    """Whether a date tells no more than when the deed of its clause takes place; ``rest``: of the clause."""
    if re.match("截[至止]", match[0]) or not match["part"]:
        return False
    opens, one_day = _opens(before), _ONE_DAY.fullmatch(match["part"])
    if one_day and not opens:
        return True
    if not rest or not re.search("[月季]", match["part"]):
        return False
    deed = not re.search(r"\d", rest) and (not opens or _DEED.match(rest))
    return bool(deed) or (one_day is not None and "日" in match["part"])


def _opens(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in _MARKS


def _written_out(match: re.Match[str], year: int | None) -> str:
    """With its year, and 截至 where a day is meant up to which was counted."""
    if match["years"]:
        return match["years"]
    until = "截至" if re.match("截[至止]", match[0]) else ""
    named = _year(match["year"] or match["only"] or "", year)
    part = "" if match["part"] in (None, "全年") else match["part"]
    part = re.sub("^[一二三四五六七八九十]+(?=月)", lambda found: str(chinese_number(found[0])), part)
    return until + re.sub(r"\s|份$", "", named + part) if named + part else ""


def _year(named: str, year: int | None) -> str:
    shift = {"今年": 0, "本年": 0, "": 0, "去年": -1, "上年": -1, "前年": -2}.get(named)
    if shift is None:
        return named
    return f"{year + shift}年" if year else ""
