"""Personal numbers in a user's text are covered before the text is stored or sent to a model. Pure functions.

Covered: identity cards, bank cards, mobile and landline numbers, however people write them (groups, full width,
Chinese numerals, +86). Kept: service numbers such as 12345, 119, 95588 or 400 numbers, amounts, dates.
"""

from __future__ import annotations

import re

STAR = "*"

_WIDE = {0xFEE0 + ord(c): c for c in "0123456789XxOo()+-:"}  # full-width forms lie at one distance
_SPOKEN = str.maketrans("零〇一二三四五六七八九幺", "001234567891")

_GAP = r"[\s.\-‐-―_]{0,2}"
_AMOUNT = r"(?!\s*(?:元|块|万|亿|%|平方|公里|吨))"
_END = r"(?![0-9A-Za-z])"
_BEGIN = r"(?<![0-9A-Za-z.])"
_COUNTRY = rf"(?:(?:\+|00)?86{_GAP})?"
_AREA = r"0(?:10|2\d|[3-9]\d{2})"
_EXTENSION = rf"(?:{_GAP}(?:转|#|ext)?{_GAP}\d{{1,4}})?"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEGIN}[1-9]\d{{5}}{_GAP}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{3}}[\dX]{_END}",  # identity card, 18
        rf"{_BEGIN}[1-9]\d{{7}}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{{3}}{_END}{_AMOUNT}",  # identity card of old, 15
        rf"{_BEGIN}[1-9]\d{{3}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?{_END}{_AMOUNT}",  # bank card, 16 to 19
        rf"(?<![\dA-Za-z.+]){_COUNTRY}1[3-9]\d(?:\d{_GAP}\d{{3}}|{_GAP}\d{{4}}){_GAP}\d{{4}}(?!\d){_AMOUNT}",  # mobile
        rf"(?<![\d.]){_COUNTRY}[(]?{_AREA}[)]?{_GAP}[2-9]\d{{2,3}}{_GAP}\d{{4}}{_EXTENSION}(?!\d)",  # landline
        r"(?<=[话机码系打电])[是为:了号码\s]{0,4}[2-9]\d{6,7}(?!\d)",  # landline without one: 电话88123456
    )
)


def mask(text: str) -> str:
    """``text`` with every digit of a personal number as a star; same length, so offsets stay; idempotent."""
    plain = text.translate(_WIDE)
    spoken = plain.translate(_SPOKEN)
    spans = [m.span() for reading in (plain, spoken) for pattern in _PATTERNS for m in pattern.finditer(reading)]
    return "".join(_star(c) if any(s <= at < e for s, e in spans) else c for at, c in enumerate(text))


def _star(character: str) -> str:
    """Digits and the X of an identity card are covered; gaps and words between them stay."""
    reading = character.translate(_WIDE).translate(_SPOKEN)
    return STAR if reading.isdigit() or reading in "Xx" else character
