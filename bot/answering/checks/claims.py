"""What a sentence claims beyond its numbers: done or planned, yes or no, up or down. Pure functions on plain texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.checks.pieces import nearest, pieces
from retrieval.document import Progress

_VERBS = (
    "(?:建成|完成|竣工|完工|开业|开放|开张|营业|启用|启动|投用|投入使用|落成|挂牌|交付|通车|签约|验收|上线|开通|结束|实现|获得|获评|获批|取得"
    "|进场|落地|到账|改造好|修好|建好|办好|搞定|落户|入驻|成立|举办)"
)
_SILENT = re.compile(
    r"(?:(?:报告|文件|材料|资料|通知|原文|文中)(?:里|中)?(?:也|并|都|均)?(?:没有|没|未)|没有?)(?:明确|具体|再|直接|单独)*"
    r"(?:写|说|提到|提及|列出|载明|给出|注明|交代|公布)[^,:;。!?]*|doesnot(?:say|give|mention)[^:\"]*"
)
_WHETHER = re.compile(r"是否[^,:;。!?]*")
_MENTIONED = re.compile(r"(?:报告|文件|材料|资料)(?:里|中)?提到")  # says no more than that
_PROBLEMS = re.compile(r"^(?:报告|文件)提出的问题(?=[::])")  # opens a list
_DENIED = re.compile(r"(?:写|说|记载)的(?:并)?不是(?P<what>[^,:;。!?]*)")
_SAID_DONE = re.compile(
    rf"已(?!有意向|改造社区|列)|早就|业已|均已|顺利|圆满|成功(?!率)|{_VERBS}(?:了|完毕)|[^除为到得]了$"
)
_READS_DONE = re.compile(
    rf"(?<!基本)(?<!即将)(?<!正在)(?<!未)(?<!加快)(?<!加速)(?<!确保)(?<!推进)(?<!力争)(?<!待){_VERBS}"
    r"(?!后|前|时|率|过半|情况|的|中|和|与|、|并)"
)
PLANNED = re.compile(
    r"计划|打算|预计|预期|力争|争取|拟(?!合|定了)|有望|将(?!近|军|士|来自)|要|下半年|明年|来年|下一步|下阶段|今后|目标|安排|准备|待|确保|设想|规划|方案|未来"
)
_AWARDED = re.compile(r"获|评为|评上|入选|命名|授予|荣|取得|当选|成功|认定")
_PLAN_WORD = re.compile(
    r"计划|打算|预计|预期|力争|争取(?!到|了)|拟(?!合|定)|有望|将(?=于|在|会|继续|建|开|启|完|新|打造|投入|举办|推)"
)
_ONGOING = re.compile(
    r"正在|正|在建|施工|即将|过半|基本|推进|进行|接近|收尾|未|按时序|加快|加速|启动|筹|尚|仍|还在|进展|进度"
)
_NOT = re.compile(
    r"没有|没|未(?!来|成年|央|婚|满)|不(?!断|仅|但|同|少|动产|限|锈|管|论|良|文明|规范|到|满|足\d|过(?!关)|超过|低于|少于|高于|大于|多于|止)"
    r"|无(?!障碍|人机|线|锡|偿|缝|纺|论)|并非|非(?!诉|遗|常|公|法|物质|机动|营利|凡|典|煤|洲)|取消|停止|暂停|终止|拒绝|禁止|难以|免于|失败"
)
_PART = re.compile("主体|框架|封顶|桩基|地基|首批|部分")
_PHASE = re.compile("[一二三四五六七八九十]期")
_UP = re.compile(r"增长|增加|上升|提高|提升|增幅|增速|上涨|扩大|攀升|涨幅|回升")
_DOWN = re.compile(r"下降|减少|降低|降幅|回落|下滑|下跌|缩减|缩小|跌幅|减幅|收窄|负增长")


@dataclass(frozen=True, slots=True)
class Quoted:
    """One piece of a cited quote and the stamp of its citation."""

    text: str
    progress: Progress | None


def about_documents(text: str) -> str:
    """``text`` with blanks for what it says of the report's silence (没有写…, 写的不是…); offsets stay."""
    for pattern in (_SILENT, _DENIED):
        text = pattern.sub(_blank, text)
    return text


