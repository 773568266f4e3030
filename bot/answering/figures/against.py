"""What speaks against a figure as the answer, however like it is: another unit, another measure, the opposite state, a plan
for a deed. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.answering.figures.around import CHANGES, part_before
from bot.answering.figures.rows import SHARE, FoundFigure
from bot.answering.figures.saying import is_name
from bot.answering.figures.units import PEOPLE, unit_fit
from bot.answering.question.ages import floors
from bot.answering.question.kinds import MEASURES
from bot.answering.question.terms import Term, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.question.wordings import FOR_EACH, PLACES, noun
from retrieval.figures.numbers import read_amount
from retrieval.figures.units import SCALES

_PER = (
    (re.compile(r"每[个名位户家人](?!月|季|年)|[人户]均"), re.compile(r"每|[人户]均|/|平均")),
    (re.compile(r"每个?月|一个月|月均"), re.compile(r"(?<![\d一二三四五六七八九十])月|个月")),
    (re.compile(r"每[天日]|一天|日均"), re.compile(r"(?<!\d)[日天]")),
    (re.compile(r"每[顿餐]|一[顿餐]|一份饭"), re.compile(r"[顿餐份]")),
    (re.compile(r"每户|户均"), re.compile(r"户")),
)

_IN_SUM = re.compile("(?:全年|总共|一共|合计|共计|累计|共).{0,6}[发付支补兑]")  # all that was paid
_RATED = re.compile("每[人户月天日餐顿次]")
_A_YEAR, _A_MONTH = re.compile("每年|年均|一年"), re.compile("每个?月|/月|月均")


def speaks_against(question: Understanding, one: FoundFigure) -> bool:
    """Whether the figure can't be what is asked for."""
    if unit_fit(question.unit, one.figure) < 0.6 or not _per(question.text, _measured(one)):
        return True
    if _of_several(question, one) or _of_another(question, one) or _of_all(question.text, one):
        return True
    if _of_other_ages(question, one) or _no_price(question.text, one):
        return True
    if _lesser(question.text, one.figure.indicator + one.evidence.read(one.clause)):
        return True
    if one.figure.comparison == "占比" and question.unit != "%" and not SHARE.search(question.text):
        return True  # 少数民族人口占22.4% is no number of people
    return not _counts(question, one) or _otherwise(question.text, one) or _undone(question.text, one)


def _undone(question: str, one: FoundFigure) -> bool:
    """A plan told where the question takes it for done: 已经投了多少."""
    return one.figure.progress == "planned" and bool(_DONE.search(question)) and not _PLAN_TOLD.search(question)


def _counts(question: Understanding, one: FoundFigure) -> bool:
    """What is counted stands beside the number: 社区有几个 is answered neither by 社区书记1名 nor by 纠纷210件 in a community."""
    if question.unit in ("%", "名次"):
        return True
    asked = [at for at, term in enumerate(question.terms) if _asked_of(question, term)]
    return all(_is_of(question.terms[at], at, one) for at in asked)


def _is_of(term: Term, at: int, one: FoundFigure) -> bool:
    """Whether a thing stands in the figure's clause, above it, or before it where the clause has none: 签下来的9个."""
    above = max(one.evidence.named[at], *matches((term,), plain("/".join(one.evidence.chunk.section))))
    near = one.figure.indicator + one.evidence.read(one.clause)
    if max(one.own[at], above) < _SAID and (one.found[at] < _SAID or noun(_PLAN_TOLD.sub("", one.figure.indicator))):
        return False
    return not _titled(term, near)


def _of_all(question: str, one: FoundFigure) -> bool:
    """A sum told where a number for each is asked for (各社区的工单数), and the sentence names none of them."""
    asked = FOR_EACH.search(question)
    if asked is None or _SUMMED.search(question):
        return False
    named = [place[0] for place in _PLACED.finditer(one.evidence.text) if asked[1] in place.groups()]
    return not any(name[0] in "各每" or name[-1] == ":" for name in named) and len(named) < 2


def _no_price(question: str, one: FoundFigure) -> bool:
    """What was spent or taken in all, where it is asked what one person pays: 住一个月多少钱."""
    return bool(
        _PRICE.search(question)
        and not _PAID.search(question)
        and _SPENT.search(one.figure.indicator + one.evidence.read(one.clause))
    )


def _of_other_ages(question: Understanding, one: FoundFigure) -> bool:
    """All people from 80 on told where those of 100 are counted, or their share; what each of them gets would be the same."""
    told = floors(part_before(one.evidence, one.clause))
    if one.figure.unit in PEOPLE and unit_fit(question.unit, one.figure) >= 0.6:
        ages = {term.age for term in question.terms if term.age is not None}
        return bool(ages) and not ages & told
    bounds = floors(question.text) if one.figure.unit == "%" else frozenset[int]()
    return bool(bounds and told) and not bounds & told


