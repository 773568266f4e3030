"""The parts that a notice has (对象, 材料, 流程, 地点, 时间), asked for in everyday words. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.evidence import Evidence
from bot.answering.listing import MOST, Path, in_order, prefixes
from bot.answering.terms import Term, coverage, lacking, matches, plain
from bot.answering.understanding import Understanding
from bot.answering.wordings import ASPECT

_ENOUGH = 0.85  # coverage of the subject by a heading path and the title


@dataclass(frozen=True, slots=True)
class Aspect:
    """How people ask for a part, how it is headed, and what a sentence of it says."""

    asked: re.Pattern[str]
    heading: re.Pattern[str]
    said: re.Pattern[str]


_ASPECTS = (
    Aspect(  # whom it is for
        re.compile(
            r"谁(能|可以|有资格|符合|才能)|(哪些|什么|哪种|啥)(样的)?人.{0,4}(能|可以|领|享受|参加|申请|符合)|(什么|啥|哪些|有何|满足.{0,3})条件|资格|条件是|符合条件|(什么|哪些)对象|发给(谁|哪些)"
        ),
        re.compile(r"对象|条件|范围|资格|人群"),
        re.compile(r"对象|户籍|年满|周岁|条件|符合|范围|具有|居住|\d岁"),
    ),
    Aspect(  # what to bring
        re.compile(r"材料|证件|(带|准备|需要|交|提供|提交)(些|点)?(什么|啥|哪些)|要带|需带|带身份证|手续"),
        re.compile(r"材料|证件|资料|要件|手续"),
        re.compile(r"材料|身份证|户口|证明|复印件|原件|照片|申请表|证书|[^书]证[、,。]|社保卡|社会保障卡"),
    ),
    Aspect(  # what it costs
        re.compile(r"要钱|收钱|花钱|收费(吗|么|不|嘛)|免费(吗|么|的|不)|贵不贵|要不要钱|自费|掏钱"),
        re.compile(r"收费|费用|价格|要钱|钱"),
        re.compile(r"免费|不收|收费|\d元|费用|自费|自理|元/"),
    ),
    Aspect(  # how it is done
        re.compile(r"(怎么|如何|怎样)(办|申请|申办|领|报|登记|参加|预约|缴|交|办理|享受|走|操作)|流程|程序|步骤"),
        re.compile(r"流程|程序|步骤|办法|方式|办理|申请|申报|渠道|途径|报名"),
        re.compile(r"申请|办理|提交|填写|填报|登记|窗口|预约|审核|公示|向.{2,16}提出|拨打|线上|小程序"),
    ),
)

_TROUBLE = re.compile(
    r"(没|不|未|丢|坏|漏|错过|忘|迟|晚|了)[^,,]{0,8}怎么办[??。]?$"
)  # 批不下来怎么办 asks for no form


def aspect_of(question: Understanding) -> Aspect | None:
    """The part of a notice that is asked for."""
    if _TROUBLE.search(question.text):
        return None
    return next((aspect for aspect in _ASPECTS if aspect.asked.search(question.text)), None)


def of_aspect(question: Understanding, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences of the one section that is headed by what is asked for and stands under its subject."""
    aspect = aspect_of(question)
    if aspect is None:
        return []
    subject = tuple(term for term in question.terms if not belongs(term, aspect))
    named = {(item.chunk.document, path): _named(subject, path, item) for item, path in _headed(aspect, evidence)}
    best = max(named.values(), default=0.0)
    found = [one for one, share in named.items() if share == best]
    if best < _ENOUGH or len(found) > 1:
        return []
    document, path = found[0]
    inside = [i for i in evidence if i.chunk.document == document and i.chunk.section[: len(path)] == path]
    return in_order([item for item in inside if not item.sentence.lead])[:MOST]


def belongs(term: Term, aspect: Aspect) -> bool:
    """Whether a word asks for the part, and is not what the part is of."""
    return term.light or bool(ASPECT.fullmatch(term.text) or aspect.heading.search(term.text))


def _headed(aspect: Aspect, evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, Path]]:
    for item in evidence:
        for path in prefixes(item.chunk.section):
            if aspect.heading.search(path[-1]) and len(path[-1]) <= 14:  # a heading, not a sentence that leads
                yield item, path


def _named(subject: Sequence[Term], path: Path, item: Evidence) -> float:
    """How much of the subject the path and the document's title name; 0 where something is missing."""
    shares = matches(subject, plain("/".join(path) + "/" + item.passage.source.title))
    return 0.0 if lacking(subject, shares) else coverage(subject, shares)
