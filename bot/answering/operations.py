"""Which sum a question asks for, and over what. A pure function on simplified text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Operation = Literal["sum", "difference", "share", "ratio", "base", "average", "left", "whole", "to_full"]

_BASE = re.compile(r"倒推|倒算|推算|反推|反算|推回去|折算|换算|按.{0,10}(增幅|增长率|增速|涨幅).{0,6}(算|推)")
_WHOLE = re.compile(
    r"(?:计划|任务|目标)?(?:总投资|总额|总数|总量|全年计划|年度计划|计划数|目标数)[^,。]{0,6}(?:应该|应|大概|大约)?(?:是|为|有)?多少"
)
_PERCENT = re.compile(r"\d(?:\.\d+)?%|百分之")
_TO_FULL = re.compile(r"(?:离|距离?)?.{0,8}(?:完成|任务|计划|目标).{0,10}还?(?:差|剩|有).{0,2}(?:几|多少)个?百分点")
_AVERAGE = re.compile(r"(平均|人均|户均)(每|一|下来)?|每[个家户场次人件座].{0,6}平均")
_SHARE = re.compile(r"^(?P<a>.+?)占(?![地用])(?P<b>.+?)(?:的)?(?:多少|百分之几|百分之多少|几成|比例|比重|百分比)")
_DIVIDED = re.compile(r"(?P<a>[^,(]{2,}?)除以(?P<b>[^,)?]{2,})")
_TIMES = re.compile(r"^(?P<a>.+?)是(?P<b>.+?)的?(?:多少|几)倍")
_THAN = re.compile(r"^(?P<a>.+?)比(?P<b>.+?)(?:要|还)?(?:多|少|高|低|大|小|快|贵)(?:出|了|卖|花|投)?.{0,6}(?:多少|几)")
_APART = re.compile(r"^(?P<a>.+?)(?:和|与|跟|同|、)(?P<b>.+?)(?:之间)?(?:相差|差了?|差距|差额|相减)")
_MINUS = re.compile(r"^(?P<a>.+?)(?:减去?|扣除|去掉)(?P<b>.+?)(?:是|还剩|等于|之后|后)?(?:多少|几)?")
_LEFT = re.compile(r"还(?:剩|差|缺|欠|有)(?:下)?(?:几|多少).{0,4}|剩(?:几|多少)|没.{1,4}的(?:有|还有)?(?:几|多少)")
_TOGETHER = re.compile(
    r"合计|一共|总共|共计|加起来|加一块|加在一起|合起来|合在一起|总和|总计|相加|共(?=有|是|多少|几)|累计起来|两项|三项"
)
_AND = re.compile(r"(?:再)?(?:加上|加|和|与|跟|以及|及|还有|连同|、|\+)")
_COMPARED_YEAR = re.compile(r"比(上年|去年|前年|同期|上半年|一季度)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A sum that is asked for. ``operands``: their words; empty where the rows of the sentences must tell."""

    operation: Operation
    operands: tuple[str, ...] = ()


def operation_in(text: str) -> Asked | None:
    """The sum a question asks for, or None."""
    if _BASE.search(text):
        return Asked("base", (_BASE.sub("", text),))
    if _TO_FULL.search(text):
        return Asked("to_full", (text,))
    if _WHOLE.search(text) and _PERCENT.search(text):
        return Asked("whole", (_WHOLE.sub("", text),))
    if average := _AVERAGE.search(text):
        return Asked("average", (text[: average.start()] + text[average.end() :],))
    for name, pattern in _TWO:
        match = pattern.search(text)
        if match and not _COMPARED_YEAR.search(text):
            return Asked(name, (match["a"], match["b"]))
    if _TOGETHER.search(text):
        before = _TOGETHER.split(text)[0] or text
        parts = tuple(piece for piece in _AND.split(before.strip(" ,")) if len(piece) > 1)
        return Asked("sum", parts if len(parts) > 1 else ())
    return Asked("left") if _LEFT.search(text) else None


_TWO: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("ratio", _TIMES),
    ("share", _SHARE),
    ("share", _DIVIDED),
    ("difference", _THAN),
    ("difference", _APART),
    ("difference", _MINUS),
)
