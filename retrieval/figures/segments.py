"""A stretch of a sentence between commas, and what its words say about its numbers. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import rjieba

from retrieval.figures.comparisons import becomes
from retrieval.figures.numbers import Number
from retrieval.figures.phrases import HOLE, clean, split_verb
from retrieval.figures.units import AGES
from retrieval.figures.verbs import VERBS

CONDITION, FORMER, RANK, LIMIT = "条件", "原值", "排名", "时限"

_DURATIONS = frozenset(("工作日", "个工作日", "日", "天", "小时", "分钟", "个月", "年", "周", "个小时", "个自然日"))
_TOTAL = re.compile(
    "(?:总?预算|总数|总量|总额|总投资|总投入|投资额|总面积|总建筑面积|建筑面积|占地面积|占地|总产量|产[量值]|年产值|总人数|总长|总长度|全长|年[末底]|合计|余额|金额|面积|剩余|其余|余下|剩下|支出)(?:正在.*)?"
)
_TOTAL_AT_END = re.compile(
    "(?:产量|总?预算|总数|总量|总额|投资额|总?投资|总投入|总?占地面积|总?建筑面积|总?面积|规模)$"
)
_SORTED = re.compile("的[\u4e00-\u9fff]{0,4}")
_ORDINAL = re.compile("第?[一二三四五六]")
_EACH = re.compile("(?:按|给予|发放|补贴|服务|限|不超过)?(?:每[人月年户天日次餐床位]|每平方米|人均|户均)+")
_MEASURE = re.compile("(?:收入|投资|产值|税收|利润|营收|资金|[额量])$")
_TAIL_LIMIT = 24  # characters
_MARKED = re.compile(f"[,;。、{HOLE}]")
_FRAME = re.compile(r"([\u4e00-\u9fff]{1,6}?)(?:\([^()]{1,6}\))?(?:中(?:平均|综合)?(?:排|位|列|名|居)|(?P<end>$))")
_OF_ALL = re.compile("全[省市区县旗州镇系]统?$")
_MEASURING = frozenset(("投资", "投入", "融资", "贷款"))
_DEED = "开工建设|启动建设|新建|改建|扩建|改扩建|开工|建设|建成"
_BUILT = re.compile(
    f"(?:{_DEED})([^,。;]{{2,20}})$|([^,。;]{{2,20}}?)(?:主体(?:工程|结构)?)?已?经?(?:全面)?(?:{_DEED}|竣工|完工|投用|启用|封顶)$"
)
_PEOPLE = re.compile(".*?(?:老年人|老人|居民|人员|儿童|青少年|人群|妇女|男性|女性|学生|对象|群众|家庭|职工|残疾人)")


@dataclass(frozen=True, slots=True)
class Segment:
    """The text between commas, its numbers (offsets into ``text``), the words before its colon (``topic``)."""

    text: str
    numbers: tuple[Number, ...]
    topic: str = ""
    start: int = 0  # of ``text`` in the sentence
    opens: bool = False  # behind a semicolon: it may turn to something else

    def between(self, index: int) -> str:
        """The words before number ``index``, from the number before it or the segment's start."""
        return self.text[self.numbers[index - 1].end if index else 0 : self.numbers[index].start]

    def after(self, index: int) -> str:
        """The words after number ``index``, up to the next one or the segment's end."""
        end = len(self.text) if self.is_last(index) else self.numbers[index + 1].start
        return self.text[self.numbers[index].end : end]

    def without_numbers(self, index: int) -> str:
        """All words behind number ``index``."""
        return "".join(self.after(at) for at in range(index, len(self.numbers)))

    def is_last(self, index: int) -> bool:
        return index + 1 == len(self.numbers)

    def former(self, index: int) -> str | None:
        """原值 where another number is what this one became: 由3元提高到5元."""
        if self.is_last(index) or not re.search("[由从]", self.between(index)):
            return None
        after = clean(self.between(index + 1))
        return FORMER if becomes(after) or after == "达到" else None


