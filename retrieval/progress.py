"""The progress stamp of a clause: done, ongoing, planned, problem or none.

The section decides first (the same verb is done in part one and planned in part two), then the clause's own words.
Pure functions on text; the word lists hold for reports of any office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from retrieval.chinese import Span
from retrieval.document import Progress

Part = Literal["past", "plan", "problem", "facts"]

_PLAN_HEADING = re.compile(
    r"打算|计划(?!完成)|安排|部署$|工作部署|下一步|下一阶段|下阶段|今后|明年|来年|思路|展望|设想|规划|目标任务|预期目标|努力方向|改进措施"
    r"|(?<!上半年)工作要点"
)
_FACTS_HEADING = re.compile(
    r"(?:基本|基础)(?:情况|概况)|概况|^\W*[\d一二三四五六七八九十]*\W*现状"
)  # what there is, in a plan too
_PROMISED = re.compile(r"实事(项目|工程)?(清单|一览表?|公示|公告|安排|名单|草案|的?说明|征求意见稿?|[(《].*)?$")
_PAST_HEADING = re.compile(
    r"总结|回顾|完成情况|开展情况|工作情况|汇报|小结|通报|述职|成效|成绩|亮点|取得|工作报告|年度报告|情况(汇报|报告)"
    r"|执行情况|实施情况|进展情况|主要做法|落实情况|履职情况"
)
_PROBLEM_HEADING = re.compile(
    r"^(?!.*(?:[面应]对|克服|直面|破解|战胜|化解|解决|攻克|针对|迎接|补|强化|强弱项|消除|破除)).*"
    r"(?:(问题|不足|短板|挑战|薄弱环节|困难(?=$|[和与及、]|较|较多))(?!.{0,6}(整改|解决|对策|措施))"
    r"|没有?(做好|做到位|办好|办成)|做得不(好|够)|弱项|欠账)"
)
_PROBLEM_OPENING = re.compile(
    r"(存在|面临|还有|仍有|暴露出?|看到|反映出|遇到).{0,14}(问题|不足|困难|挑战|短板|差距|薄弱环节)"
    r"|(问题|不足|困难|挑战|短板|差距).{0,4}(主要)?(表现|体现|有)(为|在|以下)"
    r"|没有?(做好|做到位|办好|办成)的"
)
_ADMITS = re.compile(r"清醒地?(看到|认识到|意识到)|肯定成绩的?同时")
_TURNS_AHEAD = re.compile(r"^(下一步|下阶段|下一阶段|接下来|今后)")
_PARALLEL = re.compile(r"(?<=[\d\u4e00-\u9fff])[、和](?=[^、]{0,10}\d)")
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?=年)")
_PLAN_OPENING = re.compile(
    r"^(同时[,,])?(下半年(?!以来)|后半年|明年|来年|下一步|下阶段|下一阶段|接下来|今后|新的一年|(?:20\d\d年)(?=[^。]{0,20}(将|要坚持|打算|计划|拟)))"
)
_PAST_OPENING = re.compile(r"^(今年以来|近年来|一年来|过去(的)?一年|上半年(?!要)|前\S{1,2}季度|截至|截止|20\d\d年以来)")
_CONTINUES = re.compile(r"[::]$|如下。?$|以下.{0,6}(工作|方面|问题)")

_PLANNED = re.compile(
    r"(?:完工|建成|竣工|完成|结束)之?后.{0,4}(?:启动|开工|实施)|(?<!比)预[计期]|原(?:计划|定|想|拟)|明年|来年|次年(?!(?:\d{1,2}月)?起)|拟(?![定合人态音]|上市(?:企业|公司))|力争|争取(?!到|了|上级|资金)|打算|有望|计划(于|在|年内|年底|今年|明年|\d(?!\d*\.?\d*%))|(?<!完成)(?<!年度)(?<!按)计划(?!总?投资\d|任务|的|完成|内|书|生育|单列)[^,]{0,6}(建|开|启|完|实施|打造|新增|改造|推|引|投)"
    r"|(?<!即)将(于|在|会|以|继续|进一步|全面|持续|陆续|按|从|重点|着力|努力|大力|积极|坚持|围绕|聚焦|加快|实施|分|逐步|正式|建|开|启|完|新|打造|投入|举办|组织|推)"
    r"|(下半年|明年|来年|下一步|下阶段|后续|年内|年底前|[0-9]{1,2}月底前|月底前)(?!已)[^,]{0,8}(完成|建成|启动|启用|开|投|交付|实施|推|打造|竣工|投用|实现)"
    r"|^[^:,。]{0,24}(?:目标|计划)(?:数|值|任务|投资|总?额)?(?:[(\uff08][^)\uff09]*[)\uff09])?:[\d.,]+$"  # a table's cell
    r"|待.{1,12}后|尚未|还未|未(完工|建成|建[,。;]?$|开业|开工|启动|启用|投用|交付)|圣诞节前|春节前(?!已)|确保(如期|年内|年底|按期|按时|\d)"
)
_ONGOING = re.compile(
    r"正在|尚待|待[^,;]{0,10}(?:批复|审批|核准|批准|评审)|即将|一半|做到.{0,3}成|完成[^,;]{0,10}[一二三四五六七八九]成(?![立效功果员本绩长为都])|正(?=抓紧|加紧|有序|稳步|推|施|办|进|积极)|在建(?!.*完成)|(?<!双)(?<!时间)(?<!任务)过半|基本(完成|完工|建成)|接近尾声|收尾|已?进场|按时序|(有序|稳步|压茬|加快|加紧|抓紧|全面|深入|持续|同步|扎实|稳妥|积极|加速|全力|大力)推进"
    r"|推进中|进行中|施工中|建设中|筹备中|办理中|审批中|洽谈中|在谈|主体(?:结构)?.{0,2}封顶|施工阶段|(?:施工|盖|砌|建)[至到]第?[\d一二三四五六七八九十]+层|尚在|仍在|完成.{0,4}(主体|前期|一半)|(工程|工作|建设|形象|施工)(总)?(量|进度)的?.{0,6}%|(?<!完成)进度(达|过|为|\d)|准备工作$"
)
_WOUND_UP = re.compile(r"完成[^,]{0,40}收尾|收尾.{0,4}完成")
_DONE = re.compile(
    r"已(?!有意向)[^,]{0,10}?(完|建|开|投|启|挂|定|签|落|改|交|竣|运|实|获|引|入|通|达|解|办|成|发|覆|验|搬|拆|安|增|设|纳|培|出|形)"
    r"|(顺利|全面|全部|提前|圆满|超额)(完成|建成|完工|竣工|通过|兑现)|完毕(?!后)|(完成|建成|开通|启用|改造|实现|提高|缩短|改善|新增|引进)了|建成(?!后)|竣工(?!后)|完工(?!后)|荣获|获评|正式(启用|开业|运营|投用)"
)
_DONE_IN_PAST = re.compile(
    r"完成(?!后|情况|时|的|前)|获(得|批|授|区|市|省|全|国|奖)?|挂牌(?!督办)|引进|调处|办结|结案|立案|查处|受理|落户|签约|开业|启用|投用"
    r"|投入使用|通过验收|评为|命名为|入选|发放|举办|召开|新增|实现|处置|救助|收集|采集|发表|开展|组织"
)
_BUDGET = re.compile(r"计划总?投[资入][约近超\d]")  # of a project whose works follow, unless a part of the report tells
_WEAK_ONGOING = re.compile(r"推进|(?<!成功)创建(?!成功|工作)|加快|加速|探索|筹建|筹备|谋划|酝酿|洽谈")
_PROBLEM = re.compile(
    r"未能|没能|未完成|未达[到标]|推迟|延期|搁置|有待|还不|尚不|仍不|仍存在|仍需|还需|存在.{0,8}(问题|不足|差距|短板)|不够(?!的)|(储备|力量|经费|动力|后劲|意识|能力|资源)不足|未达预期|还要再|亟待|亟需|滞后|相对薄弱|较为薄弱|不平衡"
)
_MONTH = re.compile(r"(?<![\d-])(\d{1,2})月")
_ELSEWHEN = re.compile(r"才|已|20\d\d年|去年|上年|往年|已于|自.{0,6}月")
_STILL_DONE = re.compile(
    r"(目前|现已|上半年(?=.{0,12}已)|截至|截止|前期|此前|今年以来).{0,12}(已|完成|建成)|^.{0,12}已(完成|建成|竣工|开业|投用|启用)"
)
_ONCE_MEANT = re.compile("原(?:计划|定|想|本|拟)")  # what follows tells how it turned out
_BREAKS = (";", ";")
_MARKS = ",,;;。!?!?”’)) "


def part_of(section: Sequence[str], opening: str = "", year: int | None = None) -> Part | None:
    """What a section tells: what was done, what is planned, problems, or how things are; None where nothing says so.

    ``section``: heading path, outermost first; the innermost heading that says something wins.
    ``opening``: the first sentence of the paragraph, which may announce problems or plans by itself.
    ``year``: in which what the document tells ends; a heading of a later one tells a plan.
    """
    if _PROBLEM_OPENING.search(opening) or _ADMITS.search(opening):
        return "problem"
    for heading in reversed(section):
        if part := _part_of_heading(heading, year):
            return part
        if _FACTS_HEADING.search(heading) and "past" not in [_part_of_heading(outer, year) for outer in section]:
            return "facts"
    if _PLAN_OPENING.search(opening):
        return "plan"
    return "past" if _PAST_OPENING.search(opening) else None


def part_of_title(title: str) -> Part | None:
    """What a document's title tells of everything in it; a list of projects promised is a plan."""
    return part_of((title,)) or ("plan" if _PROMISED.search(title) else None)


