"""What a question means for the search and the writer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.answering.evidence.about_document import About, about_of
from bot.answering.question.asked_period import Period, read_period
from bot.answering.question.cutting import Thesaurus
from bot.answering.question.kinds import BADLY, MEASURES, Kind, asks_growth, kind_of, unit_of
from bot.answering.question.operations import Operation
from bot.answering.question.stated import as_asked
from bot.answering.question.summing import operation_in
from bot.answering.question.terms import Term, terms_of
from retrieval.document import Progress

_PREDICATES = (
    "完成 建成 建好 建完 修好 修完 修 好 好点 弄好 完工 竣工 开 开业 开张 开放 开门 开始 开工 启动 启用 投用 运营 营业 挂牌 使用 投入使用 落地 落实 结束 "
    "获奖 获得 拿到 评上 通过 验收 成立 搞好 改好 改造好 改完 装好 装上 实现 动工 进场 施工 引进 交付 搬 到位 搞定 "
    "做好 做完 办好 打造 建 上线 见效 成形 清 清好 达标 超额 签约 竞标 好了 完 有 达到"
).split()
_CLAIMED = re.compile(
    r"(对吗|对吧|是吗|是吧|对不对|是不是|没错吧|真的吗|属实吗|吗[??]?$|吧[??]?$|正确吗|准确吗|有误|没错)"
)


Likeness = Callable[[str, str], float | None]


def unknown_likeness(_one: str, _other: str) -> float | None:
    """What an embedder would say that is not there."""
    return None


@dataclass(frozen=True, slots=True)
class Understanding:
    """``text``: the completed question in simplified Chinese, which is searched for.

    ``terms`` must be found; ``context`` are words of the conversation that only prefer one passage over another;
    ``predicates`` are the terms that say what is to have happened (建成, 开业). ``likeness``: the cosine of what two texts
    mean; None where nothing tells.
    """

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    predicates: tuple[Term, ...] = ()
    context: tuple[Term, ...] = ()
    unit: str | None = None
    growth: bool = False
    period: Period | None = None
    newest: str | None = None  # the document that tells latest; of equals its sentence goes first
    wants: Progress | None = None  # what is planned, or what is lacking, asked for by name
    about: About | None = None  # the document itself is asked about
    claims: bool = False  # states something and asks whether it is so
    parts: tuple[Understanding, ...] = ()  # where several figures are asked for together
    operation: Operation | None = None  # a sum over ``operands``, each with the whole question as context
    operands: tuple[Understanding, ...] = ()
    likeness: Likeness = unknown_likeness
    fresh: tuple[Term, ...] = ()  # what a follow-up adds to the conversation


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What understanding needs to know of the edition and the lexicon."""

    frequency: Callable[[str], int]
    chunks: int
    thesaurus: Thesaurus
    year: int | None = None  # of the newest document: what 今年 means
    newest: str | None = None  # its id
    likeness: Likeness = unknown_likeness


def understand(text: str, vocabulary: Vocabulary, context: str = "") -> Understanding:
    """The meaning of a completed, simplified question; ``context``: earlier words that it leans on."""
    text = _PIECES.sub("", text)
    kind = kind_of(text)
    wants = _wanted(text)
    terms = _terms(text, vocabulary)
    predicates = _predicates(terms) if kind in ("progress", "when") else ()
    whole = Understanding(
        text=text,
        kind=kind,
        terms=tuple(term for term in terms if term not in predicates) if kind == "progress" else terms,
        predicates=predicates,
        context=_terms(context, vocabulary),
        unit=unit_of(text),
        growth=asks_growth(text),
        period=read_period(text, vocabulary.year),
        newest=vocabulary.newest,
        wants=wants,
        about=about_of(text),
        claims=bool(_CLAIMED.search(text)) or _states(text),
        likeness=vocabulary.likeness,
    )
    summed = _with_operation(whole, vocabulary)
    parts = _parts(whole, vocabulary) if summed.operation in (None, "share", "average") else ()
    return replace(whole, parts=parts) if parts else summed


