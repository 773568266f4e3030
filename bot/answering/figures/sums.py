"""Sums shown in an answer: 1287万元 + 1078万元 = 2365万元以上. Read and worked out again in exact decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from bot.answering.checks.mentions import Mention, mentions

_NOTE = re.compile(r"\((?=[^()\d])[^()]*\)")  # (报告写"突破") tells about an operand and is no part of the sum
_MONTHS = re.compile(r"\d+\s*-\s*\d+月")
_EQUALS = re.compile(r"=|≈|约等于|等于")
_SIDE = re.compile(r"[。;,:=≈](?!\d{3})")
_OPERATOR = re.compile(r"[+\-×÷*/()]|加上|减去|乘以|除以")
_SIGNS = {"×": "*", "÷": "/", "加上": "+", "减去": "-", "乘以": "*", "除以": "/"}
_SHARES = {"%": Decimal(100), "‰": Decimal(1000), "个百分点": Decimal(100)}
PLACES = frozenset(("张", "个", "床", "席", "座"))  # 96张 - 41人: people take places
_INEXACT = re.compile(r"以上|以下|以内|左右|超|多|余|约|近|突破|不止|至少|不到|不足|≈")
CONSTANTS = frozenset((Decimal(1), Decimal(100)))
_SPANS = frozenset((Decimal(3), Decimal(6), Decimal(12)))  # the months of a quarter, half a year and a year


class SumError(ValueError):
    """The sum cannot be read or doesn't come out."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One shown sum. ``inexact``: the result is written with a hedge."""

    operands: tuple[Mention, ...]
    result: Mention
    inexact: bool


def is_constant(one: Mention) -> bool:
    """Whether a number may stand in a sum though no document says it: 1, 100%, a year's 12个月."""
    return (one.value in CONSTANTS and one.unit in ("", "%")) or (one.value in _SPANS and one.unit == "个月")


def sums_in(text: str) -> list[Sum]:
    """The sums of a text that went through ``plain``; raises ``SumError`` for one that is wrong or unreadable."""
    text = _MONTHS.sub("", _NOTE.sub("", text))
    return [_read(text, sign) for sign in _EQUALS.finditer(text)]


def _read(text: str, sign: re.Match[str]) -> Sum:
    left = _expression(text[_begin(text, sign.start()) : sign.start()])
    right = text[sign.end() : _end(text, sign.end())]
    operands, results = tuple(mentions(left)), mentions(right)
    if not results or len(operands) < 2:
        raise SumError(f"{left}={right}")
    result = results[0]
    _check(operands, left, result)
    around = right[: result.end + 4] + text[sign.start() : sign.end()]
    return Sum(operands, result, bool(result.hedge or _INEXACT.search(around)))


def _begin(text: str, end: int) -> int:
    stops = [stop.end() for stop in _SIDE.finditer(text, 0, end)]
    return stops[-1] if stops else 0


def _expression(left: str) -> str:
    """What is summed up: numbers before it that no sign ties to it (两家合计…) are none of its operands."""
    begin = 0
    for one, two in pairwise(mentions(left)):
        if not _OPERATOR.search(left, one.end, two.start):
            begin = one.end
    return left[begin:]


def _end(text: str, start: int) -> int:
    stop = _SIDE.search(text, start)
    return stop.start() if stop else len(text)


def _check(operands: Sequence[Mention], left: str, result: Mention) -> None:
    tokens = list(_tokens(operands, left))
    if "+" in tokens or "-" in tokens:
        _same_units([one for one in operands if one.value not in CONSTANTS or one.unit], result, tokens)
    shown = _number(result)
    with localcontext(prec=50):
        exact = _Reader(tokens).value()
    slack = result.step / _SHARES.get(result.unit, Decimal(1)) / 2
    if abs(exact - shown) > slack:
        raise SumError(f"{left}={exact.normalize()}")


def _same_units(operands: Sequence[Mention], result: Mention, tokens: Sequence[Decimal | str]) -> None:
    """What is added or taken away is of one kind; a product in the same sum may change it."""
    units = {"%" if one.unit in _SHARES else one.unit for one in (*operands, result)} - {""}
    if "人" in units and "-" in tokens and result.unit in PLACES:
        units -= {"人"}
    if len(units) > 1 and not {"*", "/"} & set(tokens):
        raise SumError(f"units {'、'.join(sorted(units))}")


def _number(mention: Mention) -> Decimal:
    return mention.value / _SHARES.get(mention.unit, Decimal(1))


def _tokens(operands: Sequence[Mention], text: str) -> Iterator[Decimal | str]:
    """Operands and signs in their order; the words around them name what is added."""
    at = 0
    for operand in operands:
        yield from _signs(text[at : operand.start])
        yield _number(operand)
        at = operand.end
    yield from _signs(text[at:])


def _signs(text: str) -> Iterator[str]:
    for sign in _OPERATOR.findall(text):
        yield _SIGNS.get(sign, sign)


class _Reader:
    """Recursive descent over tokens: a sum of products of numbers and brackets."""

    def __init__(self, tokens: Sequence[Decimal | str]) -> None:
        self._tokens = list(tokens)

    def value(self) -> Decimal:
        found = self._sum()
        if self._tokens:
            raise SumError(f"left over: {self._tokens}")
        return found

    def _sum(self) -> Decimal:
        found = self._product()
        while self._next("+", "-"):
            sign = self._take()
            found += self._product() if sign == "+" else -self._product()
        return found

    def _product(self) -> Decimal:
        found = self._one()
        while self._next("*", "/"):
            if self._take() == "*":
                found *= self._one()
            elif divisor := self._one():
                found /= divisor
            else:
                raise SumError("divided by nothing")
        return found

    def _one(self) -> Decimal:
        first = self._take()
        if isinstance(first, Decimal):
            return first
        if first != "(":
            raise SumError(f"a number is missing at {first}")
        inside = self._sum()
        if self._take() != ")":
            raise SumError("a bracket is open")
        return inside

    def _next(self, *signs: str) -> bool:
        return bool(self._tokens) and self._tokens[0] in signs

    def _take(self) -> Decimal | str:
        if not self._tokens:
            raise SumError("a number is missing")
        return self._tokens.pop(0)