def turn(sentence: str) -> Part | None:
    """What a sentence makes of itself and the rest of its paragraph, whatever the heading says."""
    if _ADMITS.search(sentence):
        return "problem"
    return "plan" if _TURNS_AHEAD.search(sentence) else None


def announces(opening: str) -> bool:
    """Whether a paragraph's last sentence hands its meaning on to the paragraphs after it: …做好以下工作:"""
    return bool(_CONTINUES.search(opening.strip()))


def _part_of_heading(heading: str, year: int | None) -> Part | None:
    past, plan = _PAST_HEADING.search(heading), _PLAN_HEADING.search(heading)
    if past and plan:  # a title such as 上半年总结和下半年打算 tells both
        return None
    if plan or (not past and _later(heading, year)):
        return "plan"
    if _PROBLEM_HEADING.search(heading) and not past:
        return "problem"
    return "past" if past else None


def _later(heading: str, year: int | None) -> bool:
    named = [int(found) for found in _YEARS.findall(heading)]
    return bool(year and named) and min(named) > (year or 0)


def stamps(clauses: Sequence[str], part: Part | None, last_month: int = 12) -> list[Progress | None]:
    """One stamp a clause of a sentence. A clause without words of its own follows 预计, 将 … before it.

    ``last_month``: the month in which what the document tells ends; a later one lies ahead.
    """
    found: list[Progress | None] = []
    carried: Progress | None = None
    for written in clauses:
        clause = written.rstrip(_MARKS)
        own = "planned" if _lies_ahead(clause, last_month) else _own(clause, part)
        stamp = own or carried or _default(clause, part)
        found.append(stamp)
        ahead = (stamp == "planned" and (own or carried)) or (part in (None, "facts") and _BUDGET.search(clause))
        turned_out = written.endswith(_BREAKS) or _ONCE_MEANT.search(clause)
        carried = "planned" if ahead and not turned_out else None
    return found


