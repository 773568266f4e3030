"""A question that leans on the one before it, completed. A pure function on simplified text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_OPENING = re.compile(r"^(那么?|然后|还有|另外|再问|其中|而|哦|好的?[,,])[,,\s]*(?!个|些|里|边|儿|时候)")
_ENDING = re.compile(r"(又|又是)?(呢|咧|怎么样|怎样|咋样|如何)?[??。!!\s]*$")
_PRONOUN = re.compile(
    r"它们?|他们?(?!们的)|她们?|(这|那)(个|些|件事|事|里|边|儿|项|家|条|座|处)?(?=什么|啥|几|多|怎|是|有|在|建|完|能|会|要|到|的|进|开|修|花|$)|(这|那)(个|些|件事|家|条|座|项|里)|该(?=项目|工程|中心|社区|企业)|前者|后者|上面(说)?的|刚才(说)?的|其(?=中|他)"
)
_SLOTS = (
    re.compile(r"[一二三四五六七八九十\d]+(?:期|级岗|季度|号楼|轮|批|年级)"),
    re.compile(r"(?:19|20)\d\d年(?:上半年|下半年)?|去年|今年|明年|前年"),
    re.compile(r"上半年|下半年"),
    re.compile(r"\d+月份?"),
    re.compile(r"\d+(?:周)?岁"),
)
_PLACE = re.compile(
    r"[㐀-鿿]{1,10}?(?:社区|村|小区|街道|路|弄|街|店|中心|公园|学校|河|湖|桥|商城|酒店|医院|广场|大厦|区|镇)"
)
_ASPECT = re.compile(
    r"增长|增幅|增速|增加|下降|降幅|同比|环比|排名|名次|比例|占比|比重|原因|时间|地点|地址|电话|进度|进展|完成|完工|建成|开业|竣工|启动|结束|效果|成效|总数|总额|金额|数量|单价|标准|费用|收费|条件|材料|手续|流程|期限|计划|目标|负责|负责人|联系|全年|下半年|上半年|后来|结果|下一步|怎么"
)


@dataclass(frozen=True, slots=True)
class Completed:
    """``text``: what is asked, completed; ``context``: earlier words it leans on; ``leans``: it can't stand alone."""

    text: str
    context: str = ""
    leans: bool = False


def complete(text: str, history: Sequence[str], content: Callable[[str], Sequence[str]]) -> Completed:
    """The last question, completed from the earlier ones (oldest first).

    ``content`` gives the content words of a question; a question without any, or with a pronoun or 呢, leans on the
    one before it.
    """
    previous = ""
    for earlier in history[-4:]:
        previous = _complete(earlier, previous, content).text
    return _complete(text, previous, content)


def _complete(text: str, previous: str, content: Callable[[str], Sequence[str]]) -> Completed:
    bare = _ENDING.sub("", _OPENING.sub("", text.strip())).strip()
    opened, ended = bool(_OPENING.match(text.strip())), text.strip().rstrip("??。!! ").endswith("呢")
    pronoun = _PRONOUN.search(bare)
    words = [word for word in content(_PRONOUN.sub(" ", bare)) if not _ASPECT.fullmatch(word)]
    leans = bool(opened or ended or pronoun or not words)
    if not previous:
        return Completed(text, leans=leans and not (words and len("".join(words)) > 2))
    if not leans:
        return Completed(text, context=previous if len(words) <= 2 else "", leans=False)
    return Completed(_joined(bare, previous, pronoun, content), previous, True)


def _joined(
    bare: str,
    previous: str,
    pronoun: re.Match[str] | None,
    content: Callable[[str], Sequence[str]],
) -> str:
    if (swapped := _swapped(bare, previous)) is not None:
        return swapped
    subject = _subject(previous, content)
    if pronoun:
        return f"{bare[: pronoun.start()]}{subject}{bare[pronoun.end() :]}"
    return f"{subject}{bare}"


def _swapped(bare: str, previous: str) -> str | None:
    """The earlier question with its 三期 made 四期, its 金店 made 商城; None where nothing is of the same sort."""
    for slot in _SLOTS:
        new, old = slot.search(bare), slot.search(previous)
        if new and old and len(bare) - len(new[0]) <= 6:
            return previous.replace(old[0], new[0])
    new, old = _PLACE.fullmatch(bare), _PLACE.search(previous)
    if new and old and bare[-1] == old[0][-1]:
        return previous.replace(old[0], bare)
    return None


def _subject(previous: str, content: Callable[[str], Sequence[str]]) -> str:
    """What the earlier question was about: the stretch from its first to its last content word."""
    words = [word for word in content(previous) if word in previous]
    if not words:
        return previous
    start = previous.index(words[0])
    end = max(previous.rindex(word) + len(word) for word in words)
    return previous[start:end]
