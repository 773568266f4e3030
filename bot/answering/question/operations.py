"""Which sum a question asks for, and over what. A pure function on simplified text."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    "rest",  # of a whole without a part
    "net",  # a price less what is taken off it
    "over",  # what was spent against the budget
]

_HOW_MANY = r"(?:几|多少)"
_YEAR = r"(?:(?:20)?\d\d年|今年|去年|上年|前年|本年)"
_ASKS = re.compile(rf"{_HOW_MANY}|(?:比例|比重|占比|排名|增幅|增速)(?:是|呢|$)")
_BACK = "(?:倒推|倒算|推算|反推|反算|推回去|折算|换算)"
_BASE = re.compile(rf"{_BACK}|[按照].{{0,14}}(?:增幅|增长率|增速|涨幅|%).{{0,6}}[算推]")
_BASED_ON = re.compile(rf"(?:根据|[按照以从由])[^,]*?(?:{_BACK}|[算推])(?:[下出来得]|一下|过去|回去)*,?|{_BACK}")
_WHOLE = re.compile(
    r"(?:那么?|的|了)?(?:年度|全年)?(?:计划|任务|目标)?(?:总投资|总额|总数|总量|全年计划|年度计划|计划数|目标数)[^,。]{0,6}(?:应该|应|大概|大约)?(?:是|为|有)?多少"
)
_WHOLE_NAMED = re.compile(
    rf"(?P<whole>(?:年度|全年)?(?:计划总?投资|总投资)|全年任务|年度任务|全年(?P<of>[^,]{{2,8}})(?:任务|计划))(?:总?额)?(?:总共|一共|大概|大约|应该|是|为|有)*{_HOW_MANY}"
)
_PLAN = re.compile("(?:全年|年度|年初)?的?(?:计划|任务|目标)(?!投资)(?:数|值)?")
_GOAL = re.compile(
    rf"(?<![占成达比到离])(?:全年|年度|年初)的?(?:计划|任务|目标)(?:数|值)?(?:大概|大约|应该|是|为|有|定的)*(?:{_HOW_MANY}[^,]{{0,3}})?$"
)
_PERCENT = re.compile(r"\d(?:\.\d+)?%|百分之")
_TO_FULL = re.compile(r"(?:离|距离?)?.{0,8}(?:完成|任务|计划|目标).{0,10}还?(?:差|剩|有).{0,2}(?:几|多少)个?百分点")
_GAP = re.compile(
    rf"(?P<head>^.*?)(?:离|距离?|要?到|比)(?:全年|年底|年度|今年|年初)?的?(?P<of>[^,]{{0,8}}?)(?:目标|任务|计划)(?:数|值)?,?还?(?:差|缺|少|得|要|需要?)再?(?P<verb>[^几多]{{0,4}}){_HOW_MANY}"
)
_OVER = re.compile(
    rf"(?P<a>^.{{2,}}?)(?:实际|支出|花费|花的?|比|,)*(?:比|超出?过?)了?预算(?:是|要)?(?:超|多|少|节约|省|低|高)?(?:支|花)?(?:了|出)*{_HOW_MANY}"
)
_NET = re.compile(r"实付|实际(?:要|需)?(?:付|支付|交)|自己(?:要|得|还)?(?:付|掏)|优惠后|减免后|折后")
_REST = re.compile(rf"^(?P<part>[^除]{{2,}}?)(?:以外|之外)的?(?P<whole>.{{2,}}?)(?:是|有|为)?{_HOW_MANY}")
_BUT = re.compile(
    rf"^(?P<whole>.{{2,}}?)(?:里面?|当?中)?,?除了?(?P<part>.{{2,}}?)的?(?:以外|之外)?,?(?:还|其[他余]的?)有?{_HOW_MANY}"
)
_NON = re.compile(
    rf"^(?P<whole>.{{2,}}?)(?:里面?|当?中)?的?,?非(?P<part>税|(?![法遗公常])[一-龥]{{2,6}}?)(?:部分|收入|的)*(?:有|是|为|占)?{_HOW_MANY}"
)
_SPAN = re.compile(
    r"(?<![上近这])(?P<long>一整?年(?!度)|(?<![上下])半年|一个季度)(?:下来|里|内|能|可以?|总共|一共|合计|共)*(?:拿|领|补|发|给|到手|享受)?(?:到|取)?"
)
_AVERAGE = re.compile(r"(平均|人均|户均)(每|一|下来)?|每[个家户场次人件座].{0,6}平均")
_SHARE = re.compile(
    r"^(?P<a>.+?)占(?![地用])(?P<b>.+?)(?:的)?(?:多大)?(?:多少|百分之几|百分之多少|几成|比例|比重|百分比)"
)
_DIVIDED = re.compile(r"(?P<a>[^,(]{2,}?)除以(?P<b>[^,)?]{2,})")
_TIMES = re.compile(r"^(?P<a>.+?)是(?P<b>.+?)的?(?:多少|几)倍")
_THAN = re.compile(r"^(?P<a>.+?)比(?P<b>.+?)(?:要|还)?(?:多|少|高|低|大|小|快|贵)(?:出|了|卖|花|投)?.{0,6}(?:多少|几)")
_APART = re.compile(r"^(?P<a>.+?)(?:和|与|跟|同|、)(?P<b>.+?)(?:之间)?(?:相差|差了?|差距|差额|相减)")
_GAP_BETWEEN = re.compile(rf"(?:之间)?(?:相差|差距|差额|差)(?:有|是|了)?{_HOW_MANY}")
_MINUS = re.compile(
    r"^(?P<a>.+?)(?:减去|(?<![压缩裁精核删])减(?![少免负排轻压])|扣除|去掉)(?P<b>.+?)(?=,|是|还剩|等于|之后|后|多少|几|$)"
)
_LEFT = re.compile(
    rf"(?:还|仍|尚)(?:剩|差|缺|欠|空)(?:着|了|下|余|的|有)*{_HOW_MANY}(?:[张个]?(?:床位?|空位))?|剩(?:下|余|的|着|还有)*(?:还有)?{_HOW_MANY}"
    rf"|还有{_HOW_MANY}(?=.{{0,8}}[没未])|(?:[没未].{{1,5}}的)(?:还)?有?{_HOW_MANY}"
)
_UNDONE = re.compile(r"(?:没有?|未)(?P<verb>[一-龥]{1,4}?)(?:完|好|的|了)?(?=$|[?,。的])")
_CHANGED = re.compile(
    rf"(?:比(?P<old>{_YEAR})(?:同期)?)?(?<!新)(?:多|少|增加|增|涨|降|压减|缩减|精简|减少|减|下降|提高)(?P<more>了|出)?(?P<verb>[装建签投收卖花办])?了?{_HOW_MANY}(?:个?[亿万]?[元钱块]?)"
)
_AT_END = re.compile("^年[底末]")  # the period of the documents tells it
_OF_YEAR = re.compile(rf"{_YEAR}(?:的|(?=比))?")
_FORMER = re.compile(r"(?:去年|上年)(?:的?同期|同比|上半年|下半年|前?[一二三四]季度|1?\s*-?\s*\d+月)?的?")
_RATE = re.compile(
    rf"(?P<verb>[一-龥]{{2}})率(?!先)(?:是|有|为|达|大概|大约|算一下|算下|怎么样|{_HOW_MANY}|百分之{_HOW_MANY}|[??(]|$)+"
)
_YEARS = re.compile(
    r"(?P<head>^|.*?)(?:这|近)?[两二三四2-5](?:年|个年度)(?:来|里|内|间)?(?:一共|总共|合计|共计|加起来|累计|共)"
)
_IN_ALL = re.compile("总(?=面积|数|量|人数|户数|里程|长度)")
_TOGETHER = re.compile(
    r"合计|一共|总共|共计|加起来|加一块|加在一起|合起来|合在一起|总和|总计|相加|共(?=有|是|多少|几)|累计起来|两项|三项"
)
_AND = re.compile(r"(?:再)?(?:加上|(?<![增参添追附])加(?![装工快入强大固班密])|和|与|跟|以及|及|还有|连同|、|\+)")
_SEVERAL = re.compile("(?<![第一二三四五六七八九十])([一二三四五六七八九]{2,4})(产业?|期|级岗?|季度|等奖)")  # 一二三产
_PLANNED = re.compile(rf"(?:{_YEAR}|计划|新增|预计|的)+")
_COMPARED_YEAR = re.compile(r"比(上年|去年|前年|同期|上半年|一季度|(?:20)?\d\d年)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A sum that is asked for. ``operands``: their words; empty where the rows of the sentences must tell.

    Of ``left`` and ``rate`` the second is the verb, of ``times`` how long, of ``change`` the year compared with.
    """

    operation: Operation
    operands: tuple[str, ...] = ()


