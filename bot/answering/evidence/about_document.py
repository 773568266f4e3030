"""Questions about a document itself: who issued it, when, of what time it tells, which parts it has. Pure functions.

The manifest and the headings answer them, so what is said has no sentence to quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from bot.answering.answer import AnswerSentence
from bot.answering.draft import Draft
from bot.answering.question.terms import Term, coverage, matches, plain
from bot.texts import Texts
from retrieval.document import Passage, Source
from retrieval.periods import as_of

About = Literal["issuer", "published", "time", "parts"]

_PAPER = "(?:报告|文件|通知|公告|细则|办法|总结|指南|材料|方案|简报|通报)"
_MADE = "(?:写|发布|印发|公布|起草|编|做|出|发)(?:出来)?(?:的|了)?"
_OFFICE = "(?:谁|哪个(?:单位|部门)|什么(?:单位|部门)|哪里)"
_WHEN = "(?:什么时候|什么时间|哪天|哪一?年|哪个?月|几号|几月|何时)"
_END = "[??。]?$"
_ASKED: tuple[tuple[About, re.Pattern[str]], ...] = (
    ("issuer", re.compile(rf"{_PAPER}(?:是|由)?{_OFFICE}{_MADE}{_END}|^{_OFFICE}{_MADE}.{{0,10}}{_PAPER}{_END}")),
    ("published", re.compile(rf"{_PAPER}(?:是)?{_WHEN}{_MADE}{_END}")),
    (
        "time",
        re.compile(
            rf"(?:{_PAPER}|数据|内容).{{0,6}}(?:截至|截止|截止到|说到|写到|统计到){_WHEN}|(?:{_PAPER}|数据)(?:里的数据|里的数)?(?:是|说的是|写的是)?{_WHEN}的(?:情况|数据|事)?{_END}"
        ),
    ),
    (
        "parts",
        re.compile(
            rf"{_PAPER}.{{0,3}}(?:有|分|分为|分成|讲了|说了|写了|包括|主要讲)?(?:几|哪几|哪些|多少)个?(?:大)?(?:部分|方面|章|块)|{_PAPER}的?目录"
        ),
    ),
)
_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十]+[、.章节部分]*|\(?[一二三四五六七八九十\d]+\)|\d+[.、])\s*")


def about_of(text: str) -> About | None:
    """What a question asks about a document itself; None for a question about what it tells."""
    return next((about for about, pattern in _ASKED if pattern.search(text)), None)


def write_about(
    about: About, terms: Sequence[Term], passages: Sequence[Passage], newest: str | None, texts: Texts
) -> Draft:
    """What is known of the document that the question names; without a name, of the newest."""
    source = _named(terms, passages, newest)
    known = _known(about, source, passages)
    key = f"about.{about}" if known else "about.unknown"
    told = texts.say(key, title=source.title, **known)
    return Draft("answered" if known else "not_found", (AnswerSentence(told, "fixed"),))


def _named(terms: Sequence[Term], passages: Sequence[Passage], newest: str | None) -> Source:
    sources = {passage.source.id: passage.source for passage in passages}

    def fits(source: Source) -> tuple[float, bool]:
        return coverage(terms, matches(terms, plain(source.title))) if terms else 0.0, source.id == newest

    return max(sources.values(), key=fits)


def _known(about: About, source: Source, passages: Sequence[Passage]) -> dict[str, str]:
    if about == "issuer":
        return {"issuer": source.issuer} if source.issuer else {}
    if about == "published":
        return _date(source.published)
    if about == "time":
        until = _date(as_of([source]))
        return {"period": source.period, **until} if source.period and until else {}
    parts = _parts(source, passages)
    return {"number": str(len(parts)), "parts": "、".join(parts)} if len(parts) > 1 else {}


def _date(day: str | None) -> dict[str, str]:
    year, month, number = day.split("-") if day else ("", "0", "0")
    return {"year": year, "month": str(int(month)), "day": str(int(number))} if day else {}


def _parts(source: Source, passages: Sequence[Passage]) -> list[str]:
    """The outermost headings that there are several of, in order, without their numbers."""
    chunks = sorted((p.chunk for p in passages if p.source.id == source.id), key=lambda chunk: chunk.start)
    for depth in range(3):
        names = dict.fromkeys(_NUMBER.sub("", c.section[depth]) for c in chunks if len(c.section) > depth)
        if len(names) > 1:
            return list(names)
    return []
