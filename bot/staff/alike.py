"""Whether two indicators are about the same thing: the words of one looked for in the other. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from bot.answering.question.lexicon import Lexicon, Match
from retrieval.chinese import normalise
from retrieval.figures.comparisons import grown
from retrieval.figures.verbs import VERBS

_FILLERS = frozenset(
    """
    的 了 等 和 与 及 各 各类 各项 各级 共 已 为 在 对 向 中 上 下 我 本 该 其中 其 全 总 数 量 数量 总数 总量 底数 情况 方面 工作 街道 社区 今年 全年
    上半年 下半年 以来 期间 目前 累计 总计 合计 完成 实现 达到 开展 组织 举办 进行 取得 推进 落实 积极 成功 顺利 全面 持续 深入 集中 共有 现有
    有 拥有 建立 加强 做好 年度 一批 第一 余 多 个 家 名 件 次 场 人 户 这 那 我们 我街道 街道办 全街道 辖区 区内 同比 环比 增长 下降 增幅 增速 降幅 涨幅
    占 比 率 比重 占比 较 上年 去年 同期 计划 目标 任务 投资额 突破 超过 约 近
    """.split()
)
_COMMON = frozenset("企业 人员 项目 问题 单位 群众 居民 活动 案件 资金 老人 老年人".split())

# Verbs that reports use one for another; what differs in law or in order (受理, 立案, 结案, 申报, 认定) is no pair.
_VERB_GROUPS = tuple(
    group.split()
    for group in (
        "调处 化解 调解 调解化解",
        "引进 招引 引入 招商引进 新引进",
        "发放 派发 发出",
        "救助 帮扶 资助 帮助",
        "发表 刊发 刊登 发布",
        "走访 深入 走进 上门走访",
        "采集 收集 录入 摸清 摸排 征集",
        "提拔 晋升 提任 任用 聘用 提拔聘用 提拔任用",
        "办理 处理 办结",
        "新建 建成 建设 新增",
        "对接 联系",
        "查处 处理",
        "参与 参加 参训 培训",
        "服务 惠及 受益",
    )
)
_OFFICE = re.compile(r"^[\u4e00-\u9fff]{2,6}(?:街道|镇|乡|开发区)(?:办事处)?(?=[\u4e00-\u9fff]{2})")


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator, the clause it was read from and everything around it (sentence, headings), made comparable.

    ``phrases``: what the lexicon knows of the indicator's words.
    """

    indicator: str
    clause: str
    around: str
    phrases: tuple[Match, ...] = ()


def told(indicator: str, clause: str, around: str, lexicon: Lexicon) -> Told:
    """The three made comparable; of an indicator what grew: 销售额同比增长 → 销售额."""
    words = normalise(_OFFICE.sub("", grown(indicator) or indicator))
    return Told(words, normalise(clause), normalise(around), lexicon.find(words))


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares from 0 to 1: ``named`` of the draft's words in the row's indicator, ``strange`` in nothing of the row,
    ``told`` of the row's words in the draft. ``opposed``: the verbs of both differ (引进, 申报), or what the draft
    measures (its last word: 办复率) is not what the row does."""

    named: float
    strange: float
    told: float
    opposed: bool
    score: float


def likeness(draft: Told, row: Told, lexicon: Lexicon) -> Likeness:
    """How alike the indicator of a draft and that of a row of the ledger are."""
    said, written = aligned(draft, row), row.indicator
    own, others = content(said), content(written)
    if not own or not others:
        return Likeness(0, 1, 0, True, 0)
    total, rest = _weight(own), _weight(others)
    named = sum(weight * found_in(word, written, lexicon) for word, weight in own) / total
    clause = sum(weight * _best(word, written, row.clause, 0.7, lexicon) for word, weight in own) / total
    around = sum(weight * _best(word, written, row.around, 0.9, lexicon) for word, weight in own) / total
    back = sum(weight * _best(word, said, draft.clause, 0.6, lexicon) for word, weight in others) / rest
    opposed = _opposed(own, written, lexicon) and _opposed(others, said, lexicon)
    opposed |= found_in(own[-1][0], written, lexicon) < 0.4
    score = 0.3 * named + 0.2 * clause + 0.5 * back - 0.15 * opposed + 0.1 * (said == written)
    return Likeness(named, 1 - around, back, opposed, score)


def _best(word: str, indicator: str, text: str, worth: float, lexicon: Lexicon) -> float:
    return max(found_in(word, indicator, lexicon), worth * found_in(word, text, lexicon))


def _opposed(words: Iterable[tuple[str, float]], other: str, lexicon: Lexicon) -> bool:
    """Whether there are verbs among the words, and none of them in the other indicator."""
    verbs = [word for word, _ in words if word in VERBS]
    return bool(verbs) and not any(found_in(verb, other, lexicon) for verb in verbs)


def aligned(draft: Told, row: Told) -> str:
    """The draft's words as the row says them, where the lexicon knows them for the same: 高新技术企业 → 高企."""
    said = draft.indicator
    for match in reversed(draft.phrases):
        found = (other for text in (row.indicator, row.around) for other in match.others if other in text)
        if match.word not in row.indicator and (other := next(found, None)):
            said = said[: match.start] + other + said[match.end :]
    return said


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[tuple[str, float], ...]:
    """The words of an indicator that say what it is about, each with its weight: verbs say less than nouns."""
    words = [word for word in _cut(text) if any(char.isalnum() for char in word)]
    told = [word for word in words if word not in _FILLERS] or words
    return tuple((word, _worth(word)) for word in dict.fromkeys(told))


def _cut(text: str) -> Iterator[str]:
    """The words of a text; 副 stays with the post that it makes another one."""
    before = ""
    for word in rjieba.cut(text):
        if word in ("副", "非", "未", "不"):
            before += word
        else:
            yield before + word
            before = ""


def _worth(word: str) -> float:
    if word in VERBS or word in _COMMON:
        return 0.6
    return {1: 0.4, 2: 1.0}.get(len(word), 1.4)


def found_in(word: str, text: str, lexicon: Lexicon) -> float:
    """1 where the word or another word for it stands in ``text``; part of it where most of a long word does."""
    if word in text or any(other in text for other in _others(word, lexicon)):
        return 1.0
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs) if len(pairs) > 1 else 0.0
    return 0.8 * share if share >= 0.5 else 0.0


def _others(word: str, lexicon: Lexicon) -> Iterable[str]:
    yield from lexicon.synonyms(word)
    for group in _VERB_GROUPS:
        if word in group:
            yield from group


def _weight(words: Iterable[tuple[str, float]]) -> float:
    return sum(weight for _, weight in words)
