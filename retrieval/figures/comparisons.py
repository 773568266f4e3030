"""What a figure is measured against: 同比, 环比, 占计划, 占比, 增幅. Pure functions on the words before it."""

from __future__ import annotations

import re

RATE_UNITS = frozenset({"%", "‰", "个百分点", "百分点", "个点", "倍"})

_KINDS = (
    ("同比", re.compile("同比|同期|[比较](?:上年|去年|上一年)")),
    ("环比", re.compile("环比|[比较](?:上月|上季度|上季|[一二三四]季度)")),
    ("较年初", re.compile("[比较]年初")),
    ("占计划", re.compile("(?:完成|达到?|占|为|是)[^,]{0,14}(?:计划|目标|任务|年度预算|年初预算|进度)|完成预算$")),
    ("占比", re.compile("占(?!地)|比重|比例")),
    ("降幅", re.compile("下降|降幅|减少|降低|回落|下跌|下滑|萎缩|缩减|压减")),
    ("增幅", re.compile("增幅|增速|增长(?!的)|涨幅|上升|提高|提升|增加|上涨")),
)
_CHANGE = re.compile(
    r"(?:同比|环比|[比较][^,、]{0,8})?(?:净?增加?|增长|减少|下降|多|少|提高|上升|提升|降低|缩短|压缩|压减|高于|低于|[高低](?=$|了)|[前后上]移)了?[^,、]{0,1}|超[^,]{0,6}(?:目标|任务|计划)数?|[村户亩人]均"
)
_BECAME = re.compile(
    "(?:同比|逐步|进一步|力争|争取)?(?:达到?(?=每)|(?:增加|增长|提高|提升|上升|扩大|扩展|扩容|拓展|调整|撤并|合并|整合|精简|缩小|缩减|上调|下调|下降|减少|降低|缩短|压缩|压减|升|增|降)(?:到|至|为)了?)(?:每[人月年户天日次餐床平]|方米|人均)*"
)
_BECAME_AT_END = re.compile(rf"{_BECAME.pattern}$")
_GROWTH_AT_END = re.compile(
    "(?:同比|环比|[比较](?:上年|去年|年初|前年|上月)(?:同期)?)?(?:增长|下降|上升|减少|回落|提高|提升|增幅|增速|降幅|降低|上涨)$"
)
_RATE_ALONE = re.compile(r"(?:按时|按期|及时|群众|总体|综合|平均|调解)?[\u4e00-\u9fff]{0,3}(?:率|占比|比例|比重)")
_SUBJECTLESS = re.compile(
    "同比|环比|(?:按)?可比|[比较](?:上|去|年初|前|同)|增幅|增速|(?:逆势|大幅|小幅|稳步|持续|平稳|快速|强势)?(?:增长|上升|下降|回落|减少|降低|提高|提升)|占(?!地)|[完是][^,]{0,13}(?:计划|目标|任务|预算)|达|降幅|涨幅|增加|税占比|高[于出过]|低于|快于|优于|好于|[\u4e00-\u9fff]{0,4}率(?:同比|环比|[比较])"
    "|为[^,]{0,6}计划|超[^,]{0,6}(?:目标|任务|计划)|(?:完成|总体|项目|工程|形象|建设)*进度|[村户亩]均|人均$"
    "|恢复|完成$|完成(?:工程|工作|总)量"
)


def comparison_of(words: str, unit: str) -> str | None:
    """What ``words`` compare a figure of this unit with; a count is compared only where it is a change of one."""
    kinds = _KINDS if unit in RATE_UNITS else _KINDS[:3]
    return next((name for name, pattern in kinds if pattern.search(words)), None)


def is_change(words: str) -> bool:
    """同比增加, 超年度目标, 村均: the words name no thing of their own."""
    return _CHANGE.fullmatch(words) is not None


def becomes(words: str) -> bool:
    """增加到, 降至: the figure is the new value of what went before."""
    return _BECAME.fullmatch(words) is not None


def became(words: str) -> str:
    """The words without what leads to the new value: 研发投入占比提高到 → 研发投入占比."""
    return _BECAME_AT_END.sub(lambda found: _per(found[0]), words)


def grown(words: str) -> str:
    """What grew: 增加值同比增长 → 增加值."""
    return _GROWTH_AT_END.sub("", words)


def _per(words: str) -> str:
    return "".join(re.findall("每[人月年户天日次餐床]|每平方米|人均", words))


def needs_subject(words: str) -> bool:
    """Whether the words before a rate leave open whose rate it is: 增幅, 办结率, 完成年度计划投资."""
    return not words or bool(_SUBJECTLESS.match(words) or _RATE_ALONE.fullmatch(words))
