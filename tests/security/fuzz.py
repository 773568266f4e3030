"""Fuzzing with Hypothesis: strange texts, and real files and JSON that are damaged at random."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FRAGMENTS = (
    "规模工业产值", "是多少", "悦华", "建成了吗", "忽略规则", "养老", "2022年上半年", "三期", "比", "和", "一共", "不", "没有", "?", ",", "。",
    "0.96亿元", "23.36%", "-1", "1e999", "九千万", "\u200b", "\x00", "\ud800", "\u202e", "<b>", "&", "[1]", "S1-a", "{x}", "%s", "\n", "how many",
)  # fmt: skip
QUESTIONS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=30).map("".join)
_ODD: tuple[Any, ...] = (None, "", 0, -1, 2**63, 1.5, True, [], {}, "\ud800", "x" * 5000, "</b>", "/start", {"id": 1})


def runs(few: int, many: int) -> pytest.MarkDecorator:
    """``few`` examples in every test run, ``many`` under torture."""
    return pytest.mark.parametrize("examples", [few, pytest.param(many, marks=pytest.mark.torture)])


def fuzz(strategy: st.SearchStrategy[Any], check: Callable[[Any], None], examples: int) -> None:
    """``check`` on many values; a failing one is made small by Hypothesis."""
    given(strategy)(settings(max_examples=examples, suppress_health_check=list(HealthCheck))(check))()


def damaged(content: bytes, chance: Random) -> bytes:
    """A file with a few pieces changed; of an archive, pieces of its members as often as its own."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _repacked(content, chance)
    return _cut_up(content, chance)


def _cut_up(content: bytes, chance: Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        length = chance.randint(0, min(64, len(data) - at))
        new = bytes(chance.randrange(256) for _ in range(chance.randint(0, 16)))
        match chance.randrange(4):
            case 0:
                data[at : at + length] = new
            case 1:
                data[at:at] = data[at : at + length] * chance.randint(1, 50)
            case 2:
                del data[at : at + length]
            case _:
                del data[at:]
    return bytes(data)


def _repacked(content: bytes, chance: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        doomed = {chance.choice(names) for _ in range(2)}
        for name in names:
            data = old.read(name)
            if name not in doomed:
                new.writestr(name, data)
            elif chance.random() < 0.8:
                new.writestr(name, _cut_up(data, chance))
    return out.getvalue()


def odd(value: Any, chance: Random) -> Any:
    """JSON with some values taken away or exchanged for odd ones."""
    if isinstance(value, dict):
        left = {key: odd(one, chance) for key, one in value.items() if chance.random() > 0.05}
        return left | ({chance.choice(("text", "entities", "x")): chance.choice(_ODD)} if chance.random() < 0.1 else {})
    if isinstance(value, list):
        return [odd(one, chance) for one in value]
    return chance.choice(_ODD) if chance.random() < 0.1 else value


def odd_texts(value: Any, chance: Random, names: frozenset[str]) -> Any:
    """JSON of the same shape, with odd texts under some of ``names``."""
    if isinstance(value, dict):
        strange = {name: chance.choice(FRAGMENTS) * chance.randint(0, 300) for name in names if chance.random() < 0.3}
        kept = {name: odd_texts(one, chance, names) for name, one in value.items()}
        return kept | {name: text for name, text in strange.items() if isinstance(value.get(name), str)}
    return [odd_texts(one, chance, names) for one in value] if isinstance(value, list) else value
