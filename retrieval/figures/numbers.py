"""Numbers as people write them in Chinese reports, read as exact decimals. Pure functions.

``numbers_in`` finds everything that is written as a number (dates and codes too: whoever asks decides what it stands
for); ``normalise_numbers`` rewrites a text so that 0.96亿元, 9600万元 and full-width or Chinese numerals become equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from retrieval.chinese import half_width
from retrieval.figures.units import SCALES, UNIT


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a text. ``value`` is ``text[start:end]``, as written and with its unit: 90余场, 0.96亿元.

    ``number`` has 万 and 亿 multiplied out; of a range it is the lower end and ``upper`` the higher one. ``unit`` is
    empty where none is written. ``hedge`` holds the words that make the number inexact: 突破, 余, 以上.
    """

    start: int
    end: int
    value: str
    unit: str
    number: Decimal
    hedge: str | None = None
    upper: Decimal | None = None


_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}

_ARABIC = r"(?:(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_CHINESE = r"(?:[二三四五六七八九两]|十|一|[〇零○](?=[零〇○一二三四五六七八九点]))[零〇○一二三四五六七八九两十百千万亿]*(?:点[零〇一二三四五六七八九]+)?"
_MORE = r"[余多来]"
_SCALE = r"(?:万亿|[十百千]?[万亿]|[十百千](?![米克瓦伏]))"
_SPACE = r"[ \u00a0\u3000]?"
_MIXED = rf"{_ARABIC}亿{_ARABIC}万|{_ARABIC}万{_ARABIC}千"
_DIGITAL = rf"(?:{_MIXED}|{_ARABIC}{_MORE}?(?:{_SPACE}{_SCALE})?{_MORE}?)"
_SPELLED = rf"(?:{_CHINESE}{_MORE}?[万亿]?)"
_AMOUNT = rf"(?:{_DIGITAL}|{_SPELLED})"
_UNIT = rf"(?:{_SPACE}(?P<unit>{UNIT}))"
_DASH = r"[-\u2010-\u2014\uff0d~\uff5e]{1,2}"

_FRACTION = re.compile(
    rf"(?P<over>百|千)分之(?P<parts>{_CHINESE}|{_ARABIC})|(?P<bottom>[二三四五六七八九十])分之(?P<top>[一二三四五六七八九])"
    r"|(?P<half>一半|半数|过半(?!数))"
)
_RANGE = re.compile(rf"(?P<low>{_AMOUNT})(?P<unit1>{UNIT})?(?:\(含\))?(?:{_DASH}|[至到])(?P<high>{_AMOUNT}){_UNIT}")
_SINGLE = re.compile(rf"(?P<amount>{_DIGITAL}){_UNIT}?")
_ROUGH = re.compile(
    rf"(?P<amount>(?<=[近约超逾上过])(?<!签约)[百千万亿]{_MORE}?|(?<![\d零〇一二三四五六七八九十两几数百千万亿])[百千万][余多]){_UNIT}"
)
_WORDS = re.compile(rf"(?P<amount>{_SPELLED})(?:{_UNIT}|(?<=[二-龟][万亿])(?P<none>))")
_ORDINAL = re.compile(r"第(?P<amount>[二三四五六七八九十一]+|\d+)(?P<unit>[名位])?")

