"""What each number of a sentence tells: its indicator and what it is compared with.

The words before a number (结案3件), those behind it (12座重点楼宇) or both (发放10万元消费券) name its indicator; a
rate or a change takes the one it is about (规模工业产值…,增幅…), a parallel the verb before it (三级岗1名、四级岗2名).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retrieval.figures.comparisons import RATE_UNITS, became, becomes, comparison_of, grown, is_change
from retrieval.figures.counts import counted
from retrieval.figures.memory import Memory, Told
from retrieval.figures.rates import rank, rates
from retrieval.figures.segments import FORMER, LIMIT, Segment, alike, limited

_EACH = re.compile("每[人月年户天日]")


def remember(segments: Iterable[Segment]) -> Memory:
    """What the sentence before has told: 同比增长5% at a sentence's start is about its last figure."""
    memory = Memory()
    for segment in segments:
        list(read(memory, segment))
    memory.end_sentence()
    return memory


def read(memory: Memory, segment: Segment) -> Iterator[Told]:
    """What the numbers of the next segment of a sentence tell."""
    memory.open(segment)
    for index in range(len(segment.numbers)):
        for told in _tell(memory, segment, index):
            memory.keep(told)
            yield told
    memory.close(segment)


def _tell(memory: Memory, segment: Segment, index: int) -> Iterator[Told]:
    number = segment.numbers[index]
    before = memory.words_before(segment, index)
    memory.carried = ""
    if re.match("[第前首]|榜首|倒数|全", number.value):
        yield rank(memory, segment, index, before)
    elif memory.told and (becomes(before) or (before == "达到" and memory.told[-1].comparison == FORMER)):
        former = memory.former()
        each = "".join(_EACH.findall(before))
        words = former.indicator if each in former.indicator else grown(former.indicator) + each
        yield Told(number, words, None, former.subject, counts=True)
    elif before in ("比", "较", "同", "与"):  # 比2022年的5.18亿元增长8.3%
        yield Told(number, memory.owner(), FORMER, memory.owner())
    elif number.unit in RATE_UNITS:
        for words in alike(segment.between(index), became(before)):
            yield from rates(memory, segment, index, words)
    elif is_change(before):
        owner = memory.counted_in(number.unit)
        yield Told(number, owner + before, comparison_of(before, number.unit), owner)
    elif rest := limited(segment, index):
        yield Told(number, before + rest + LIMIT, LIMIT, before)
    else:
        yield from counted(memory, segment, index, became(before))