def _of_several(question: Understanding, one: FoundFigure) -> bool:
    """A number of all that a list names, asked for of some of it: 在甲、乙各建1处,共2处,预算6万元 tells nothing of 乙 alone."""
    clauses = part_before(one.evidence, one.clause)
    own = one.evidence.read(one.clause)
    if _EACH.search(own) or one.evidence.is_row:
        return False
    for names in _LIST.finditer(clauses.removesuffix(own)):
        items = re.split("[、和及]", names[0])
        named = [_named(item, at, question.text) for at, item in enumerate(items)]
        told_apart = [word for word in named if word and names[0].count(word) == 1]
        if told_apart and len(told_apart) < len(items):
            return not any(word in own for word in told_apart)
    return False


def _named(item: str, at: int, question: str) -> str:
    """What of a list's item the question names: words stand before the first one and may stand behind each."""
    starts = range(len(item) - 1) if at == 0 else (0,)
    pieces = (item[start:end] for start in starts for end in range(len(item), start + 1, -1))
    return next((piece for piece in pieces if piece in question and (at or item.endswith(piece))), "")


def _of_another(question: Understanding, one: FoundFigure) -> bool:
    """A name that the question gives stands neither beside the figure nor over it: 河东商场 is not 东门商场; nor are women
    all who are counted."""
    return any(
        share < _NEAR and (term.text in _SOME or (not term.same and is_name(term.text)))
        for term, share in zip(question.terms, one.found, strict=True)
    )


def _asked_of(question: Understanding, term: Term) -> bool:
    """Whether a thing is what the number is to be of: 几个社区, 床位有几张, 预算收入完成多少."""
    if term.verb or term.light or len(term.text) < 2:
        return False
    if term.counted:
        return question.unit != "元"
    return any(_BEFORE_MANY.match(question.text, end) for end in _ends(term.text, question.text))


def _titled(term: Term, near: str) -> bool:
    """Whether a word stands in nothing but titles: 社区书记."""
    ends = [end for word in (term.text, *term.same) for end in _ends(word, near)]
    return bool(ends) and all(_TITLED.match(near, end) for end in ends)


def _ends(word: str, text: str) -> Iterator[int]:
    """Where a word of a text ends, each time that it stands there."""
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + len(word))


_PLACED = re.compile(f"[\u4e00-\u9fff]{{2}}({PLACES})|[各每]个?({PLACES})|({PLACES})(?:名称)?:")
_SUMMED = re.compile("一共|总共|合计|共计|平均|加起来")
_LIST = re.compile(r"[\u4e00-\u9fff]{2,10}(?:[、和及][\u4e00-\u9fff]{2,10})*、[\u4e00-\u9fff]{2,10}")
_EACH = re.compile("各|每|均|分别")
_SOME = ("女", "男")  # of all that are counted
_SAID = 0.5
_NEAR = 0.42  # of a word that stands in a heading or a title
_BEFORE_MANY = re.compile(
    r"(?:一共|总共|合计|共计|累计|共|实际|现在|目前|总数|还|都|有|是|为|达到?|完成|实现|做到|大概|约|的|了)*(?:多少|几)"
    rf"(?:个?[{MEASURES}]|[百千万亿元钱块]+)?[了呢]?(?=$|[,。?])"
)
_TITLED = re.compile("(党委|党支部)?副?(书记|主任|干部|工作者|负责人|代表|委员)")


def _otherwise(question: str, one: FoundFigure) -> bool:
    """The opposite state (没办结), a plan asked for and a deed told, a change asked for and a level told."""
    near = one.figure.indicator + one.evidence.read(one.clause)
    negated = _NEGATED.search(question)
    if negated and (negated[1] or negated[2]) in near and not _NOT.search(near):
        return True
    if any(other not in near and other[1:] in near for other in _NON.findall(question)):
        return True
    if any(asked.search(question) and not told.search(near) for asked, told in _MUST_SAY):
        return True
    if _IN_ALL.search(question) and not _ADDING.search(question) and (_added(one) or _of_a_part(question, one)):
        return True
    if _PLAN_ASKED.search(question) and one.figure.progress != "planned" and not _PLAN_TOLD.search(near):
        return True
    if one.figure.comparison in CHANGES and not _CHANGE_NAMED.search(question):
        return True
    if _LACKED.search(near) and not _LACKED.search(question):
        return True
    if _CHANGE_ASKED.search(question) and not (one.figure.comparison or _CHANGE_TOLD.search(near)):
        return True
    if (bounds := _bounds(question)) and not bounds & _bounds(near):
        return True
    return bool(_VERSUS.search(question)) and not one.figure.comparison and "比" not in near


def _lesser(question: str, near: str) -> bool:
    """Whether a figure is of what is less than what the question names: 半自理, 低保边缘 for 自理, 低保."""
    for word in set(_LESSER.findall(near)):
        whole = re.sub("半|边缘", "", word)
        if whole in question and word not in question and whole not in near.replace(word, ""):
            return True
    return False


def _added(one: FoundFigure) -> bool:
    """Whether a number tells what was added or is to be added."""
    before = one.evidence.chunk.quote(one.clause.start, one.figure.start)
    return bool(_ADDED.search(before)) and one.figure.comparison is None