_BEFORE = re.compile(
    "(?:不少于|不低于|不高于|不超过|不大于|不多于|不足|不到|低于|高于|多于|少于|大于|小于|至少|至多|最多|最高|最低"
    "|突破|超过|将近|接近|大约|(?<!高)超|逾|(?<![附最亲])近|(?<![签节预公合])约|(?<!以)上)了?$"
)
_AFTER = re.compile(r"(?:\(含\))?(?:及)?(以上|以下|以内|之内|左右|上下|余|多)(?!的?人员名单)")
_ARTICLE_FOLLOWERS = re.compile(r"$|[,。;、!?)”\s]|和|以及|以上|以内|内")


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral (三千二百, 两万五, 二〇二二, 三点五), or None where the text is none."""
    whole, _, fraction = text.partition("点")
    value = _chinese_whole(whole)
    if value is None or not fraction:
        return value
    if fraction[-1] in SCALES:  # 三点五万
        small = chinese_number(text[:-1])
        return None if small is None else small * SCALES[fraction[-1]]
    if any(char not in _DIGITS for char in fraction):
        return None
    return value + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))


def _chinese_whole(text: str) -> Decimal | None:
    if text and all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    for scale in "亿万":
        high, found, low = text.rpartition(scale)
        if found:
            return _scaled(_chinese_whole(high), SCALES[scale], low)
    return _chinese_thousands(text)


def _scaled(high: Decimal | None, scale: Decimal, low: str) -> Decimal | None:
    if high is None or not low:
        return None if high is None else high * scale
    rest = _chinese_whole(low)
    if rest is None:
        return None
    short = len(low) == 1 and low in _DIGITS  # 三万五 is 35,000
    return high * scale + (rest * scale / 10 if short else rest)


def _chinese_thousands(text: str) -> Decimal | None:
    total, digit, last = Decimal(0), None, Decimal(10**4)
    for index, char in enumerate(text):
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif (scale := SCALES.get(char)) is None or scale >= last or (digit is None and index):
            return None
        else:
            total, digit, last = total + (1 if digit is None else digit) * scale, None, scale
    short = last > 10 and len(text) > 1 and text[-2] in "百千"  # 两百五 is 250
    return total + (digit or 0) * (last / 10 if short else 1)


def read_amount(text: str) -> Decimal | None:
    """The value of digits or numerals with their scale and without a unit: 1.2万, 4000余, 三千二百, 2亿3000万."""
    plain = re.sub(rf"{_MORE}|[,\s]", "", half_width(text))
    if mixed := re.fullmatch(r"([\d.]+)([亿万])([\d.]+)([万千])", plain):
        return Decimal(mixed[1]) * SCALES[mixed[2]] + Decimal(mixed[3]) * SCALES[mixed[4]]
    if arabic := re.fullmatch(r"(\d+(?:\.\d+)?)(\D*)", plain):
        scale = SCALES.get(arabic[2]) if arabic[2] else Decimal(1)
        return None if scale is None else Decimal(arabic[1]) * scale
    return SCALES[plain] if plain in SCALES and plain != "十" else chinese_number(plain)


def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number of a text, in order and without overlaps. 数十, 一些 and 几 are none."""
    found: list[Number] = []
    read, position = half_width(text), 0
    while (match := _START.search(read, position)) is not None:
        number = _read_at(read, match.start())
        if number is not None:
            found.append(_signed(replace(number, value=text[number.start : number.end]), read, position))
        position = number.end if number else _skip(read, match.start())
    for at in range(len(found) - 2, -1, -1):
        found[at] = _with_shared_unit(found[at], read, found[at + 1])
    return tuple(found)


def _with_shared_unit(one: Number, text: str, after: Number) -> Number:
    """0.1个、3.2个和1.5个百分点: all of them count points."""
    points = one.unit == "个" and after.unit == "个百分点"
    return replace(one, unit=after.unit) if points and text[one.end : after.start] in ("和", "、", "与", "及") else one


_START = re.compile(
    r"[\d零〇一二三四五六七八九两十第]|[百千]分之|半数|过半|(?<=[近约超逾上过])(?<!签约)[百千万亿]|[百千万][余多]"
)
_NUMERAL = re.compile(r"[零〇○一二三四五六七八九两十百千万亿]+")


_MINUS = re.compile(r"(?:^|[\u4e00-\u9fff\s(:,;、])(?P<minus>[-\u2212])$")


def _signed(number: Number, text: str, last: int) -> Number:
    """With its minus, where an amount of money or a rate is below zero: 利润-3.5万元, 同比-2.1%."""
    minus = _MINUS.search(text[: number.start])
    if minus is None or (last and minus.start("minus") == last) or not re.search("元|[%‰]|点$", number.unit):
        return number
    start = minus.start("minus")
    return replace(number, start=start, value=text[start] + number.value, number=-number.number)


def _skip(text: str, start: int) -> int:
    numeral = _NUMERAL.match(text, start)
    return numeral.end() if numeral else start + 1


def _read_at(text: str, start: int) -> Number | None:
    for reader in (_read_fraction, _read_ordinal, _read_range, _read_single):
        number = reader(text, start)
        if number is not None:
            return number
    return None