def parallels(text: str, span: Span, part: Part | None) -> list[Span]:
    """The span of a clause, cut where counted parallels tell different states: 8件已完成、|2件正在推进."""
    start, end = span
    if _WOUND_UP.search(text, start, end):
        return [span]
    cuts = [start, *(start + match.end() for match in _PARALLEL.finditer(text[start:end])), end]
    spans = [(left, right) for left, right in pairwise(cuts) if left < right]
    states = {_own(text[left:right], part) for left, right in spans}
    return spans if len(states) > 1 and None not in states else [span]


def _lies_ahead(clause: str, last_month: int) -> bool:
    """Whether a clause names a month after the document's period and doesn't speak of another year."""
    later = any(int(month) > last_month for month in _MONTH.findall(clause) if int(month) <= 12)
    return later and not _ELSEWHEN.search(clause)


def _own(clause: str, part: Part | None) -> Progress | None:
    """The stamp that the clause's own words give, if they are clear enough to overrule its section."""
    if part == "problem" or (part != "plan" and _PROBLEM.search(clause)):
        return "problem"
    if part == "plan":
        return "done" if _STILL_DONE.search(clause) and not _PLANNED.search(clause) else None
    if _PLANNED.search(clause):
        return "planned"
    if _ONGOING.search(clause) and not _WOUND_UP.search(clause):
        return "ongoing"
    done = _DONE.search(clause) or _STILL_DONE.search(clause) or (part == "past" and _DONE_IN_PAST.search(clause))
    return "done" if done else None


def _default(clause: str, part: Part | None) -> Progress | None:
    if part == "plan":
        return "planned"
    if part == "past":
        return "ongoing" if _WEAK_ONGOING.search(clause) else "done"
    return None
