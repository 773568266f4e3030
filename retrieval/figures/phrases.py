"""The words around a number without what says nothing, and their verbs at either end. Pure functions."""

from __future__ import annotations

import re

import rjieba

from retrieval.figures.verbs import VERBS

HOLE = "\u2009"  # stands for what was taken out of a text whose offsets must stay

# Connectives and adverbs that open a clause; the lookaheads spare words that begin alike (共建, 并购, 已婚).
_OPENERS = r"""
以及 及(?!时|格) 和(?!谐|平|睦|顺) 与(?!会|时) 其中 期间 目前 截至目前 截止目前 今年以来 年初以来 一年来 半年来
同时 另外 此外 另有? 及?以[上下](?=、) 并(?!购|联|网) 而 且 则 共计 共有 一共 总共
共(?!建|享|同|青|产|治|富|和|线|用) 累计 总计 合计 已经 已(?!婚|投|建|知|批|签|售) 现已 现有 现(?=有) 还 又 仍(?!旧|然)
均(?!价|衡|可) 都 先后 陆续 成功(?!率)(?=.) 顺利 圆满 超额 预计 力争 计划(?!生育|投资) 拟 将(?!军|来) 可以
可(?!比|支|用|再|持|能|回|燃|降|视|循|吸|移|利|溶|见) 但 尚(?![未且无在需待]) 年(?:底前|内) 原来 原先 能够?
至(?!善) 到(?!位|账|户|访|期) 由(?!于) 从(?!业|事) 的 了
中(?=[,、剩已有]) 对照 对(?!接|口|外|象|于|比) 确保 为(?!民|老|期|了|主) 由于 全年(?!度) 仅 只
(?:之|以)?内(?!河|科|部|容|陆|涝|设|控|资|外|蒙) [一二三四五六七八九]是(?!非)
[(（][一二三四五六七八九十\d]+[)）] [一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]) \d+[.、](?!\d) [①-⑳]
"""

# Fillers between the words and the number; the lookbehinds spare words that end alike (附近, 签约, 国有, 不文明行为, 提高到).
_CLOSERS = r"""
达到了? (?<![到发直])达成? (?<![行作因认成人整])为(?!民) 是 共计 总计 累计 合计 共有 一共 总共 (?<!公)共 大约
(?<![签节预公合])约 力争 (?<![日人户亩村年月平])均 (?<![理自])由(?:年初|原来?|原先|最初)? 从 已 (?<![附最])近
超过 突破 (?<!高)超 逾 (?<![国拥所持公私已现])有 已有 现有 各 分别 仅 只 不少于 不低于 不高于 不超过 不足 不到
多于 少于 至少 至多 最多 最高 最低 将近 接近 (?<![甚直截高升大长加少低短减降增缩小并合简])至
(?<![签报迟加高升大长少低短减整调降增展容缩小并合简])到 在 了 的 不 (?<=[\u4e00-\u9fff])可 (?<![各独来亲])自 控制在 稳定在 保持在? 提前 (?<![以线网路场])上
"""


def _any(patterns: str) -> str:
    return "|".join(patterns.split())


_LEADING = re.compile(rf"^(?:[\s{HOLE}、,;:。”]|{_any(_OPENERS)})+")
_TRAILING = re.compile(rf"(?:[\s{HOLE}、,:“]|{_any(_CLOSERS)})+$")
_ADVERBS = frozenset(("全面", "集中", "积极", "大力", "新", "再", "已", "正在", "累计", "全年", "历年", "全部", "共"))


_DONE = re.compile("^了(?!解|结)")
_DOING = re.compile("(?:完成|开展|实施|推进|组织|实现|新增|安排|计划)(?=..)")
_NOUNS_TOO = frozenset("投资 投入 改造 服务 救助 培训 补贴 补助 支出 收入 建设 规划 设计 活动 奖励".split())


def clean(phrase: str) -> str:
    """A phrase without connectives before it and fillers behind it: 期间新世纪商城销售额突破 → 新世纪商城销售额."""
    phrase = phrase.replace(HOLE, "")
    return _TRAILING.sub("", _LEADING.sub("", phrase)).strip()


def split_verb(phrase: str) -> tuple[str, str]:
    """A phrase as its leading verb and the rest: 提拔聘用三级岗 → 提拔聘用, 三级岗."""
    verb = ""
    words = rjieba.cut(phrase)
    for at, word in enumerate(words):
        links = verb and word in ("和", "及", "并") and _verbal("".join(words[at + 1 : at + 2]))  # 采集和|更新
        if not (links or _verbal(word)) or (word in VERBS and len(verb) > 5):
            break
        verb += word
    if verb == phrase and (doing := _DOING.match(phrase)):
        verb = doing[0]  # 完成|造林绿化
    return ("", phrase) if verb in _ADVERBS else (verb, _DONE.sub("", phrase[len(verb) :]))


def _verbal(word: str) -> bool:
    return word in VERBS or word in _ADVERBS


def manner(phrase: str) -> bool:
    """Whether a phrase is one word that tells how, not what: 正常, 缓慢."""
    tagged = rjieba.tag(phrase)
    return len(tagged) == 1 and tagged[0][1][:1] in ("a", "d")


def split_tail(phrase: str) -> tuple[str, str]:
    """A phrase as its subject and the verb that ends it: 住宅加装电梯完工 → 住宅加装电梯, 完工."""
    words = rjieba.cut(phrase)
    kept = len(words)
    while kept > 1 and _verbal(words[kept - 1]) and (words[kept - 1] not in _NOUNS_TOO or _verbal(words[kept - 2])):
        kept -= 1
    subject = "".join(words[:kept])
    return subject, phrase[len(subject) :]
