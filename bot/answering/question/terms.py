"""The content words of a question with their weights, and how well a text matches them. Pure functions.

A report's names (西横街, 觅小北侧) fall apart under any dictionary, so a word also counts as found where runs of at
least two of its characters, together with its neighbours', stand in the text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from bot.answering.question.ages import admitting_floor, asked_age, with_age
from bot.answering.question.cutting import Frequency, Thesaurus, runs, words
from bot.answering.question.empty_words import STOPS
from bot.answering.question.wordings import ASPECT, noun
from retrieval.chinese import normalise
from retrieval.figures.numbers import chinese_number

_HAN = "㐀-鿿"


@dataclass(frozen=True, slots=True)
class Term:
    """One content word. ``run``: the stretch of the question it stands in; ``at``: its place in it."""

    text: str
    weight: float
    run: str
    at: int
    same: tuple[str, ...] = ()  # other words for it in reports
    related: tuple[str, ...] = ()
    rare: bool = False  # stands in one or two chunks alone: a name, most likely
    light: bool = False  # a verb or the like that no document uses
    known: bool = True  # some document uses it, or a word for the same
    head: bool = False  # what is counted: 床位有几张, 多少户居民
    counted: bool = False  # and it is said behind the quantity: 几个社区
    verb: bool = False
    age: int | None = None  # a person's age, found in every condition that admits it


def terms_of(question: str, frequency: Frequency, chunks: int, thesaurus: Thesaurus) -> tuple[Term, ...]:
    """The content words of a simplified question. ``frequency``: in how many of ``chunks`` a word stands."""
    question = with_age(question)
    counts = list(_COUNTED.finditer(question))
    heads = tuple(match["after"] or match["before"] or "" for match in counts)
    counted = tuple(match["after"] for match in counts if match["after"])
    return tuple(
        _term(word, sort, at, run, frequency, chunks, thesaurus, (heads, counted))
        for run in runs(question)
        for word, sort, at in (_bare(*found, frequency) for found in words(run, thesaurus, frequency))
        if word not in STOPS and not _empty(word, sort)
    )


def _empty(word: str, sort: str) -> bool:
    """Whether a word only holds a question together: a pronoun (这么), a conjunction, a particle."""
    return len(word) == 2 and sort[0] in "rcuyeo" and word[0] != "本"


def _term(
    word: str,
    sort: str,
    at: int,
    run: str,
    frequency: Frequency,
    chunks: int,
    thesaurus: Thesaurus,
    asked: tuple[Sequence[str], Sequence[str]],
) -> Term:
    same = (*thesaurus.same(word), *_in_digits(word))
    known = max(_frequency(one, frequency) for one in (word, *same))
    weight = math.log(1 + (chunks + 1) / (known + 1)) * (0.4 if len(word) == 1 else 1.0 if len(word) == 2 else 1.3)
    where = sort in ("s", "f") and word[-1] in _BESIDE
    verbal = (where or sort.startswith(_NO_THING)) and known == 0 and len(word) < 4 and not word[0].isdigit()
    verbal = verbal and not _names_a_matter(word, run[:at], run[at + len(word) :])
    light = (
        word in _UNIT_NAMES or word in _ANYONE or bool(_SO_MANY.fullmatch(word)) or (verbal and word not in _OFFICIAL)
    )
    rare = 0 < known <= max(2, chunks // 200) and len(word) > 1
    head, counted = (
        not verbal and any(stretch.endswith(word) or stretch.startswith(word) for stretch in stretches)
        for stretches in asked
    )
    return Term(
        text=word,
        weight=weight * (_LIGHT if light else 1.0),
        run=run,
        at=at,
        same=same,
        related=(*thesaurus.related(word), *_bare_noun(word, sort, known)),
        rare=rare,
        light=light,
        known=known > 0,
        head=head,
        counted=counted,
        verb=sort.startswith("v"),
        age=asked_age(word) if word[0].isdigit() else None,
    )


def _names_a_matter(verb: str, before: str, behind: str) -> bool:
    """Whether a verb is part of what an office deals with (暂住登记, 养老认证, 准生证), not what one does with it (领取补贴)."""
    if _PAPER.search(verb) and len(verb) > 2:
        return True
    if len(verb) != 2 or handles(verb):
        return False
    return bool(before if _MATTER.fullmatch(verb) else _MATTER.match(behind) and not ASPECT.fullmatch(verb))


def handles(verb: str) -> bool:
    """Whether a verb tells what is done with any matter: 领取, 补办, 缴纳."""
    return bool(_HANDLED.search(verb))


def _bare(word: str, sort: str, at: int, frequency: Frequency) -> tuple[str, str, int]:
    """Of a word that no document uses, what one does: 交学费 is about 学费, 局在 about 局, 能补 about 补."""
    if word in STOPS or not 1 < len(word) < 4 or frequency(word):
        return word, sort, at
    if len(word) == 3 and word[0] in _DOING and not _NO_NOUN.search(word) and frequency(word[1:]):
        return word[1:], "n", at + 1
    if word[0] in _MAY and not rjieba.has_word(word):
        return word[1:], sort, at + 1
    loose = word[-1] in _LITTLE and not rjieba.has_word(word)  # 费用 is one word
    return (word[:-1], sort, at) if loose else (word, sort, at)


def _bare_noun(word: str, sort: str, known: int) -> tuple[str, ...]:
    """What is left of a spoken noun that no document uses: 桃 of 桃子."""
    return (word[0],) if len(word) == 2 and word[1] == "子" and sort == "n" and not known else ()


def _in_digits(word: str) -> tuple[str, ...]:
    """三十 as the documents may write it: 30."""
    number = chinese_number(word) if len(word) > 1 else None
    return (f"{number:f}",) if number is not None else ()


def _frequency(word: str, frequency: Frequency) -> int:
    """In how many chunks a word stands; of a longer expression, the rarest of its words."""
    return frequency(word) or (min(map(frequency, rjieba.cut(word))) if len(word) > 2 else 0)


_PAPER = re.compile("[证卡费]$")
_MATTER = re.compile("[证卡费]|登记|认证|证明|手续|补贴|补助|津贴")
_HANDLED = re.compile("[领发拿给要办补交缴收报查问取停享打换减免提增涨算]")  # what is done with any of these
_ANYONE = frozenset("居民 群众 市民 老百姓 村民 人员 单位 部门 大家".split())
_OFFICIAL = frozenset(
    "认定 获批 批准 通过 验收 评选 入选 中标 上市 退出 注销 死亡 受伤 辞职 结婚 离婚 出生 落户 迁出 关闭 倒闭 破产 "
    "处罚 开除 判刑 立案 结案 受理 申报 引进 签约 投产 开工 竣工 完工 办结 申请 报名 录用 辞退 退休 拆除 征收 安置 "
    "复工 停工 感染 隔离 救助".split()
)
_DOING = frozenset("交领办买开坐看吃去有要给补报付收缴")  # before what is asked about
_NO_NOUN = re.compile(r"[率额量数]$|[不没了]")
_MAY = frozenset("能要会可")
_LITTLE = frozenset("在能要打去找得会用")  # behind it
_UNIT_NAMES = frozenset(
    "目标 金额 面积 数额 数字 比重 占比 比例 场次 人次 次数 规模 总量 长度 总额 总数 额度 名额 价格 时长 年龄 排名 名次 成绩".split()
)
_COUNTED = re.compile(
    rf"(?P<before>[{_HAN}]{{2,}}?)?(?:一共|总共|共|还|都|现在)*(?:有|是|为|达|要|收)?(?:了|到)?(?:多少|几)"
    rf"(?:[个家座名件次场条户项处部张位所台间](?=[{_HAN}]))?(?P<after>[{_HAN}]{{2,4}})?"
)
_SO_MANY = re.compile("[一二两三四五六七八九十]+[项件个家名位次场]")  # 这两项: told of what is asked about
_PIECE = 20  # characters: the longest piece looked for
_TELLING = frozenset("卖买亏欠罚捐赔退涨降超差缺剩死伤拆关停裁减增借贷")  # verbs that make another number of it
_REMEMBERED = 4_096  # pieces of text: a question looks at the same ones many times over
_MOST = 0.74  # of a long word
_OLD = 60
_ELDERLY = re.compile("老年|老人|为老|养老|高龄|长者")
_NO_THING = ("v", "d", "a", "m", "q", "t")  # no thing: a deed, a quality, a time (夏天)
_BESIDE = "边里口外内前后旁面头间"  # how words end that only say where: 门口, 河边
_LIGHT = 0.5  # a verb that no document uses says less than a noun that none has


def matches(terms: Sequence[Term], text: str) -> tuple[float, ...]:
    """For each term how much of it stands in ``text`` (normalised).

    1 to the letter, 0.9 by another word for the same, 0.55 by a related one, else what its characters' runs cover.
    """
    return tuple([_match(term, text) for term in terms])


def _match(term: Term, text: str) -> float:
    if term.age is not None:
        return 1.0 if admitting_floor(text, term.age) is not None else _of_the_old(text, term.age)
    if len(term.text) > 1 and _stands(term.text, text):
        return 1.0
    if term.same and any(_stands(other, text) for other in term.same):
        return 0.9
    if not term.known and _stretched(term.text, text):
        return 0.7
    own = _covered(term.run, text)[term.at : term.at + len(term.text)]
    share = sum(own) / max(1, len(own))
    pieces = 0.9 if share == 1.0 else 0.7 if share >= _MOST else 0.5 * share
    return max(pieces, 0.55) if term.related and any(other in text for other in term.related) else pieces


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text, and not 居住证 in 居住证明 alone."""
    return word in text and (word[-1] != "证" or bool(re.search(f"{re.escape(word)}(?!明)", text)))


