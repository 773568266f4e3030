"""Which sum a question asks for, and over what. A pure function on simplified text.

Most sums are known by their wording; a few take a function. ``_RULES`` has all of them in the order in which they are tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.answering.question.operations import Asked, Operation, of_two, pattern, worded


def operation_in(text: str) -> Asked | None:
    """The sum a question asks for, or None; what asks for several numbers asks for no sum of them."""
    if sum(bool(_ASKS.search(piece)) for piece in re.split("[,;、?。]", text)) > 1:
        return None
    return next((asked for rule in _RULES if (asked := rule(text.rstrip("?。")))), None)


_ASKS = pattern("{几}|(?:比例|比重|占比|排名|增幅|增速)(?:是|呢|$)")
_THAN = "^{a}比{b}(?:要|还)?(?:多|少|高|低|大|小|快|贵)(?:出|了|卖|花|投)?.{0,6}{几}"
_BASE = pattern("{倒推}|[按照].{0,14}(?:增幅|增长率|增速|涨幅|%).{0,6}[算推]")
_BASED_ON = pattern("(?:根据|[按照以从由])[^,]*?(?:{倒推}|[算推])(?:[下出来得]|一下|过去|回去)*,?|{倒推}")
_OF_PLAN = pattern("(?:全年|年度|年初)?的?{计划}(?!投资)(?:数|值)?")
_WHOLE = pattern(
    "(?:那么?|的|了)?(?:年度|全年)?{计划}?(?:总投资|总额|总数|总量|全年计划|年度计划|计划数|目标数)[^,。]{0,6}"
    "(?:应该|应|大概|大约)?(?:是|为|有)?多少"
)
_PERCENT = re.compile(r"\d(?:\.\d+)?%|百分之")
_SPAN = re.compile(
    r"(?<![上近这])(?P<long>一整?年(?!度)|(?<![上下])半年|一个季度)(?:下来|里|内|能|可以?|总共|一共|合计|共)*(?:拿|领|补|发|给|到手|享受)?(?:到|取)?"
)
_EACH_MONTH = pattern("{几}(?!个?[家件场次人名户处部])")
_TOGETHER = re.compile(
    r"合计|一共|总共|共计|加起来|加一块|加在一起|合起来|合在一起|总和|总计|相加|共(?=有|是|多少|几)|累计起来|两项|三项"
)
_AND = re.compile(r"(?:再)?(?:加上|(?<![增参添追附])加(?![装工快入强大固班密])|和|与|跟|以及|及|还有|连同|、|\+)")
_SEVERAL = re.compile("(?<![第一二三四五六七八九十])([一二三四五六七八九]{2,4})(产业?|期|级岗?|季度|等奖)")  # 一二三产
_PLANNED = pattern("(?:{年}|计划|新增|预计|要|再|打算|的)+")
_GAP_BETWEEN = pattern("(?:之间)?(?:相差|差距|差额|差)(?:有|是|了)?{几}")
_LEFT = pattern(
    "(?:还|仍|尚)(?:剩|差|缺|欠|空)(?:着|了|下|余|的|有)*{几}(?:[张个]?(?:床位?|空位))?|剩(?:下|余|的|着|还有)*(?:还有)?{几}"
    "|还有{几}(?=.{0,8}[没未])|(?:[没未].{1,5}的)(?:还)?有?{几}"
)
_STILL = pattern("还有{几}")
_UNDONE = re.compile(r"(?:没有?|未)(?P<verb>[一-龥]{1,4}?)(?:完|好|的|了)?(?=$|[?,。的])")
_CHANGED = pattern(
    "(?:比(?P<old>{年})(?:同期)?)?(?<!新)(?:多|少|增加|增|涨|降|压减|缩减|精简|减少|减|下降|提高)(?P<more>了|出)?"
    "(?P<verb>[装建签投收卖花办])?了?{几}(?:个?[亿万]?[元钱块]?)"
)
_OF_YEAR = pattern("{年}(?:的|(?=比))?")


def _base(text: str) -> Asked | None:
    return Asked("base", (_OF_PLAN.sub("", _BASED_ON.sub(" ", text)),)) if _BASE.search(text) else None


def _whole(text: str) -> Asked | None:
    return Asked("whole", (_WHOLE.sub("", text),)) if _WHOLE.search(text) and _PERCENT.search(text) else None


def _times(text: str) -> Asked | None:
    span = _SPAN.search(text)
    if span is None or not _EACH_MONTH.search(text):
        return None
    months = "6个月" if "半年" in span["long"] else "12个月" if "年" in span["long"] else "3个月"
    return Asked("times", (_TOGETHER.sub("", text[: span.start()] + text[span.end() :]), months))


def _town_and_country(text: str) -> Asked | None:
    """城乡居民收入差多少: of the towns' and the country's."""
    asked = _GAP_BETWEEN.search(text) or _TOGETHER.search(text)
    if "城乡" not in text or not asked:
        return None
    subject = text[: asked.start()]
    operation: Operation = "difference" if _GAP_BETWEEN.match(asked[0]) else "sum"
    return Asked(operation, (subject.replace("城乡", "城镇"), subject.replace("城乡", "农村")))


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
    left = _LEFT.search(text) or (_STILL.search(text) if undone else None)
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


_RULES: tuple[Callable[[str], Asked | None], ...] = (
    _base,
    worded("to_full", "^.*(?:完成|任务|计划|目标).{0,10}还?(?:差|剩|有).{0,2}{几}个?百分点", "{text}"),
    _whole,
    worded(
        "whole",
        "(?<![占成达比到离及和与、])(?:全年|年度|年初)的?{计划}(?:数|值)?(?:大概|大约|应该|是|为|有|定的)*(?:{几}[^,]{0,3})?$",
        "{before}",
    ),
    worded("whole", "(?:年度|全年)?(?:计划总?|总)投资(?:总?额)?{是}{几}", "{before}{after}", "投资"),
    worded(
        "whole",
        "(?:(?:全年|年度)|全年(?P<of>[^,]{2,8}))(?P<plan>任务|计划)(?=[^几多]*(?:总|一共|大概|大约|应该))(?:总?额)?{是}{几}",
        "{before}{of}{after}",
        "{plan}",
    ),
    worded(
        "gap",
        "(?P<head>^.*?)(?:离|距离?|要?到|比)(?:全年|年底|年度|今年|年初)?的?(?P<of>[^,]{0,8}?){计划}(?:数|值)?,?"
        "还?(?:差|缺|少|得|要|需要?)再?(?P<verb>[^几多]{0,4}){几}",
        "{head}{of}{verb}",
    ),
    worded(
        "gap",
        r"(?P<head>^.{2,}?)的?{计划}(?:数|值)?(?:是|为)?\d[^,]*,?(?:目前|现在)?还?(?:差|缺|少)(?P<verb>[^几多]{0,4}){几}",
        "{head}{verb}",
    ),
    worded(
        "fulfilled",
        "^(?P<head>.{2,}?)(?:完成|达到?|实现)了?(?:全年|年度|年初)?的?{计划}(?:数|值)?的?(?:百分之{几}|{几}%|几成|多大比例|比例)",
        "{head}",
    ),
    worded("fulfilled", "^(?P<head>.{2,}?)(?:的?{计划})?的?完成率(?:是|有|为|达|怎么样|{几}|百分之)*$", "{head}"),
    worded(
        "over",
        "(?P<a>^.{2,}?)(?:实际|支出|花费|花的?|比|,)*(?:比|超出?过?)了?预算(?:是|要)?(?:超|多|少|节约|省|低|高)?(?:支|花)?(?:了|出)*{几}",
        "{a}",
    ),
    worded("net", "实付|实际(?:要|需)?(?:付|支付|交)|自己(?:要|得|还)?(?:付|掏)|优惠后|减免后|折后"),
    worded("rest", "^(?P<part>[^除]{2,}?)(?:以外|之外)的?(?P<whole>.{2,}?)(?:是|有|为)?{几}", "{whole}", "{part}"),
    worded(
        "rest",
        "^(?P<whole>.{2,}?)(?:里面?|当?中)?,?除了?(?P<part>.{2,}?)的?(?:以外|之外)?,?(?:还|其[他余]的?)有?{几}",
        "{whole}",
        "{part}",
    ),
    worded(
        "rest",
        "^(?P<whole>.{2,}?)(?:里面?|当?中)?的?,?非税(?:部分|收入|的)*(?:有|是|为|占)?{几}",
        "{whole}",
        "税收",
    ),
    worded(
        "rest",
        "^(?P<whole>.{2,}?)(?:里面?|当?中)?的?,?非(?P<part>(?![法遗公常])[一-龥]{2,6}?)(?:部分|收入|的)*(?:有|是|为|占)?{几}",
        "{whole}",
        "{part}",
    ),
    worded(
        "rest",
        "^(?P<where>.*?)(?:不[带含包]|没带)(?P<part>[一-龥]{2,4}?)的(?P<whole>[一-龥]{2,6}?)(?:一共|总共|还|有|是)*{几}",
        "{where}{whole}",
        "{where}{part}",
    ),
    _times,
    worded("average", "[人户]均(?:每|一|下来)?", "{before}{after}", unless=_THAN),
    worded("average", "平均(?:每|一|下来)?|每[个家户场次人件座].{0,6}平均", "{before}{after}"),
    _town_and_country,
    of_two("ratio", "^{a}是{b}的?{几}倍"),
    of_two(
        "share",
        "^{a}占(?![地用]){b}(?:总(?P<of>面积|[数量]|人数|户数|里程|长度))?的?(?:多大)?(?:{几}|百分之{几}|几成|比例|比重|百分比)",
        "{b}{of}",
    ),
    of_two("share", "(?P<a>[^,(]{2,}?)除以(?P<b>[^,)?]{2,})"),
    of_two("difference", _THAN),
    of_two("difference", "^{a}(?:和|与|跟|同|、){b}(?:之间)?(?:相差|差了?|差距|差额|相减)"),
    of_two(
        "difference",
        "^{a}(?:减去|(?<![压缩裁精核删])减(?![少免负排轻压了])|扣除|去掉){b}(?=,|是|还剩|等于|之后|后|多少|几|$)",
    ),
    worded("years", "(?:这|近)?[两二三四2-5](?:年|个年度)(?:来|里|内|间)?(?:一共|总共|合计|共计|加起来|累计|共)"),
    _sum,
    _left,
    _change,
    worded("former", r"(?:去年|上年)(?:的?同期|同比|上半年|下半年|前?[一二三四]季度|1?\s*-?\s*\d+月)?的?"),
    worded(
        "rate",
        "(?<=[^,])(?P<verb>[一-龥]{2})率(?!先)(?:是|有|为|达|大概|大约|算一下|算下|怎么样|{几}|百分之{几}|[??(]|$)+",
        "{before}",
        "{verb}",
    ),
)