def _claimed(text: str) -> str:
    """What a text claims: neither what the report is silent on nor what is left open, nor how a list is opened."""
    return _PROBLEMS.sub(_blank, _WHETHER.sub(_blank, about_documents(text)))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def denied(text: str) -> list[str]:
    """What the text says that the report does not say: 写的不是1.8亿."""
    return [found["what"] for found in _DENIED.finditer(text)]


def progress_faults(text: str, quoted: Sequence[Quoted], plan_named: bool) -> Iterator[str]:
    """What ``text`` says as done though its citation is a plan or under way, and plans that it does not name.

    ``plan_named``: a sentence before it in the answer names the plan.
    """
    named = plan_named or bool(PLANNED.search(text))
    for piece in pieces(_claimed(text)):
        near = _near(piece.text, quoted)
        if near and (fault := _progress_fault(piece.text, near, quoted, named)):
            yield f"{piece.text}: {fault}"


def _progress_fault(piece: str, near: Sequence[Quoted], quoted: Sequence[Quoted], named: bool) -> str | None:
    stamps = {one.progress for one in near}
    open_plan = stamps == {"planned"} or all(_PLAN_WORD.search(one.text) for one in near)
    if open_plan and not named and not _MENTIONED.match(piece):
        return "a plan that is not named as one"
    if (open_plan or stamps == {"ongoing"}) and _says_done(piece, near, named):
        return "said as done"
    if _whole_of_part(piece, near):
        return "a part of it is done"
    if _borrowed(piece, near, quoted):
        return "done is said of what is planned elsewhere in the quote"
    if _AWARDED.search(piece) and not any(_AWARDED.search(one.text) for one in near):
        return "applied for, but said as awarded"
    if stamps == {"done"} and _PLAN_WORD.search(piece) and not any(PLANNED.search(one.text) for one in near):
        return "done, but said as a plan"
    return None


def _whole_of_part(piece: str, near: Sequence[Quoted]) -> bool:
    """中心已建成, where the quote has only its 主体 done."""
    told = [verb for verb in re.findall(_VERBS, piece) if not any(verb in one.text for one in near)]
    return bool(told) and not _PART.search(piece) and all(_PART.search(one.text) for one in near)


def _borrowed(piece: str, near: Sequence[Quoted], quoted: Sequence[Quoted]) -> bool:
    """已签约, where 已 stands with other words and the quote has 签约 only in 预计7月完成签约."""
    if not _SAID_DONE.search(piece):
        return False
    verbs = [verb for verb in re.findall(_VERBS, piece) if not any(verb in one.text for one in near)]
    return any(verb in one.text and _PLAN_WORD.search(one.text) for verb in verbs for one in quoted)


def _says_done(piece: str, near: Sequence[Quoted], named: bool) -> bool:
    if any(_bare(piece) == _bare(one.text) for one in near):
        return False
    if said := {one[0] for one in _SAID_DONE.finditer(piece)}:
        kept = said | set(re.findall(_VERBS, piece))
        return not any(all(word in one.text for word in kept) for one in near)
    softened = named if near[0].progress != "ongoing" else bool(_ONGOING.search(piece))
    return bool(_READS_DONE.search(piece)) and not softened


def polarity_faults(text: str, quoted: Sequence[Quoted]) -> Iterator[str]:
    """Pieces that deny what the quote affirms, affirm what it denies, or turn a rise into a fall."""
    for piece in pieces(_claimed(text)):
        near = _near(piece.text, quoted)
        if not near or any(_bare(piece.text) == _bare(one.text) for one in near):
            continue
        if all(bool(_NOT.search(piece.text)) != bool(_NOT.search(one.text)) for one in near):
            yield f"{piece.text}: negation"
        if all(turned(piece.text, one.text) for one in near):
            yield f"{piece.text}: direction"


def _bare(piece: str) -> str:
    """A piece without the quotation marks around it and an English stop."""
    return piece.strip('".')


def turned(one: str, other: str) -> bool:
    """Whether one text tells of a rise and the other of a fall."""
    ways = [(bool(_UP.search(text)), bool(_DOWN.search(text))) for text in (one, other)]
    return sorted(ways) == [(False, True), (True, False)]


def _near(piece: str, quoted: Sequence[Quoted]) -> list[Quoted]:
    """What of the quotes a piece tells; of a phase (二期) what they say of that one, where they do."""
    phases = _PHASE.findall(piece)
    of_phase = [one for one in quoted if any(phase in one.text for phase in phases)]
    told = of_phase or quoted
    return [told[at] for at in nearest(piece, [one.text for one in told])] or of_phase