def lists(words: str) -> bool:
    """Whether the words go on with a list."""
    return bool(re.match(r"\s*(?:、|和(?![平谐睦顺])|及|以及|与|或)", words))


def names_it(object_: str, after: str) -> bool:
    """Whether the words before a number already name what it counts: 受理投诉|7件|办结, 惠及居民|30户|."""
    after = after.replace(HOLE, "").strip()
    if after in ("补贴", "补助", "奖励", "津贴", "补助金", "奖金"):  # 每月|50元|补贴
        return False
    if becomes(after) or re.match("中(?!小|心|学|青|层|低|高|老|外)", after):
        return True
    return bool(object_) and (not after or bool(_TOTAL.fullmatch(after) or split_verb(after)[0]))


def is_condition(segment: Segment, index: int) -> bool:
    """Whether a number bounds what another one counts: 100万以上税源项目2个; ages always do."""
    number = segment.numbers[index]
    if number.unit in AGES:
        return not re.search("(?:年龄|均龄|寿命)[^,]{0,2}$", segment.between(index))
    after = segment.after(index)
    if segment.is_last(index):
        return False
    bounded = re.match(r"\s*及?以[上下内]的?[\u4e00-\u9fff“]", after)
    return bool(bounded or frame_of(segment, index)) or _sorts(after, number, segment.numbers[index + 1])


def _sorts(between: str, number: Number, following: Number) -> bool:
    """Whether an amount tells of which things the number behind it is: 收入达到100万元的|村2个, 90-100万元的|2个."""
    return number.unit == "元" != following.unit and following.number > 1 and bool(_SORTED.fullmatch(between))


def frame_of(segment: Segment, index: int) -> str:
    """Among whom something is ranked: 在全区11个|街道中排名第三, 居全市12个|街道第四位."""
    found = _FRAME.match(segment.after(index))
    if found is None or segment.is_last(index) or not re.match("倒?数?[第前]", segment.numbers[index + 1].value):
        return ""
    return found[1] if found["end"] is None or _OF_ALL.search(segment.between(index)) else ""


def age_of(number: Number, before: str, own: str, noun: str, frame: str) -> str:
    """The indicator of a condition: whose age, what is bounded, or among how many something is ranked."""
    if frame:
        return re.sub("^.*(?=全)|^在", "", before) + frame
    if number.unit not in AGES:
        measure = split_verb(before)[1]
        return measure if _MEASURE.search(measure) else noun or before
    people = _PEOPLE.match(noun) or _PEOPLE.match(re.sub("^[自凡]", "", own))
    return (people[0] if people else "") + "年龄"


def limited(segment: Segment, index: int) -> str:
    """What has to happen within a number of days: 3个工作日内|完成初核."""
    if segment.numbers[index].unit not in _DURATIONS:
        return ""
    within = re.match(r"\s*(?:之|以)?内(?P<rest>[^,;。(]{2,20})", segment.after(index))
    return within["rest"] if within else ""


def alike(raw: str, words: str) -> Sequence[str]:
    """The rates that 均 gives one number: 办结率、满意率均为 → 办结率, 满意率; else the words themselves."""
    names = [clean(name) for name in re.split("[、和及]", words) if clean(name)]
    both = len(names) > 1 and re.search(r"[均都各](?:为|达到?|在|超过?)?\s*$", raw)
    return names if both and all(re.search("[率比数额度]$", name) for name in names) else (words,)


def listed(names: str) -> list[str]:
    """The names of a list, each with what the last one alone says of all: 第一、二产业的占比 → 第一产业的占比, 第二产业的占比."""
    items = [clean(name) for name in re.split("[、和]|以及", names) if clean(name)]
    if len(items) > 1 and (last := _ORDINAL.match(items[-1])) and all(_ORDINAL.fullmatch(one) for one in items[:-1]):
        first = "第" if items[0].startswith("第") else ""
        items = [f"{first}{one.removeprefix('第')}{items[-1][last.end() :]}" for one in (*items[:-1], last[0])]
    return items


