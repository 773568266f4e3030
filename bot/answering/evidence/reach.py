"""How far a sentence goes on about one thing: up to the clause that names another. Pure functions on half-width text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import rjieba

from bot.answering.evidence.gathering import Evidence
from bot.answering.question.terms import Term, matches, plain
from retrieval.document import Clause

_PREDICATE = re.compile(  # what follows is said of the same
    "正在?|即?将|已|现[已有在正]|并|且|均|也|还|仍|尚|没|未|继续|陆续|同步|正式|全面|实际|其(?![中余他])|该|此"
)
_OF_ANYTHING = re.compile(  # a part, a measure or a step that every work has
    r"[主总]体|工程|项目|土建|装[修饰]|外?立面|外墙|幕墙|设备|内部|室内|地[面下上]|[路屋桥]面|路基|雨污|管网|水电|消防|附属|配套|前期|基础|桩基"
    r"|方案|设计|规划|图纸|手续|审批|招标|总?投资|[建占用]\S{0,2}面积|面积|全长|总长|累计|预算|资金|施工|进度|[一二三四五六七八九十]期"
)
_PASSED = ("t", "c", "d", "a", "vd")  # what may stand before a subject: 目前, 全面
_AHEAD = frozenset("计划 预计 力争 争取 确保 拟 有望".split())
_NO_SUBJECT = ("p", "v", "m", "r", "f")  # how a clause begins that has none: 由, 完成, 每月
_ONE = "[东西南北中前后首一二三四五六七八九十0-9a-dA-D]"
_TELLS_MOST = 0.9  # of the weight of the question's heaviest word
_HELD = 0.8  # share of a word that a text must hold
_PART = re.compile(f"{_ONE}+[段期区标批轮号侧片线]")


def continues(clause: str) -> bool:
    """Whether a clause goes on about the one before it: 由网格长牵头, 每月5日召开, 目前主体已封顶."""
    begins, rest = _beginning(clause)
    said = _PREDICATE.match(clause) or _PREDICATE.match(rest) or _OF_ANYTHING.match(clause) or _OF_ANYTHING.match(rest)
    return bool(said) or begins.startswith(_NO_SUBJECT)


def _beginning(clause: str) -> tuple[str, str]:
    """The part of speech of the first word that is no time and no adverb, and the clause from that word on."""
    words = list(rjieba.tag(clause))
    while words and (words[0][0] in _AHEAD or words[0][1].startswith(_PASSED)):
        words.pop(0)
    return (words[0][1] if words else "v"), "".join(word for word, _ in words)


def reach(item: Evidence, focus: Clause, terms: Sequence[Term]) -> tuple[Clause, ...]:
    """``focus`` and the clauses after it that speak of the same: up to a semicolon, or to a clause about another thing.

    A clause that begins with a word of the question is about the same, but not another part (二期) than it names. Of deeds in a
    row (建成…,启动…) each is about its own. A table's row is about one thing throughout.
    """
    clauses = item.sentence.clauses
    if item.is_row:
        return clauses[clauses.index(focus) :]
    found = [focus]
    for clause in clauses[clauses.index(focus) + 1 :]:
        before, text = item.read(found[-1]), item.read(clause)
        same = _begins_with(text, terms) or (continues(text) and not (_deed(text) and _deed(item.read(focus))))
        told = "".join(item.read(one) for one in found)
        other = any(another_part(term.text, text) for term in terms if term.text in told)
        if before.endswith(";") or other or not same:
            break
        found.append(clause)
    return tuple(found)


def another_part(part: str, text: str) -> bool:
    """Whether a text names another part of the sort of ``part`` (东段, 西段; 一期, 二期) and not that one."""
    return bool(_PART.fullmatch(part)) and part not in text and bool(re.search(f"{_ONE}{part[-1]}", text))


def _deed(text: str) -> bool:
    """Whether a clause begins with what was done."""
    return not _PREDICATE.match(text) and rjieba.tag(text)[0][1].startswith("v")


def _begins_with(text: str, terms: Sequence[Term]) -> bool:
    return any(text.startswith(term.text) for term in terms if len(term.text) > 1)


def named(text: str, terms: Sequence[Term]) -> bool:
    """Whether a text holds one of the words that tell most of what is asked about: a name, not 酒店 alone."""
    known = [term for term in terms if term.known and not term.light]
    heavy = [term for term in known if term.weight >= _TELLS_MOST * max(one.weight for one in known)]
    return any(share > _HELD for share in matches(heavy, plain(text)))
