"""Ages: which one a question is about, and whether a condition of a document admits it. Pure functions."""

from __future__ import annotations

import re

AGED = ("老人", "老年人", "长者")  # who need not be named beside an age
_AGED = re.compile(r"(?<!\d)(\d{1,3})\s*(?:周)?岁(?!以上|以下|及|以内|至|到|-)")
_PERSON = re.compile(
    r"(?:今年|刚满|满|都|已经?|爸|妈|爷|奶|伴|公|婆|老人|老爷子|老太太?|父亲|母亲|岳父|岳母|老头子?|我|他|她)[^\d元块]{0,2}(\d{2,3})(?![\d.%:点元块天个号年月日万亿家户件次人名张部套-])"
)
_NOW = re.compile(r"(?<![\d.第])([6-9]\d|1[01]\d)了(?=$|[,。?!])")  # 一个人住,85了
_BAND = re.compile(
    r"(?:年?满|达到?)?(?P<least>\d{1,3})(?:周)?岁(?:及?以上)?[,、且但]*(?:不满|未满|不到|不足)(?P<under>\d{1,3})(?:周)?岁"
    r"|(?P<low>\d{1,3})(?:周岁|岁)?\s*(?:至|到|-|—|–|~)+\s*(?P<high>\d{1,3})(?:周)?岁"
    r"|(?:年?满|达到?)(?P<full>\d{1,3})(?:周)?岁|(?P<from>\d{1,3})(?:周)?岁(?:及)?以上|(?:不满|未满|不到)(?P<below>\d{1,3})(?:周)?岁|(?P<upto>\d{1,3})(?:周)?岁(?:及)?以下"
)
_BAND_ASKED = re.compile(r"(\d{1,3})(?:(?:周?岁)?[到至~-]\d{1,3})?周?岁(?:及?以上|往上|朝上)?")
_INCLUDED = re.compile("[(\uff08]含(?:本数)?[)\uff09]")  # 80(含)-99周岁

_HUNDRED = re.compile(r"(?<![一二三四五六七八九几\d])百岁(?!以)")  # 百岁老人


def asked_age(question: str) -> int | None:
    """The age a question gives for a person: 83岁, 我妈今年83; None for a condition such as 80岁以上."""
    found = _AGED.search(question) or _PERSON.search(question) or _NOW.search(question)
    return int(found[1]) if found and int(found[1]) <= 120 else None


def with_age(question: str) -> str:
    """The question with the age it gives said as one: 83了 is 83岁; 90到94岁 and 80岁以上, if alone, their lowest."""
    if (age := asked_age(question)) and f"{age}岁" not in question and f"{age}周岁" not in question:
        question = question.replace(str(age), f"{age}岁", 1)
    return _BAND_ASKED.sub(r"\1岁", question) if len(_BAND_ASKED.findall(question)) == 1 else question


def admitting_floor(text: str, age: int) -> int | None:
    """The lowest age of the narrowest condition of ``text`` that admits ``age``; None where none does."""
    return max((low for low, high in _bands(text) if low <= age <= high), default=None)


def floors(text: str) -> frozenset[int]:
    """The ages from which on the conditions of ``text`` admit."""
    return frozenset(low for low, _ in _bands(text))


def _bands(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for band in _BAND.finditer(_HUNDRED.sub("100岁以上", _INCLUDED.sub("", text))):
        if band["least"]:
            found.append((int(band["least"]), int(band["under"]) - 1))
        elif band["low"]:
            found.append((int(band["low"]), int(band["high"])))
        elif from_ := band["full"] or band["from"]:
            found.append((int(from_), 200))
        elif band["below"]:
            found.append((0, int(band["below"]) - 1))
        else:
            found.append((0, int(band["upto"])))
    return found