@lru_cache(_REMEMBERED)
def _stretched(word: str, text: str) -> bool:
    """Whether a noun of two characters that no document uses is written longer: 菜场 and 菜市场, 新楼 and 新住院楼."""
    return len(word) == 2 and noun(word) and bool(re.search(rf"{word[0]}[㐀-鿿]{{1,2}}{word[1]}", text))


def _of_the_old(text: str, age: int) -> float:
    """What is for the old, with no age said, is near a person of that age, and no answer of how much."""
    return 0.4 if age >= _OLD and _ELDERLY.search(text) and not re.search(r"\d周?岁", text) else 0.0


@lru_cache(_REMEMBERED)
def _covered(run: str, text: str) -> tuple[bool, ...]:
    """Which characters of ``run`` lie in a piece of at least two characters that stands in ``text``."""
    covered = [False] * len(run)
    at = 0
    while at < len(run) - 1:
        if run[at : at + 2] not in text:
            at += 1
            continue
        size = _piece(run, at, text)
        covered[at : at + size] = [True] * size
        at += size - 1 if size > 2 else size
    return tuple(covered)


def _piece(run: str, at: int, text: str) -> int:
    """How long the longest piece of ``run`` from ``at`` on is that stands in ``text``, where two characters do."""
    size, most = 2, min(_PIECE, len(run) - at)
    while size < most and run[at : at + size + 1] in text:
        size += 1
    return size


def coverage(terms: Sequence[Term], found: Sequence[float]) -> float:
    """The weighted share of the terms that was found, from 0 to 1; 1 where nothing was asked for."""
    total = sum(term.weight for term in terms)
    return sum(term.weight * share for term, share in zip(terms, found, strict=True)) / total if total else 1.0


def lacking(terms: Sequence[Term], found: Sequence[float], heavy: float = 0.2) -> tuple[Term, ...]:
    """The nouns and names that make a good part of the question and were not found: without them it is another question."""
    total = sum(term.weight for term in terms) or 1.0
    pairs = zip(terms, found, strict=True)
    return tuple(
        term
        for term, share in pairs
        if share < 0.42
        and not term.light
        and (len(term.text) > 1 or term.text in _TELLING)
        and term.weight >= heavy * total
    )


@lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """Text as ``matches`` wants it."""
    return normalise(text)
