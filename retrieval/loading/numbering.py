"""The numbers that Word writes by itself before paragraphs: 一、 (一) 1. A reader sees them, so they are text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "ideographDigital",
}
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    lists: dict[str, dict[int, Level]]
    styles: dict[str, tuple[str, int]]  # style → list and level
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """The lists of a python-docx document."""
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        lists = _lists(part.element) if part is not None and hasattr(part, "element") else {}
        return cls(lists, _styles(document.styles.element))

    def next(self, paragraph: Any) -> str:
        """The number before ``paragraph``, or nothing."""
        place = _place(paragraph.find(W + "pPr")) or self._by_style(paragraph)
        level = self.lists.get(place[0], {}).get(place[1]) if place else None
        if place is None or level is None or level.form in ("bullet", "none"):
            return ""
        counts = self._counts[place[0]]
        counts[place[1]] = counts.get(place[1], level.start - 1) + 1
        for deeper in [depth for depth in counts if depth > place[1]]:
            del counts[deeper]
        return _PLACE.sub(lambda match: self._written(place[0], int(match[1]) - 1), level.text)

    def _by_style(self, paragraph: Any) -> tuple[str, int] | None:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(style.get(W + "val")) if style is not None else None

    def _written(self, list_id: str, depth: int) -> str:
        level = self.lists[list_id].get(depth)
        if level is None:
            return ""
        number = self._counts[list_id].get(depth, level.start)
        return chinese(number) if level.form in _CHINESE else str(number)


def chinese(number: int) -> str:
    """1 to 99 as headings write them: 十二; larger ones digit by digit."""
    if number > 99:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _place(properties: Any) -> tuple[str, int] | None:
    """The list and level that paragraph properties name."""
    number = properties.find(W + "numPr") if properties is not None else None
    if number is None or (list_id := number.find(W + "numId")) is None:
        return None
    level = number.find(W + "ilvl")
    return list_id.get(W + "val"), int(level.get(W + "val")) if level is not None else 0


def _styles(element: Any) -> dict[str, tuple[str, int]]:
    found = {style.get(W + "styleId"): _place(style.find(W + "pPr")) for style in element.iter(W + "style")}
    return {style: place for style, place in found.items() if place}


def _lists(element: Any) -> dict[str, dict[int, Level]]:
    abstract = {
        one.get(W + "abstractNumId"): {int(level.get(W + "ilvl")): _level(level) for level in one.iter(W + "lvl")}
        for one in element.iter(W + "abstractNum")
    }
    named = ((one.get(W + "numId"), one.find(W + "abstractNumId")) for one in element.iter(W + "num"))
    return {name: abstract.get(kind.get(W + "val"), {}) for name, kind in named if kind is not None}


def _level(element: Any) -> Level:
    def value(name: str, otherwise: str) -> str:
        found = element.find(W + name)
        return otherwise if found is None else str(found.get(W + "val") or otherwise)

    return Level(value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1")))
