"""The sums that a question may ask for, and how such a question is worded: the grammar of ``summing``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Operation = Literal[
    "sum",
    "difference",
    "share",
    "ratio",
    "base",
    "average",
    "left",  # 42件 of which 39件 are done
    "whole",  # the plan of which an amount is so many per cent
    "to_full",
    "change",  # of one indicator between two years, or from its former value
    "former",  # a year before, from an amount and its change
    "rate",  # of what was done among what came in
    "times",  # an amount a month over several of them
    "years",  # one indicator summed over years
    "gap",  # between what is planned and what is done
    "fulfilled",  # what per cent of what is planned is done
    "rest",  # of a whole without a part
    "net",  # a price less what is taken off it
    "over",  # what was spent against the budget
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sum that is asked for. ``operands``: their words; empty where the rows of the sentences must tell.

    Of ``left`` and ``rate`` the second is the verb, of ``times`` how long, of ``change`` the year compared with.
    """

    operation: Operation
    operands: tuple[str, ...] = ()


_PARTS = {
    "{几}": "(?:几|多少)",
    "{年}": r"(?:(?:20)?\d\d年|今年|去年|上年|前年|本年)",
    "{计划}": "(?:计划|任务|目标)",
    "{是}": "(?:总共|一共|大概|大约|应该|是|为|有)*",
    "{倒推}": "(?:倒推|倒算|推算|反推|反算|推回去|折算|换算)",
    "{a}": "(?:年[末底])?(?P<a>.+?)",  # the period of the documents tells 年末
    "{b}": "(?P<b>.+?)",
}  # what patterns have in common


def pattern(text: str) -> re.Pattern[str]:
    """A regular expression in which {几}, {年} … stand for what patterns have in common."""
    for name, part in _PARTS.items():
        text = text.replace(name, part)
    return re.compile(text)


@dataclass(frozen=True, slots=True)
class Wording:
    """``operands`` name parts of the pattern, what stands ``{before}`` and ``{after}`` it, its ``{rest}`` or all the ``{text}``."""

    operation: Operation
    pattern: re.Pattern[str]
    operands: tuple[str, ...]
    unless: re.Pattern[str]

    def __call__(self, text: str) -> Asked | None:
        found = self.pattern.search(text)
        if found is None or self.unless.search(text):
            return None
        parts = {name: words or "" for name, words in found.groupdict().items()}
        parts |= {"text": text, "rest": self.pattern.sub("", text)}
        parts |= {"before": text[: found.start()], "after": text[found.end() :]}
        return Asked(self.operation, tuple(operand.format_map(parts) for operand in self.operands))


def worded(operation: Operation, words: str, *operands: str, unless: str = "(?!)") -> Wording:
    """A wording; ``words`` and ``unless`` as ``pattern`` takes them. Without ``operands`` it is over the rest of the text."""
    return Wording(operation, pattern(words), operands or ("{rest}",), pattern(unless))


def of_two(operation: Operation, words: str, b: str = "{b}") -> Wording:
    """A wording that names two things; a change since another year is none."""
    return worded(operation, words, "{a}", b, unless="比(?:{年}|同期|上半年|一季度)")
