"""How questions are worded: the word of asking, the aspect asked for, nouns and verbs. Pure functions."""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

ASKING = re.compile(
    r"多少|第?几(?!乎)|什么|啥|哪|怎么|怎样|咋|如何|谁|何时|是不是|有没有|能不能|可不可以|是否|能否|为何|多(?:久|长|大|高|远)|到(?:哪|什么)|[吗么没](?=[??。\s]*$)|了没有?"
)
ASPECT = re.compile(
    r"增长|幅度|增幅|增速|增加|下降|降幅|下滑|回落|[涨跌增减升降]|同比|环比|[比较](?:去年|上年|前年|同期).{0,4}|排名|名次|比例|占比|比重|原因|时间|地点|地址|电话|进度|进展|完成|完工|建成|开业|竣工|启动|结束|效果|成效"
    r"|总数|总额|金额|数量|单价|标准|费用|收费|租金|价格|价钱|条件|材料|手续|流程|期限|计划|目标|负责|负责人|联系|联系人|全年|下半年|上半年|后来|结果|下一步|怎么|申请|办理|领取|报名|预约"
    r"|登记|参加|享受|报销|咨询|携带|代办|名额|人数|产值|销售额|税收|面积|预算|投资额|[㐀-鿿]{1,4}[率额数量]|带|要带|需要|花|花了|花钱|投钱|用钱|出钱|实际|投入|支出|可以|名单|开门|关门|开放|营业|运营|启用|投用|投产|挂牌|通车|施工|开工|动工|验收|交付|入住|修好|建好|装好|建|修|完|周末|周[一二三四五六日天]|双休日|[零一二三四五六七八九十两\d]{1,3}点|早上|星期.|节假日|[早中晚]上|中午|[上下]午|白天|夜里|[今明]天|平时|那天|当天"
)
OF_OFFICE = re.compile("街道|办事处|镇政府|乡政府|居委会?|村委会?|社区|你们|单位|政府")  # whose telephone, whose area
CHANGE = re.compile(r"增|降|同比|环比|比|占|排名|名次")  # of an amount: it keeps the amount's name
_NOUNS = ("n", "l", "j", "i", "eng", "vn", "an")
_NOMINAL = (*_NOUNS, "b", "f", "s")
_RATE = re.compile(r"[率额数量]")
_LITTLE = re.compile(r"[在是有的了能要得找到给]|开始|[建修办搞做弄]得")
_VERBAL = re.compile(r"[能领有要是在可]")
PLACES = "社区|村|街道|乡镇|镇|小区|片区|网格|学校|部门|单位|科室|企业|支部"
FOR_EACH = re.compile(f"[各每]个?({PLACES})")


@lru_cache(maxsize=1024)
def tagged(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a text with their parts of speech; what ends in 率 or 额 is one word."""
    words: list[tuple[str, str]] = []
    for word, sort in rjieba.tag(text):
        if words and _RATE.fullmatch(word):
            words[-1] = (words[-1][0] + word, "n")
        else:
            words.append((word, sort))
    return tuple(words)


def noun(text: str) -> bool:
    """Whether a text holds a noun."""
    return any(len(word) > 1 and sort.startswith(_NOUNS) for word, sort in tagged(text))


def nominal(text: str) -> bool:
    """Whether a text holds a word that may stand for a thing (线上, 日间)."""
    return any(is_nominal(word, sort) for word, sort in tagged(text))


def is_nominal(word: str, sort: str) -> bool:
    return len(word) > 1 and sort.startswith(_NOMINAL) and not _VERBAL.match(word)


def mere_aspect(text: str) -> bool:
    """Whether a text names no thing of its own: 增幅, 实际花了."""
    return all(ASPECT.fullmatch(word) or _LITTLE.fullmatch(word) for word, _ in tagged(text))


def bare_subject(text: str) -> str:
    """Without the aspect and the small verbs at the end, where something is left: 食堂建设预算是 → 食堂建设."""
    words = list(tagged(text))
    while len(words) > 1 and (ASPECT.fullmatch(words[-1][0]) or _LITTLE.fullmatch(words[-1][0])):
        words.pop()
    return "".join(word for word, _ in words)