def operation_in(text: str) -> Asked | None:
    """The sum a question asks for, or None; what asks for several numbers asks for no sum of them."""
    if sum(bool(_ASKS.search(piece)) for piece in re.split("[,;、?。]", text)) > 1:
        return None
    return next((asked for rule in _RULES if (asked := rule(text.rstrip("?。")))), None)


def _base(text: str) -> Asked | None:
    return Asked("base", (_PLAN.sub("", _BASED_ON.sub(" ", text)),)) if _BASE.search(text) else None


def _to_full(text: str) -> Asked | None:
    return Asked("to_full", (text,)) if _TO_FULL.search(text) else None


def _whole(text: str) -> Asked | None:
    if _WHOLE.search(text) and _PERCENT.search(text):
        return Asked("whole", (_WHOLE.sub("", text),))
    if goal := _GOAL.search(text):
        return Asked("whole", (text[: goal.start()],))
    named = _WHOLE_NAMED.search(text)
    if named is None or not (named["whole"].endswith("投资") or re.search("总共|一共|大概|大约|应该|总额", named[0])):
        return None
    return Asked("whole", (text.replace(named[0], named["of"] or ""), named["whole"][-2:]))


def _gap(text: str) -> Asked | None:
    gap = _GAP.search(text)
    return Asked("gap", (f"{gap['head']}{gap['of']}{gap['verb']}",)) if gap else None


