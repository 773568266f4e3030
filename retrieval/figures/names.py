"""Which numbers of a text are amounts; the rest are names, codes, dates and addresses. Pure functions."""

from __future__ import annotations

import re

from retrieval.figures.numbers import Number
from retrieval.figures.units import LABELS

QUOTED_NAME_LIMIT = 16  # characters: “3分钟消防救援圈”; a longer quotation is text and holds amounts

_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_CHINESE = "零〇一二三四五六七八九两十百千"
_ENUMERATING = frozenset("项 种 类 条 道 层 本 面 支 门 号 片 块 站 节 大项 大类".split())
_END = re.compile(r"\s*(?:$|[,。;、:!?)”’])")

# What follows or precedes a number that is part of a name.
_NAME_AFTER = re.compile(
    r"\s*(?:方面|全覆盖|维护|确立|之家|室.厅|后(?!备|续|勤|台|方|期)|[^\d,。;、]{0,8}圈(?![^\d,。;、]{0,4}[层子]))"
)
_SPELLED_NAME_AFTER = re.compile(
    r"\s*(?:行动|攻坚|规划|计划(?!投资)|倍增|领域|责任|清单|分类|重一大|会一课|小组|大事|实事|会议|全会|孩(?!子)|胎"
    "|持续|坚持|聚焦|更加|强化|突出|注重|必须|不动摇|转变|结合|统筹)"
)
_ADDRESS_BEFORE = re.compile(r"(?:\d|号|弄|号楼|幢|栋|单元)$")
_COURSE = re.compile(
    r"(?:举办|开展|组织|开设|发布|印发|推出|编发|刊发|制作|播出|培训班?|讲座|讲堂|开讲|课程|专栏|简报|沙龙|课堂|论坛|活动)[^,。;、]{0,8}$"
)
_BOUND = re.compile("[十百千]?[百千万亿]元$")
_LASTING = re.compile(r"(?:满|连续|为期|期限|有效期|质保期|免费期|租期|工期)(?:为|是|达|最长|最短|不超过|至少)*$")
_WITHIN = re.compile(r"\s*(?:以上|以内|之内|内|以下|的期限)")


def is_amount(text: str, number: Number) -> bool:
    """Whether ``number``, found in ``text``, tells how much or how many."""
    before, after = text[max(0, number.start - 24) : number.start], text[number.end : number.end + 24]
    if number.value.startswith("第") or re.match("一半|半数|过半", number.value) or not _has_unit(number):
        return False
    if _in_name(text, number) or _is_code(before, after, number) or _is_place(before, after, number):
        return False
    return _lasts(before, after, number) if number.unit in LABELS else _counts(before, after, number)


def _has_unit(number: Number) -> bool:
    return bool(number.unit) or bool(re.search("[万亿]", number.value))


def _in_name(text: str, number: Number) -> bool:
    for opening, closing in _QUOTES.items():
        start = text.rfind(opening, max(0, number.start - QUOTED_NAME_LIMIT), number.start)
        end = text.find(closing, number.end, number.start + QUOTED_NAME_LIMIT)
        if (
            start >= 0
            and end >= 0
            and closing not in text[start : number.start]
            and opening not in text[number.end : end]
        ):
            return end - start <= QUOTED_NAME_LIMIT + 1
    return False


def _is_code(before: str, after: str, number: Number) -> bool:
    """G312, 5G, 1+4+X, 7×24小时, A3类, 2.5级."""
    return bool(
        re.search(r"[A-Za-z+×*#№-]$|第$|\d[.:/]$", before)
        or (re.match(r"[A-Za-z+×*]", after) and number.unit in ("", "级"))
    ) and not (
        re.search(r"[\u4e00-\u9fff%][-]$", before)
        or number.unit in ("%", "‰", "km", "kg", "GB", "TB", "MB", "kWh", "kW", "MW")
    )


def _is_place(before: str, after: str, number: Number) -> bool:
    """6号3幢, 2单元302室, 3层; a clock's minutes."""
    if number.unit == "分" and re.search(r"\d[时点]$", before):
        return True
    if number.unit in ("层", "楼"):
        return not re.match(r"\s*(?:以上|以下|高)", after)
    if number.unit not in ("幢", "栋", "单元"):
        return False
    named = re.search("[里苑村园城庭府邸都坊居墅湾郡]$", before) and not _END.match(after)  # 枫林里7幢加装电梯
    return bool(named or _ADDRESS_BEFORE.search(before) or re.match(r"\d+(?:单元|[号室层楼-])", after))


def _lasts(before: str, after: str, number: Number) -> bool:
    """Years, days and 期 are amounts where they tell a duration or how many courses there were."""
    if number.unit == "期":
        return bool(_COURSE.search(before)) and not before.endswith("第")
    if number.unit in ("年", "日") and number.number < 100:
        return bool(_LASTING.search(before) or _WITHIN.match(after))
    return False


def _counts(before: str, after: str, number: Number) -> bool:
    spelled = number.value[0] in _CHINESE
    if number.value in ("二次", "三次", "二轮") and not _END.match(after):  # 三次产业, 二次招商, 二轮延包
        return False
    if spelled and (before.endswith("分") or number.unit == "方"):  # 分三批发放, 三方
        return False
    if number.unit == "小时" and number.number == 24 and not _WITHIN.match(after):
        return False
    if number.unit == "人" and re.match("制(?!作|定|造)", after):  # 5人制足球
        return False
    if number.value == "一遍" or (number.unit == "个季度" and before.endswith("连续")):
        return False
    if number.unit == "个月" and re.search("前$|头$", before):
        return False
    if _BOUND.match(number.value) and re.match(
        "的?(?:项目|企业|楼宇|税源|客商|规模|产业|大户)", after
    ):  # 过亿元项目3个
        return False
    if _NAME_AFTER.match(after) or (spelled and _SPELLED_NAME_AFTER.match(after)):
        return False
    if not spelled or "分之" in number.value:
        return True
    return not (number.unit in _ENUMERATING and number.number < 11 and not _END.match(after)) and not re.search(
        "[每逐][^,。]?$", before
    )
