"""Answers to "what is planned, what was done, what is lacking": the leading sentences of the part asked about, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.draft import Citations, Draft
from bot.answering.evidence.gathering import Evidence
from bot.answering.question.asked_period import fits
from bot.answering.question.kinds import BADLY
from bot.answering.question.terms import Term, coverage, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.writing.open import write_open
from bot.answering.writing.wording import says, told
from bot.texts import Texts
from retrieval.document import Progress

_PARTS: tuple[tuple[Progress, re.Pattern[str]], ...] = (
    ("problem", re.compile(rf"问题(?!怎么)|不足|困难|短板|挑战|差距|薄弱|{BADLY}")),
    (
        "planned",
        re.compile(
            r"打算|计划|下半年|下一步|明年|来年|安排|要(干|做|怎么)|以后|将来|准备[干做办搞]|接下来|今后|将来|目标|任务|重点"
        ),
    ),
    (
        "done",
        re.compile(r"做了|干了|完成了|成绩|成果|成效|亮点|[干做办]得好|上半年|总结|取得|进展|回顾"),
    ),
)
_GENERAL = re.compile(
    rf"{BADLY}|[干做办]得好|成果|头疼|头痛|难处|发愁|棘手|做到|实现|落实|承认|自己|工作|举措|措施|安排|打算|计划|成绩|成效|问题|不足|困难|任务|重点|亮点|进展|内容|目标|总结|概括|主要|下一步|干些|干|做|抓|推进|准备|短板|挑战|取得|完成|有|五个|几个|方面|存在|面临|报告|回顾|接下来|今后|各项|全部|整体|总体"
    r"|觉得|认为|反思|做好|做得好|地方|哪方面|重点工作|街道|社区|全区|全市|全镇|全村|区里|镇里|村里|政府|单位|今年|去年|明年|一年|半年|这一年|内|年内"
)
_DEEDS = re.compile("实事|好事|大事")  # a topic where the documents have a part of that name
_MOST = 6
_TELLING = 14  # characters: a shorter opener is a mere heading
_TOPIC = 0.6  # coverage of the topic's words by a heading


def write_summary(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """Up to six sentences of the part asked about, in the document's order; without such a part an open answer."""
    part = next((name for name, pattern in _PARTS if pattern.search(question.text)), None)
    issuers = "".join({item.passage.source.issuer or "" for item in evidence})
    topic = tuple(t for t in question.terms if not (t.light or _GENERAL.fullmatch(t.text) or t.text in issuers))
    chosen = _of_topic(topic, part, question, evidence) if topic else []
    if not any(not _DEEDS.fullmatch(term.text) for term in topic):
        chosen = chosen or _of_part(part, question, evidence)
    if not chosen:
        return write_open(question, evidence, texts)
    citations = Citations()
    told_ = tuple(told(item, item.sentence.clauses, texts, citations) for item in chosen)
    return Draft("answered", told_, tuple(citations.found))


def _of_part(part: Progress | None, question: Understanding, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The openers of a part; of a part without openers its sentences."""
    inside = [item for item in evidence if part is None or _main(item) == part]
    timely = [item for item in inside if fits(question.period, item.chunk.period)] or inside
    leads = [item for item in timely if item.sentence.lead and _opens(item)]
    body = [item for item in timely if not item.sentence.lead and says(item)]
    outer = [item for item in leads if _depth(item) == min(map(_depth, leads))]
    openers = outer if len(outer) > 1 else leads
    if len(openers) > 1 and any(len(item.text) > _TELLING for item in openers):
        return _in_order(openers)
    return _in_order(_first_of_each(body)) if len(openers) > 1 else _in_order(body)


def _first_of_each(body: Sequence[Evidence]) -> list[Evidence]:
    """Where the headings tell little (聚力项目攻坚): the first sentence under each."""
    first: dict[tuple[str, tuple[str, ...]], Evidence] = {}
    for item in sorted(body, key=lambda item: item.sentence.start):
        first.setdefault((item.chunk.document, item.chunk.section), item)
    return list(first.values())


def _of_topic(
    topic: Sequence[Term], part: Progress | None, question: Understanding, evidence: Sequence[Evidence]
) -> list[Evidence]:
    """The sentences under a heading that names the topic; without one, those that speak of it themselves."""
    inside = [item for item in evidence if not item.sentence.lead and (part is None or _main(item) == part)]
    headed = [item for item in inside if _heads(item, topic)] or [item for item in inside if _speaks(item, topic)]
    timely = [item for item in headed if fits(question.period, item.chunk.period)] or headed
    return _in_order(timely[:_MOST])


def _heads(item: Evidence, topic: Sequence[Term]) -> bool:
    inner = plain("/".join(item.chunk.section[-2:]))
    return coverage(topic, matches(topic, inner)) >= _TOPIC


def _speaks(item: Evidence, topic: Sequence[Term]) -> bool:
    return coverage(topic, matches(topic, plain(item.text))) >= _TOPIC


def _main(item: Evidence) -> Progress | None:
    stamps = [clause.progress for clause in item.sentence.clauses]
    return max(stamps, key=stamps.count)


def _depth(item: Evidence) -> int:
    """How deep in its heading path the heading stands that this sentence is."""
    text = plain(item.text).rstrip("。")
    return next((at for at, name in enumerate(item.chunk.section) if plain(name) == text), len(item.chunk.section))


def _opens(item: Evidence) -> bool:
    """Whether the sentence is the paragraph's opener, not a topic inside it and not a mere title line."""
    first = item.chunk.sentences[:2]
    return item.sentence in first and item.text.endswith(("。", "!"))


def _in_order(items: Sequence[Evidence]) -> list[Evidence]:
    return sorted(items, key=lambda item: (item.chunk.document, item.sentence.start))[:_MOST]