def _of_a_part(question: str, one: FoundFigure) -> bool:
    """Whether a number is that of one place (某中心设计床位120张) where the total is asked for."""
    own = sum(char in question for char in one.figure.indicator)
    told = _TOLD_IN_ALL.search(one.evidence.read(one.clause))
    return bool(_TOTAL.search(question)) and not told and own < 0.5 * len(one.figure.indicator)


def _bounds(text: str) -> set[tuple[Decimal | None, str]]:
    """The bounds that a text names, 百万元以上 like 100万以上."""
    return {(SCALES.get(amount) or read_amount(amount), way) for amount, way in _BOUND.findall(text)}


_NEGATED = re.compile(
    r"(?:没有?|未)([办结完成建装修签交付开整改解决]{1,2})(?!有)|(?:没有?|未)(办结|完成|建成|交付|开工|整改|解决)"
)
_BOUND = re.compile("([\\d.]*[一二三四五六七八九十百千]*[万亿])元?(以上|以下)")  # a part of all: 亿元以上的企业
_PRICE = re.compile(  # what one person pays
    r"(?:吃|租(?!金|赁)|(?<![居入小保记留抓守])住(?![宅房户院建所区]))[^,。?]{0,8}多少钱|多少钱[一每]|门票|票价|月费|学费|怎么卖|贵不贵"
    r"|[一每](?:个月|天|晚|次|张|份|顿|小时|回|趟)(?:要|得|是)?(?:多少钱|几块)"
)
_PAID = re.compile("补[贴助]|津贴|[领补发奖拿]")  # to people
_SPENT = re.compile(r"投资|投入|资金|经费|拨付|发放|销售|产值|收入|税|预算|造价|债|损失|募|捐|存款")  # is no price
_MUST_SAY = (  # what is asked for by such words, and what a figure's clause must then say
    (re.compile("(?:各个?|每个|分)(?:社区|村|小区|街道|镇|科室|部门|楼)"), _EACH),  # one number for each
    (re.compile("(?:正|还)?在(?:装|建|修|办|施工|改造)(?!设)|(?<!真)正在"), re.compile("正在|在建|施工|推进|进行")),
    (re.compile("最[高低多少大小长短](?:的|是)"), re.compile("最|第一|居首|首位")),
)
_NON = re.compile("非[\u4e00-\u9fff]{2}")  # 非经营性 is the rest of what is 经营性
_LESSER = re.compile("半(?:失能|自理|护理|日|天)|低保边缘")
_IN_ALL = re.compile(
    "(?:一共|总共|共|现|目前|现在|如今)(?:都)?有(?!效)|拥有|总[数量]"
)  # how many there are, not how many were added
_TOTAL = re.compile("总[数量]")
_TOLD_IN_ALL = re.compile("总|共|累计|现有|达|拥有")
_ADDING = re.compile("新|增|加|建|改|扩|添")
_ADDED = re.compile("(?:新增|新建|新设|新开|增设|增加|增配|扩建|净增)[^,;、]{0,12}$")
_NOT = re.compile(r"未|没|尚|剩|余")
_PLAN_ASKED = re.compile(r"计划(?!完成)(总?投资|数|目标)|目标(?!完成)|预算(?!收入|支出)")
_PLAN_TOLD = re.compile(r"计划|目标|任务|预算(?!收入|支出)|预期")
_CHANGE_ASKED = re.compile(
    "(?:同比|环比|比去年|比上年).{0,4}$|(?:提高|提升|上升|下降|下滑|回落|降低|增长)了?(?:多少|几)(?:个?百?分?点|$|[,。?])"
)
_CHANGE_TOLD = re.compile("同比|环比|增|升|提高|降|减|下滑|回落|涨|跌|多|少|扩")
_CHANGE_NAMED = re.compile("增|升|高|降|减|低|下滑|回落|涨|跌|多(?!少|[大高长久])|(?<!多)少|扩|同比|环比|比|变化|幅|差")
_LACKED = re.compile("缺|尚差|还差|不足|不够|差多少|差几")
_VERSUS = re.compile(r"比(去年|上年|前年|同期|往年)(同期)?.{0,4}(多|少|增|减|涨|降|高|低)")


def _measured(one: FoundFigure) -> str:
    """What tells by the month or the person an amount is: the words before it, of a row also what stands over it."""
    before = part_before(one.evidence, one.clause)
    return "".join((*one.evidence.chunk.section[-1:], before)) if one.evidence.is_row else before


def _per(question: str, text: str) -> bool:
    """An amount asked for by the month or the person is not answered by a yearly sum or one for a meal, nor is all that was
    paid by what each gets."""
    if _IN_SUM.search(question) and _RATED.search(text):
        return False
    if _A_YEAR.search(question) and _A_MONTH.search(text) and not _A_YEAR.search(text):
        return False
    return all(told.search(text) for asked, told in _PER if asked.search(question))


_DONE = re.compile(r"已经|实际|[建完]成了|[完好花用]了")
