"""The parts that a notice has (对象, 材料, 流程, 地点, 时间), asked for in everyday words. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.evidence.gathering import Evidence
from bot.answering.evidence.listing import MOST, Path, in_order, prefixes
from bot.answering.question.kinds import Kind
from bot.answering.question.terms import Term, coverage, handles, lacking, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import ASPECT
from bot.answering.writing.wording import says

_ENOUGH = 0.85  # coverage of the subject by a heading path and the title
_BY_NAME = 0.9  # … of the question by a sentence
_LONGER = 0.15  # by which a sentence names more of the subject than a heading


@dataclass(frozen=True, slots=True)
class Aspect:
    """How people ask for a part, how it is headed, and what a sentence of it says.

    ``wide``: headings that may stand over the part where none says its name. ``kinds``: of question that ask for it.
    """

    asked: re.Pattern[str]
    heading: re.Pattern[str]
    said: re.Pattern[str]
    kinds: frozenset[Kind]
    wide: re.Pattern[str] | None = None


_OPEN: frozenset[Kind] = frozenset({"how", "who", "list", "open", "able", "names"})
_FIGURES: frozenset[Kind] = _OPEN | {"figure"}
_TIMES: frozenset[Kind] = frozenset({"when", "able", "open"})
_PLAIN: frozenset[Kind] = frozenset({"when", "where", "phone", "figure"})  # answered by the sentence that says it alone
DURATION = r"[\d一二三四五六七八九十两]+个?(?:工作日|自然日|日|天|小时|分钟|月|周|星期|年)(?:之?内|以内|办结|送达|后(?=[领取发送到可]))|当[天日场]|即时|即办"
TO_DO = r"(?:申请|办理|登记)(?![^,;。]*\d[\d.万余多]*[件户人家宗套例对名批])"  # not what was done: 办理信访案件39件
CLOCK = r"\d{1,2}\s*[:点时]|每?周[一二三四五六日]|上午|下午|晚上|全天|24小时|(?<![\d个])工作日|双休日|节假日|休息|闭馆"
_CLOCKS = (
    "(?:[零一二三四五六七八九十两\\d]{1,3}点|(?:周|星期|礼拜)[一二三四五六日天末]|双休日?|节假日"
    "|晚上|夜里|中午|早上|上午|下午|傍晚)"
)

_ASPECTS = (
    Aspect(  # whom it is for
        asked=re.compile(
            r"谁(能|可以|有资格|符合|才能)|(哪些|什么|哪种|啥)(样的)?人.{0,4}(能|可以|领|享受|参加|申请|符合)|(什么|啥|哪些|有何|满足.{0,3})条件|资格|条件是|符合条件|(什么|哪些)对象|发给(谁|哪些)"
        ),
        heading=re.compile(r"对象|条件|范围|资格|人群"),
        said=re.compile(r"对象|户籍|年满|周岁|条件|符合|范围|具有|居住|\d岁"),
        kinds=_OPEN,
    ),
    Aspect(  # what to bring
        asked=re.compile(r"材料|证件|(带|准备|需要|交|提供|提交)(些|点)?(什么|啥|哪些)|要带|需带|带身份证|手续"),
        heading=re.compile(r"材料|证件|资料|要件|手续"),
        said=re.compile(r"材料|身份证|户口|证明|复印件|原件|照片|申请表|证书|[^书]证[、,。]|社保卡|社会保障卡"),
        kinds=_OPEN,
    ),
    Aspect(  # what it costs
        asked=re.compile(r"要钱|收钱|花钱|加钱|收费|免费(吗|么|的|不)|贵不贵|自费|掏钱|多少钱|几块钱|什么价|费用"),
        heading=re.compile(r"收费|费用|价格|钱"),
        said=re.compile(r"免费|不收|收费|\d元|费用|自费|自理|元/"),
        kinds=_FIGURES,
    ),
    Aspect(  # what is paid for a loss
        asked=re.compile(r"(怎么|如何|怎样|咋)(赔|补偿)|赔(多少|偿|付|钱|不赔)|补偿(标准|多少|款|费)"),
        heading=re.compile(r"补偿|赔偿"),
        said=re.compile(r"补偿|赔偿|赔付|过渡费|安置费"),
        kinds=_FIGURES,
    ),
    Aspect(  # how long it stays good
        asked=re.compile(r"有效期|有效多久|管多久|能用多久|几年有效"),
        heading=re.compile(r"有效期|期限"),
        said=re.compile(r"有效|期限|[\d一二三四五六七八九十两](年|个月)"),
        kinds=_FIGURES | _TIMES,
    ),
    Aspect(  # how long it takes
        asked=re.compile(
            r"(多久|多长时间|几天|几个工作日|多少天).{0,4}(能|可以|才|会)?(批|办|拿|领|好|下来|到手|出|完|审|收到|到账)|(批|办|等|审)[^,;。]{0,12}(多久|多长时间|几天)|办理时限"
        ),
        heading=re.compile(r"时限|期限"),
        said=re.compile(DURATION),
        kinds=_TIMES | {"figure"},
        wide=re.compile(r"流程|程序|步骤"),
    ),
    Aspect(  # at what hours
        asked=re.compile(
            rf"几点|上班|下班|开门|关门|(营业|开放|办公|服务|办理|投放|受理)时间|时间段|{_CLOCKS}.{{0,10}}(吗|么|能不能|可不可以|有没有|[开上]不[开上])"
        ),
        heading=re.compile(r"时间"),
        said=re.compile(CLOCK),
        kinds=_TIMES,
    ),
    Aspect(  # on what days
        asked=re.compile(r"什么时候|什么时间|哪天|几号|何时|日期"),
        heading=re.compile(r"(?<!施行)(?<!执行)(?<!实施)(?<!生效)(时间|日期|期限)"),
        said=re.compile(rf"{CLOCK}|\d{{1,2}}[月日]|每[周月季年天日]"),
        kinds=frozenset({"when"}),
    ),
    Aspect(  # where
        asked=re.compile(r"在哪|哪里|哪儿|去哪|到哪|什么地方|地址|地点|(?:几|多少)号窗口|哪一?个窗口"),
        heading=re.compile(r"地点|地址|网点|场所"),
        said=re.compile(r"[路街巷弄道]\d+号|窗口|[\d一二三四五六]+楼|中心|居委会|村委会|社区|站|所"),
        kinds=frozenset({"where"}),
    ),
    Aspect(
        asked=re.compile(r"电话|联系方式|热线|怎么联系|打哪个|号码"),
        heading=re.compile(r"电话|联系|咨询|热线"),
        said=re.compile(r"\d{5,}|\d{4}[ -]\d{4}"),
        kinds=frozenset({"phone"}),
    ),
    Aspect(  # how it is done
        asked=re.compile(r"(怎么|如何|怎样)(办|申请|申办|领|报|登记|参加|预约|缴|交|办理|享受|走|操作)|流程|程序|步骤"),
        heading=re.compile(r"流程|程序|步骤|办法|方式|渠道|途径"),
        said=re.compile(
            rf"{TO_DO}|提交|填写|填报|窗口|预约|审核|公示|向.{{2,16}}提出|拨打|线上|小程序|当场办|带[^,;。]{{2,12}}到"
        ),
        kinds=_OPEN,
        wide=re.compile(r"办理|申请|申报|申领|报名"),
    ),
)

_TROUBLE = re.compile(
    r"(没|不|未|丢|坏|漏|错过|忘|迟|晚|了)[^,,]{0,8}怎么办[??。]?$"
)  # 批不下来怎么办 asks for no form


def aspect_of(question: Understanding) -> Aspect | None:
    """The part of a notice that is asked for."""
    if _TROUBLE.search(question.text):
        return None
    fitting = (aspect for aspect in _ASPECTS if question.kind in aspect.kinds)
    return next((aspect for aspect in fitting if aspect.asked.search(question.text)), None)


def heads_part(heading: str, aspect: Aspect | None = None) -> bool:
    """Whether a heading names a part of a notice: ``aspect``, or any."""
    parts = [aspect] if aspect else _ASPECTS
    return any(part.heading.search(heading) or (part.wide and part.wide.search(heading)) for part in parts)


def of_aspect(question: Understanding, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences of the one section that is headed by what is asked for and stands under its subject."""
    aspect = aspect_of(question)
    if aspect is None:
        return []
    subject = tuple(term for term in question.terms if len(term.text) > 1 and not belongs(term, aspect))
    if (not subject and _names_something(question, aspect)) or _said_by_name(question, aspect, evidence):
        return []
    headings = (aspect.heading, aspect.wide) if aspect.wide else (aspect.heading,)
    return next((told for heading in headings if (told := _told(question, aspect, heading, subject, evidence))), [])