def attribute(after: str, name: str, noun: str) -> str:
    """总投资|35亿元|的华拓项目 tells the project's investment: 华拓项目总投资."""
    if re.match("目标|标准|要求", noun):
        return ""
    measures = name and noun and name not in VERBS - _MEASURING and not _EACH.search(name)
    return noun + name if measures and re.match(r"\s*的", after) else ""


def each_one(words: str) -> bool:
    """Whether the words say that each one gets it and not who: 每人每月服务."""
    return _EACH.match(words) is not None


def owned(raw: str, owner: str, words: str, whole: str = "") -> str:
    """The owner that words lack: of a total (总投资), of a part (其中外资企业); empty where they name their own."""
    if _TOTAL.fullmatch(words):
        return _TOTAL_AT_END.sub("", whole or owner)
    part = (
        re.match(r"\s*其中", raw)
        and not set(words[-2:]) & set(owner[-4:])
        and words[:2] not in owner
        and words.count("、") < 2
    )
    return _TOTAL_AT_END.sub("", owner) if part and len(owner) < 16 else ""


def context_of(words: str) -> str:
    """The measure that a clause without numbers names: 高考本科达线率创历史新高 → 高考本科达线率."""
    found = re.match(
        r"\s*([^,。;]{2,18}?(?:率|数量?|量|(?<![超足全大])额|值|收入|投资|面积|比重|水平(?=[\u4e00-\u9fff])))", words
    )
    return clean(found[1]) if found else ""


def built(words: str) -> str:
    """What a clause without numbers is about, where all it tells is that it is built: 开工建设综合楼 → 综合楼."""
    found = _BUILT.match(clean(words))
    return (found[1] or found[2]) if found else ""


def hindered(words: str) -> str:
    """What a clause without numbers says something got in the way of: 规模以下工业受行情影响 → 规模以下工业."""
    found = re.match("([^,。;]{2,20}?)(?:因(?!为)|由于|受[^,]{2,16}(?:影响|限制|制约|拖累|冲击))", clean(words))
    return found[1] if found else ""


def is_total(words: str) -> bool:
    """Whether the words leave open of what they tell the total: 总投资, 面积, 产值."""
    return bool(_TOTAL.fullmatch(words))


def tail(rest: str) -> str:
    """The words behind a counted noun up to the next mark; of a long one as many as can be read at once."""
    words = _MARKED.split(rest, maxsplit=1)[0].rstrip(" “:").removesuffix("的").removesuffix("期间")
    if len(words) <= _TAIL_LIMIT:
        return words
    ends = accumulate(len(word) for word in rjieba.cut(words))
    return words[: max((end for end in ends if end <= _TAIL_LIMIT), default=0)]


def joined(owner: str, words: str) -> str:
    """Owner and words, what both say told once: 诉求满意率, 满意率较上年提高 → 诉求满意率较上年提高."""
    overlap = next((size for size in range(len(words), 1, -1) if owner.endswith(words[:size])), 0)
    return owner + words[overlap:]


def shared(words: str, object_: str) -> Sequence[str]:
    """The things that 各 gives a number each: 80后社区书记、副书记 → 80后社区书记, 80后社区副书记."""
    names = [clean(name) for name in re.split("[、和及与]", object_) if clean(name)]
    if not re.search(r"各\s*$", words) or len(names) < 2:
        return (re.sub("[由从](?:原来?)?(?=每|$)", "", object_),)
    head = _common_end(names[0], names[1])
    start = names[0][: len(names[0]) - len(head)] if head else ""
    return [names[0], *(start + name for name in names[1:])]


def _common_end(first: str, second: str) -> str:
    length = 0
    while length < min(len(first), len(second)) and first[-1 - length] == second[-1 - length]:
        length += 1
    return first[len(first) - length :]