def _read_fraction(text: str, start: int) -> Number | None:
    match = _FRACTION.match(text, start)
    if match is None:
        return None
    unit = "‰" if match["over"] == "千" else "%"
    number = Decimal(50) if match["half"] else None
    if match["parts"]:
        number = read_amount(match["parts"])
    elif match["bottom"]:
        share = Decimal(100 * _DIGITS[match["top"]]) / _DIGITS.get(match["bottom"], 10)
        number = share.quantize(Decimal("0.01"))  # a third has no exact decimal
    hedge = "过" if match["half"] == "过半" else None
    return None if number is None else _number(text, match, unit, number, extra=hedge)


def _read_ordinal(text: str, start: int) -> Number | None:
    match = _ORDINAL.match(text, start)
    number = read_amount(match["amount"]) if match else None
    return None if match is None or number is None else _number(text, match, match["unit"] or "", number)


def _read_range(text: str, start: int) -> Number | None:
    match = _RANGE.match(text, start)
    if match is None or (match["unit1"] and match["unit1"] != match["unit"]):
        return None
    low, high = read_amount(match["low"]), read_amount(match["high"])
    if low is None or high is None:
        return None
    if not match["unit1"] and not re.search("[万亿]", match["low"]):
        low *= _shared_scale(match["high"])
    return _number(text, match, match["unit"], low, upper=high) if low < high else None


def _shared_scale(high: str) -> Decimal:
    """1.2-1.5万元 means 1.2万 to 1.5万."""
    scale = re.search(r"[十百千]?[万亿]|万亿", high)
    return SCALES[scale[0]] if scale and not re.match("[一二三四五六七八九十]", high) else Decimal(1)


def _read_single(text: str, start: int) -> Number | None:
    for pattern in (_SINGLE, _ROUGH, _WORDS):
        match = pattern.match(text, start)
        number = read_amount(match["amount"]) if match else None
        if match is not None and number is not None and not _is_article(text, match):
            return _number(text, match, match["unit"] or "", number)
    return None


def _is_article(text: str, match: re.Match[str]) -> bool:
    """一 before a noun counts nothing (一个平台, 一户一档), after it (服务站一处) it does; 十分 and 万分 mean very."""
    if match["amount"] == "一" and re.search("一.$|不[漏落丢少]$", text[: match.start()]):  # 一幢一名, 不漏一户
        return True
    if match["amount"] == "十":  # very; tens of
        return match["unit"] == "分" or text[match.start() - 1 : match.start()] in ("数", "几")
    return (
        match["amount"] == "一"
        and match["unit"] not in ("级", "期", "号", "季度", "月", "号楼", "号线")
        and not (
            _ARTICLE_FOLLOWERS.match(text, match.end()) and text[match.start() - 1 : match.start()] not in "“每统唯单"
        )
    )


def _number(
    text: str,
    match: re.Match[str],
    unit: str,
    number: Decimal,
    *,
    upper: Decimal | None = None,
    extra: str | None = None,
) -> Number:
    before = _BEFORE.search(text[max(0, match.start() - 5) : match.start()])
    inside = re.search(_MORE, match[0])
    after = _AFTER.match(text, match.end())
    if before and before[0] == "上" and match[0][0] not in "百千万亿":
        before = None  # 省级以上媒体, 线上
    hedges = [extra, before and before[0], inside and inside[0], after and after[1]]
    hedge = "".join(word for word in hedges if word) or None
    unit = unit.replace("/", "/").replace("·", "/")
    if unit == "人民币":
        unit = "元"
    if unit == "成":
        unit, number = "%", number * 10
    return Number(match.start(), match.end(), match[0], unit, number, hedge, upper)


def plain(number: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: 96000000, 23.36."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def normalise_numbers(text: str) -> str:
    """The text with every number written in one way: digits, 万 and 亿 multiplied out, hedges kept."""
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    position = 0
    for number in numbers_in(text):
        yield text[position : number.start]
        position = number.end
        if not number.unit and re.match(r"0\d", half_width(number.value)):  # 0519, 9:05
            yield half_width(number.value)
            continue
        gap = " " if re.search("[0-9]$", text[: number.start]) else ""  # 426两轮 must not become 4262轮
        upper = "" if number.upper is None else "-" + plain(number.upper)
        ordinal = "第" if number.value.startswith("第") else ""
        more = "".join(re.findall(_MORE, number.value)[:1])
        yield f"{gap}{ordinal}{plain(number.number)}{upper}{more}{number.unit}"
    yield text[position:]
