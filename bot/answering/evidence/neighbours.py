"""The sentences beside the one that names the subject: a label line (咨询电话:…), a step that goes on. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.evidence.aspects import aspect_of, heads_part
from bot.answering.evidence.gathering import Evidence
from bot.answering.evidence.reports import guides, naming, untitled
from bot.answering.evidence.sought import Holds, asks_hours
from bot.answering.question.kinds import Kind
from bot.answering.question.terms import coverage, lacking, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import ASPECT

_NAMED = 0.85  # coverage of the subject by a heading or title
_HALF = 0.5  # … by a heading that stands over what is near
_NEXT_TO: frozenset[Kind] = frozenset({"where", "phone", "how", "when"})
OVERALL: frozenset[Kind] = frozenset({"where", "phone", "how"})  # asked of a whole document: 咨询电话多少
_LABEL = r"(地点|地址|电话|热线|时间|期限|窗口|方式|渠道|材料|流程|部门)[^,;。:]{0,4}:"
_CARRIES_ON = re.compile(
    rf"^[^,;。:]{{0,8}}{_LABEL}|^(由|可|须|请|凭|到|向|经|新址|申请人|其(?![中余他])|该|有意|需|报名|申请|办理|携带|提供|提交|登录|拨打|每?周[一二三四五六日]|每天|工作日|上午|全天|24小时)"
)
_OF_OFFICE = re.compile(
    r"^[^,;。:]{0,8}(地点|地址|电话|热线):"
)  # a line about the office itself, under whatever heading
_PLAIN = re.compile("电话|热线|号码|地址|地点|时间|方式")
_TO_APPLY = re.compile("[办领报交]|申请|登记|咨询|[去到]哪.{0,2}问|投诉|反映|窗口|地址")
_GENERAL = re.compile(rf"^(受理|咨询|联系|办公|服务|办理|政策咨询|业务咨询){_LABEL}")


def beside(
    question: Understanding, sure: Sequence[Evidence], evidence: Sequence[Evidence], holds: Holds
) -> list[Evidence]:
    """What holds the thing asked for near a sentence that names the subject, or for the whole document."""
    if question.kind not in _NEXT_TO:
        return []
    if question.kind == "when" and not asks_hours(question):
        return []  # the day of a neighbour is not the day of this
    holding = [item for item in evidence if holds(item.text) and not item.sentence.lead]
    near = [
        item
        for item in holding
        if _CARRIES_ON.match(item.text)
        and any(_together(question, item, one) and _its_matter(question, item, one) for one in sure[:3])
    ]
    near.sort(key=lambda item: min(abs(item.sentence.start - one.sentence.start) for one in sure[:3]))
    if question.kind == "where" and not _TO_APPLY.search(question.text):
        return near[:2]  # where one applies is not where the thing is
    overall = [item for item in holding if _GENERAL.match(item.text) and _deals_with(question, item, evidence)]
    return (near or overall)[:2]


def _deals_with(question: Understanding, contact: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether a heading or the title of the contact's document names the subject: what is only mentioned has other offices."""
    subject = [term for term in question.terms if not (term.light or ASPECT.fullmatch(term.text))]
    paths = {"/".join(one.chunk.section) for one in evidence if _same_document(one, contact)}
    named = (coverage(subject, matches(subject, plain(f"{path}/{contact.passage.source.title}"))) for path in paths)
    return max(named, default=0.0) >= _NAMED


def _together(question: Understanding, one: Evidence, other: Evidence) -> bool:
    """In one passage, or under one heading of two levels; under the title alone only what is headed as asked for (办理地点)."""
    if one.chunk.id == other.chunk.id:
        return True
    above, aspect = one.chunk.section[:-1], aspect_of(question)
    inner = bool(above) and above == other.chunk.section[:-1] and _same_document(one, other)
    asked_for = aspect is not None and heads_part(one.chunk.section[-1], aspect) if inner else False
    return inner and (asked_for or bool(untitled(above, one.passage.source)))


def _its_matter(question: Understanding, near: Evidence, naming_it: Evidence) -> bool:
    """Whether what stands near a sentence is of its subject: not where headings name another matter, for which those who have
    the subject (低保家庭) may apply."""
    subject = [term for term in question.terms if not (term.light or ASPECT.fullmatch(term.text))]
    headings = naming(near.chunk.section, near.passage.source, question.terms)
    matters = plain("/".join(name for name in headings if not heads_part(name)))
    text = plain(naming_it.text)
    if not matters or not guides(near.passage.source) or _OF_OFFICE.match(naming_it.text):
        return True
    shares = matches(subject, matters)
    if coverage(subject, shares) >= _HALF and not lacking(subject, shares):
        return True
    if near.chunk.id != naming_it.chunk.id:  # under one heading, which names the subject at least in part
        above = naming(near.chunk.section[:-1], near.passage.source, question.terms)
        return any(matches(subject, plain("/".join(above))))
    return any(_applied_for(word, text) for term in subject for word in (term.text, *term.same))


def _applied_for(word: str, text: str) -> bool:
    return bool(
        re.search(rf"^{re.escape(word)}|(?:申[请领办报]|办理|领取|享受|登记|提供|服务).{{0,8}}{re.escape(word)}", text)
    )


def _same_document(one: Evidence, other: Evidence) -> bool:
    return one.chunk.document == other.chunk.document


def of_its_sort(question: Understanding, evidence: Sequence[Evidence], holds: Holds) -> list[Evidence]:
    """The line of the very sort that is asked for: 服务预约电话 for 预约电话, and not 咨询电话."""
    sorts = [term.text for term in question.terms if not _PLAIN.fullmatch(term.text)]
    asked = _PLAIN.search(question.text)
    if not sorts or not asked:
        return []
    label = re.compile(rf"(?:{'|'.join(map(re.escape, sorts))})[^,;。:]{{0,2}}{asked[0]}")
    return [item for item in evidence if holds(item.text) and label.search(item.text)][:1]


def general(evidence: Sequence[Evidence], holds: Holds) -> list[Evidence]:
    """The label lines (咨询电话:…) that a question without any subject asks for; none where there are those of several."""
    found = [item for item in evidence if _GENERAL.match(item.text) and holds(item.text)]
    return found[:2] if len({item.chunk.id for item in found}) == 1 else []