def _over(text: str) -> Asked | None:
    over = _OVER.search(text)
    return Asked("over", (over["a"],)) if over else None


def _net(text: str) -> Asked | None:
    return Asked("net", (_NET.sub("", text),)) if _NET.search(text) else None


def _rest(text: str) -> Asked | None:
    rest = _REST.search(text) or _BUT.search(text) or _NON.search(text)
    return Asked("rest", (rest["whole"], "税收" if rest["part"] == "税" else rest["part"])) if rest else None


def _times(text: str) -> Asked | None:
    span = _SPAN.search(text)
    if span is None or not re.search(rf"{_HOW_MANY}(?!个?[家件场次名人户处部])", text):
        return None
    months = "6个月" if "半年" in span["long"] else "12个月" if "年" in span["long"] else "3个月"
    return Asked("times", (_TOGETHER.sub("", text[: span.start()] + text[span.end() :]), months))


def _average(text: str) -> Asked | None:
    average = _AVERAGE.search(text)
    if average is None or (average[1] in ("人均", "户均") and _THAN.search(text)):
        return None
    return Asked("average", (text[: average.start()] + text[average.end() :],))


def _town_and_country(text: str) -> Asked | None:
    """城乡居民收入差多少: of the towns' and the country's."""
    if "城乡" not in text or not (gap := _GAP_BETWEEN.search(text)):
        return None
    subject = text[: gap.start()]
    return Asked("difference", (subject.replace("城乡", "城镇"), subject.replace("城乡", "农村")))


def _two(text: str) -> Asked | None:
    for name, pattern in _TWO:
        match = pattern.search(text)
        if match and not _COMPARED_YEAR.search(text):
            return Asked(name, (_AT_END.sub("", match["a"]) or match["a"], _IN_ALL.sub("", match["b"])))
    return None


def _years(text: str) -> Asked | None:
    years = _YEARS.search(text)
    return Asked("years", (text.replace(years[0], years["head"]),)) if years else None


def _sum(text: str) -> Asked | None:
    if not _TOGETHER.search(text):
        return None
    before = _SEVERAL.sub(
        lambda found: "、".join(f"{one}{found[2]}" for one in found[1]), _TOGETHER.split(text)[0] or text
    )
    parts = tuple(piece for piece in _AND.split(before.strip(" ,")) if len(piece) > 1)
    if len(parts) > 1:
        whole = _PLANNED.sub("", parts[0])
        parts = tuple(f"{part}{whole}" if _PLANNED.fullmatch(part) else part for part in parts)
    return Asked("sum", parts if len(parts) > 1 else ())


def _left(text: str) -> Asked | None:
    undone = _UNDONE.search(text)
    left = _LEFT.search(text) or (re.search(f"还有{_HOW_MANY}", text) if undone else None)
    if left is None:
        return None
    words = text[: left.start()] + " " + text[left.end() :]
    return Asked("left", (re.sub(r"没有?|未|不到位", " ", words), undone["verb"] if undone else ""))


def _change(text: str) -> Asked | None:
    change = _CHANGED.search(text)
    if change is None or not (change["old"] or change["more"] or re.search("[多少涨降]", change[0][:1])):
        return None
    if (change.start() == 0 and not re.match("压减|缩减|精简", text)) or re.search(
        "[至不减缩]$", text[: change.start()]
    ):
        return None
    subject = f"{text[: change.start()]}{change['verb'] or ''} {text[change.end() :]}"
    subject = _OF_YEAR.sub("", subject)
    return Asked("change", (subject, change["old"]) if change["old"] else (subject,))


def _former(text: str) -> Asked | None:
    return Asked("former", (_FORMER.sub("", text),)) if _FORMER.search(text) else None


def _rate(text: str) -> Asked | None:
    rate = _RATE.search(text)
    return Asked("rate", (text[: rate.start()], rate["verb"])) if rate and rate.start() else None


_TWO: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("ratio", _TIMES),
    ("share", _SHARE),
    ("share", _DIVIDED),
    ("difference", _THAN),
    ("difference", _APART),
    ("difference", _MINUS),
)
_RULES: tuple[Callable[[str], Asked | None], ...] = (
    _base,
    _to_full,
    _whole,
    _gap,
    _over,
    _net,
    _rest,
    _times,
    _average,
    _town_and_country,
    _two,
    _years,
    _sum,
    _left,
    _change,
    _former,
    _rate,
)