def _names_something(question: Understanding, aspect: Aspect) -> bool:
    """Whether a question without a known word of two characters names something all the same: 陪护, 月卡."""
    asking = (ASPECT.fullmatch, aspect.heading.search, aspect.asked.search)
    words = [term for term in question.terms if not any(asks(term.text) for asks in asking)]
    return any(not handles(term.text) if len(term.text) > 1 else term.known and not term.verb for term in words)


def _said_by_name(question: Understanding, aspect: Aspect, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence that stands under no such heading says it of a name that the headings cut short: 便民服务日为每月15日."""
    words = tuple(term for term in question.terms if not belongs(term, aspect))
    headed = max((_named(words, path, item) for item, path in _headed(aspect.heading, evidence)), default=0.0)
    return any(
        aspect.said.search(item.text) and coverage(words, matches(words, plain(item.text))) >= headed + _LONGER
        for item in evidence[:1]
        if item.own >= _BY_NAME and not any(aspect.heading.search(name) for name in item.chunk.section)
    )


def _told(
    question: Understanding,
    aspect: Aspect,
    heading: re.Pattern[str],
    subject: Sequence[Term],
    evidence: Sequence[Evidence],
) -> list[Evidence]:
    """What the one section with such a heading says; where no subject is named, the innermost
    of headings that stand under each other counts."""
    found = sorted(_under(heading, subject, evidence), key=lambda one: len(one[1]))
    if not found or (subject and len(found) > 1) or not all(_stands_over(one, found[-1]) for one in found):
        return []
    document, path = found[-1]
    inside = [i for i in evidence if i.chunk.document == document and i.chunk.section[: len(path)] == path]
    told = in_order([item for item in inside if says(item)])
    saying = [item for item in told if aspect.said.search(item.text)]
    return (saying if question.kind in _PLAIN else told if saying else [])[:MOST]


def _stands_over(one: tuple[str, Path], inner: tuple[str, Path]) -> bool:
    return one[0] == inner[0] and one[1] == inner[1][: len(one[1])]


def _under(heading: re.Pattern[str], subject: Sequence[Term], evidence: Sequence[Evidence]) -> list[tuple[str, Path]]:
    """The documents' sections with such a heading whose path and title name the subject best, if they name it at all."""
    named = {(item.chunk.document, path): _named(subject, path, item) for item, path in _headed(heading, evidence)}
    best = max(named.values(), default=0.0)
    return [one for one, share in named.items() if share == best] if best >= _ENOUGH else []


def belongs(term: Term, aspect: Aspect) -> bool:
    """Whether a word asks for the part, and is not what the part is of."""
    return term.light or bool(ASPECT.fullmatch(term.text) or aspect.heading.search(term.text))


def _headed(heading: re.Pattern[str], evidence: Sequence[Evidence]) -> Iterator[tuple[Evidence, Path]]:
    for item in evidence:
        for path in prefixes(item.chunk.section):
            if heading.search(path[-1]) and len(path[-1]) <= 14:  # a heading, not a sentence that leads
                yield item, path


def _named(subject: Sequence[Term], path: Path, item: Evidence) -> float:
    """How much of the subject the path and the document's title name; 0 where something is missing."""
    shares = matches(subject, plain("/".join(path) + "/" + item.passage.source.title))
    return 0.0 if lacking(subject, shares) else coverage(subject, shares)
