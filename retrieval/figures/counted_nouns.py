"""The noun that a number before it counts: 12座|重点楼宇, 4个|重点产业项目|累计投资. Pure functions."""

from __future__ import annotations

import re

import rjieba

from retrieval.figures.phrases import HOLE
from retrieval.figures.verbs import VERBS

_DEEDS = frozenset(
    "达到 实现 完成 建成 新建 修建 改建 实施 用于".split()
)  # 投资10万元|建成广场: no noun begins with them
_NOUN_OR_VERB = re.compile(
    "服务|建设|改造|管理|培训|投资|调解|活动|治理|救助|经营|就业|监测|监控|保障|养老|餐饮|消费|示范|创新|研发|检查|巡查|宣传|配套"
    "|提升|更新|整治|维修|修缮|整改|帮扶|走访|体检|审批|审核|评估|签约|募捐|捐款|报名|补贴|补助|奖励|贷款|慰问|发展|实施|设计|规划|矫正|隔离|发布"
)
_STOP_TAGS = frozenset({"d", "ad", "p", "c", "r", "zg", "uj", "ul", "f", "t"})
_STOP_TEXT = """
累计 总 共 已 达 为 全部 正在 进行 全面 可 可在 到 在 向 对 至 从 用 均 获 每人 每月 每户 剩余 按序 按期 按时
重新 陆续 大关 主体 以来
"""
_STOP_WORDS = frozenset(_STOP_TEXT.split())
_AFTER_UNIT = re.compile(r"^(?:及?以上|以下|以内|之内|左右|上下|多|余|的|\s|以[^,。;]{2,24}?为[^,。;]{0,8}?的)+")
_PHRASE_END = re.compile(
    rf"[,。;、:!?()()\n{HOLE}]|及其|以及|和|(?<![参给赋授])与|并(?!购)|则|均|共(?!建|享|同|有产权|青|产)"
)
_LISTED = re.compile(r"(?:、|和)([\u4e00-\u9fff]{2,12})")
_QUOTED = re.compile(r"^[“「《][^”」》]*[”」》]")


def noun_after(text: str, last: bool) -> tuple[str, str]:
    """The noun that a number before ``text`` counts, and what follows it: 重点产业项目累计投资 → 重点产业项目, 累计投资.

    ``last``: no other number follows in the clause, so that a list belongs to this one (高龄、失能老人).
    """
    skipped = _AFTER_UNIT.match(text)
    start = skipped.end() if skipped else 0
    end = _phrase_end(text, start)
    taken = start + _noun_length(text[start:end], last)
    while last and taken == end and taken > start and (listed := _LISTED.match(text, taken)):
        end = listed.end()
        length = _noun_length(listed[1], last)
        if not length or listed[1][:2] in VERBS:
            break
        taken = listed.start(1) + length
    if text[start:taken].endswith("的"):  # 40个社区|的申报
        taken -= 1
    return text[start:taken], text[taken:]


def _phrase_end(text: str, start: int) -> int:
    end = _PHRASE_END.search(text, start)
    return end.start() if end else len(text)


def _noun_length(body: str, last: bool) -> int:
    quoted = _QUOTED.match(body) or re.match("在[谈手建办册校岗编库职]", body)
    position = quoted.end() if quoted else 0
    tokens = rjieba.tag(body[position:])
    for index, (word, tag) in enumerate(tokens):
        following = tokens[index + 1][1] if index + 1 < len(tokens) else ""
        if index and index + 2 == len(tokens) and word in VERBS and following == "n" and len(tokens[-1][0]) == 1:
            return len(body)  # 核酸|采样|屋
        if _ends_noun(word, tag, following, last, opens=not position):
            return position
        position += len(word)
    return position


def _ends_noun(word: str, tag: str, following: str, last: bool, opens: bool) -> bool:
    if opens:
        return word in _DEEDS or word in _STOP_WORDS or tag in ("p", "c") or (tag == "d" and word not in VERBS)
    if _NOUN_OR_VERB.fullmatch(word):
        return not following.startswith(("n", "v", "x")) and not (last and not following)
    if word in ("以上", "以下"):  # 市级以上荣誉
        return not following
    if word == "的":
        return not following.startswith(("n", "s", "b", "a", "v"))
    return word in VERBS or word in _STOP_WORDS or word == "免费" or tag in _STOP_TAGS