def _predicates(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """What is to have happened: the words for it that are known, and the verb that a question ends with."""
    last = terms[-1:] if len(terms) > 1 and (terms[-1].verb or not terms[-1].known) else ()
    return tuple(term for term in terms if term.text in _PREDICATES or term in last)


def _states(text: str) -> bool:
    """消费券发了100万? A number and no word that asks: it is to be confirmed."""
    return text.rstrip().endswith("?") and bool(re.search(r"\d", text)) and not _ASKS.search(text)


_ASKS = re.compile(r"多少|几|什么|哪|谁|怎|何|啥|为|吗|没有?[?]")


def _wanted(text: str) -> Progress | None:
    if _LACKING.search(text):
        return "problem"
    return "planned" if _PLANNED.search(text) else None


_PIECES = re.compile(r"(?<=\d)个(?=[亿万])")  # 5个亿
_LACKING = re.compile(rf"不足|短板|{BADLY}|问题和|存在.{{0,4}}问题|有(哪些|什么|啥)问题|困难和")
_PLANNED = re.compile(
    r"打算|计划(?!完成)|准备(?!工作)|下一步|明年|来年|今后|以后|将来|要(做|干|建|搞|弄|怎么|改)|将要?|会(有|建|做|搞|改|怎)|目标|下半年"
)


def _with_operation(whole: Understanding, vocabulary: Vocabulary) -> Understanding:
    text = as_asked(whole.text) if whole.claims else whole.text
    asked = operation_in(text)
    if asked is None or _YES_NO.search(text):
        return whole
    own = [read_period(text, vocabulary.year) for text in asked.operands]
    periods = [one or (whole.period if any(own[:at]) or not any(own) else None) for at, one in enumerate(own)]
    pairs = zip(asked.operands, periods, strict=True)  # a period that only a later operand names is not that of all
    operands = tuple(_operand(text, period, whole, vocabulary) for text, period in pairs)
    return replace(whole, operation=asked.operation, operands=operands)


def _operand(text: str, period: Period | None, whole: Understanding, vocabulary: Vocabulary) -> Understanding:
    return Understanding(
        text=text,
        kind="figure",
        terms=_terms(text, vocabulary),
        context=whole.terms,
        unit=unit_of(text),
        growth=asks_growth(text),
        period=period,
        likeness=vocabulary.likeness,
    )


def _parts(whole: Understanding, vocabulary: Vocabulary) -> tuple[Understanding, ...]:
    """The questions about figures that one sentence asks together: 改造了几个小区,惠及几户; A和B分别是多少."""
    if whole.kind != "figure":
        return ()
    texts = [piece for piece in _BETWEEN.split(whole.text) if _QUANTITY.search(piece)]
    if len(texts) < 2:
        texts = [piece for piece in _COUNTS.findall(whole.text) if len(piece) > 2] or texts
    if len(texts) < 2 and (pair := _PAIR.search(whole.text)):
        asking = pair[3] or ""
        texts = [f"{pair[1]}{asking}", f"{pair[2]}{asking}"]
    if each := _EACH.search(whole.text):
        texts = [f"{item}{each[2]}" for item in _LISTED.split(each[1])]
    if len(texts) < 2:
        return ()
    meanings = [understand(text, vocabulary) for text in texts]
    return tuple(
        replace(one, kind="figure", context=whole.terms, period=one.period or whole.period) for one in meanings
    )


_YES_NO = re.compile(r"^(?!.*(多少|几|百分)).*(吗|么|能不能|可不可以|行不行|是不是|对吧|是吧)")  # asks for no number
_BETWEEN = re.compile(r"[?;,、。]")
_QUANTITY = re.compile(
    r"多少|几|百分之|多大|多高|排名|名次|第几|增幅|增速|降幅|占比|比例|比重|[同环]比$|[涨增升多]了?还是[跌降减少]"
)
_COUNTS = re.compile(r".*?(?:多少|几)(?:钱|元|[" + MEASURES + r"])?")  # 查出几处清了几处
_EACH = re.compile(r"^(.+?(?:[、和与]|(?<![涉普危波顾遍])及).+?)((?:分别|各|都)+(?:自|是|有|为)*(?:多少|几)\S*)$")
_LISTED = re.compile(r"、|和|与|以及|(?<![涉普危波顾遍])及(?![时格早])")
_PAIR = re.compile(
    r"^(.{2,}?)(?:和|与|(?<![涉普危波顾遍])及其?(?![时格早])|以及|还有(?!多少|几))(.{2,}?)((?:分别|各|都)*(?:是|有|为)?(?:多少|几)\S*|(?:分别|各)是?)?$"
)


def _terms(text: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    timeless = _PERIOD_WORDS.sub(" ", text)
    return terms_of(timeless, vocabulary.frequency, vocabulary.chunks, vocabulary.thesaurus)


_PERIOD_WORDS = re.compile(
    r"(?:前|头|这)?[一二三四五六七八九十\d]+个月|(?:截至|截止|到)?[一二三四五六七八九十]{1,2}月份?底?|(?<!\d)(?:(?:19|20)?\d\d年|20\d\d)(?:度|全年|上半年|下半年|第?[一二三四]季度)?|上半年|下半年|今年以?来?|去年同期|去年|上一?年度?|前年|明年|来年|全年|本年|(?:这|近|过去)?[两二三四五]年(?:来|间|里|内|(?!级|行动|规划|期|制))|截至|同期|第?[一二三四]季度|\d{1,2}\s*[-—–~至到]\s*\d{1,2}月份?|\d{1,2}月份?"
)
