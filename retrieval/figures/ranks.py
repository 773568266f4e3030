"""Ranks and proportions: 全区第二, 位列全市第3位, 倒数第三, 收入比缩小至1.73:1, 三次产业结构3.5:54.1:42.4.

第二届 and 第一书记 are none. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from retrieval.figures.numbers import Number, read_amount

_SCOPES = "全国|全省|全市|全区|全县|全镇|全州|全旗|全系统|全街道|全域|苏南|苏北|省内|市内|区内"
_ORDINAL = r"(?:(?:倒数)?(?:第|前)(?P<place>[一二三四五六七八九十]{1,3}|\d{1,3})(?P<word>[名位强])?|首位|榜首)"
_END = r"(?=$|[,。;、:!?)”\s]|和|及|的|行列|以内|之列)"
_RANK = re.compile(rf"(?P<scope>(?:{_SCOPES})(?:同类[\u4e00-\u9fff]{{0,4}})?)?{_ORDINAL}{_END}")
_NEXT = re.compile(rf"[、和](?P<value>{_ORDINAL}){_END}")
_RANKING = re.compile(
    r"(?:排名|排|位列|位居|名列|列|居|位次|名次|跃升至?|跃居|升至|进入|获得?|并列|分列)[^,。;、]{0,8}$"
)
_FORMER = re.compile(rf"(?<=[由从]){_ORDINAL}(?=(?:上升|提升|跃升|前移|下降|升|降)[至到])")
_PROPORTION = re.compile(
    r"(?:比(?![分赛较])(?:例|值|重)?[^,。;、\d::]{0,8}|(?<=[:∶]1)[^,。;、\d::]{0,6})(?P<times>\d+(?:\.\d+)?)[:∶:]1(?![\d.::])"
)
_RATIO = "[:\u2236\ufe30]"
_THREE = _RATIO.join([r"(\d+(?:\.\d+)?)"] * 3)
_STRUCTURE = re.compile(rf"三次?产业?(?:结构|比例|占比)[^,。;\d]{{0,10}}{_THREE}(?:[^,。;\d]{{0,8}}[至到为]{_THREE})?")
_INDUSTRIES = ("第一产业占比", "第二产业占比", "第三产业占比")


def ranks_in(text: str) -> Iterator[Number]:
    """The ranks of a text as numbers with unit 名 (位 where it is written); ``value`` holds the scope: 全区第二."""
    for match in _FORMER.finditer(text):  # 由第29名升至第17名
        yield from _rank(match, match.start())
    for match in _RANK.finditer(text):
        if match["scope"] or _RANKING.search(text, max(0, match.start() - 14), match.start()):
            yield from _rank(match, match.start())
            if following := _NEXT.match(text, match.end()):  # 位居全市第三、第二
                yield from _rank(following, following.start("value"))


def proportions_in(text: str) -> Iterator[Number]:
    """How many times one thing is another, without a unit, where the words speak of a proportion."""
    for match in _PROPORTION.finditer(text):
        number = read_amount(match["times"])
        if number is not None:
            start = match.start("times")
            yield Number(start, match.end(), text[start : match.end()], "", number)


def industries_in(text: str) -> Iterator[tuple[str, Number, bool]]:
    """The shares of the three industries where a text tells their structure: the name, the share, and whether it is the
    former one: 由9:67:24调整为8:71:21."""
    match = _STRUCTURE.search(text)
    for number, digits in enumerate(match.groups() if match else ()):
        if match and digits and (share := read_amount(digits)):
            former = number < 3 and match[4] is not None
            yield _INDUSTRIES[number % 3], Number(*match.span(number + 1), digits, "%", share), former


def _rank(match: re.Match[str], start: int) -> Iterator[Number]:
    number = read_amount(match["place"]) if match["place"] else Decimal(1)  # 首位
    value = match.string[start : match.end()]
    if number is not None:
        hedge = "前" if "前" in value else None
        yield Number(start, match.end(), value, match["word"] or "名", number, hedge)
