"""Answers to when, where, who, how, why, what is, may I, which: the fewest sentences that hold what was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.draft import Citations, Draft
from bot.answering.evidence import Evidence, clause_coverage
from bot.answering.figure_rows import rank
from bot.answering.kinds import Kind
from bot.answering.spans import best_clauses, clauses_to_show
from bot.answering.terms import coverage, lacking, matches, plain
from bot.answering.understanding import Understanding
from bot.answering.wording import LOW, figures_in, near, partial, sections, told
from bot.answering.write_figure import write_figure
from bot.texts import Texts
from retrieval.document import Clause

ENOUGH = 0.58
_MOST = 3

_CLOCK_ASKED = re.compile(r"几点|上班|下班|开门|关门|营业时间|开放时间|办公时间|时间段")
_CLOCK = re.compile(r"\d{1,2}\s*[:点时]|上午|下午|晚上|全天|24小时|工作日")
_PAPERS_ASKED = re.compile(r"材料|带什么|要带|需要带|证件|手续")
_PAPERS = re.compile(r"材料|身份证|户口|证明|复印件|原件|照片|申请表|证书|[^书]证[、,。]")

# What a sentence must hold to be an answer of the kind; a kind without an entry asks for no more than its subject.
_HOLDS: dict[Kind, re.Pattern[str]] = {
    "when": re.compile(
        r"\d{2,4}年|(?<![\d-])\d{1,2}月|\d{1,2}日|[上中下]旬|季度|(年|月)[底初末]|节前|节后|春节|国庆|圣诞|元旦|五一|中秋|重阳|端午|周[一二三四五六日末至]|星期|\d{1,2}[::点时]\d{0,2}|[上下]午|工作日|每[年月周日天季]|当[年月日]|上半年|下半年前|之前完成|个月内|天内|日内"
    ),
    "where": re.compile(
        r"地址|位于|设在|坐落|[路街巷道弄]\d+号|\d+号楼|\d+[室楼]|窗口|居委会|村委会|到.{2,14}(办理|申请|领取|登记)|在.{2,16}(举办|举行|设立|办理)"
    ),
    "phone": re.compile(r"\d{3,4}[-—]?\d{7,8}|1[3-9]\d{9}|(电话|热线|拨打).{0,8}\d{3,}|\d{5,8}.{0,4}(热线|电话)"),
    "how": re.compile(
        r"申请|办理|提交|携带|提供|填写|填报|登记|窗口|材料|身份证|户口|凭|拨打|线上|APP|小程序|预约|审核|条件|符合|可以?(到|向|在|通过)|应当|须|需"
    ),
    "why": re.compile(r"因为|由于|因(?!素|地|时)|为了|原因|导致|受.{0,10}影响|所致"),
    "names": re.compile(r"[“《][^”》]+[”》]|[^,。;:]{2,}、[^,。;:]{2,}|分别(是|为)"),
    "definition": re.compile(r"是指|指的?是|即|就是|是一[种个项]|简称|包括|分为|主要内容"),
}
_NEXT_TO = frozenset({"where", "phone", "how"})  # may stand in the sentence after the one that names the subject


def write_open(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """The sentences that answer; what is said of the subject where none does."""
    if bare := _bare_indicator(question, evidence):
        return write_figure(bare, evidence, texts)
    enough = [item for item in evidence if item.coverage >= ENOUGH and not lacking(question.terms, item.found)]
    wanted = _wanted(question)
    if not enough:
        return _nearest(question, evidence, texts)
    if wanted is None:
        return _tell(question, _few(question, enough), texts)
    holding = [item for item in enough if _holds(question, item, wanted)] or _beside(question, enough, evidence, wanted)
    if not holding:
        return partial(question, evidence, texts)
    return _tell(question, holding[:1], texts, wanted)


def _bare_indicator(question: Understanding, evidence: Sequence[Evidence]) -> Understanding | None:
    """A question that is nothing but an indicator (规上工业产值1-5月) asks for its figure."""
    if question.kind != "open" or not question.terms:
        return None
    rows = rank(replace(question, kind="figure"), evidence)
    named = rows and coverage(question.terms, matches(question.terms, plain(rows[0].figure.indicator))) >= 0.8
    return replace(question, kind="figure") if named else None


def _wanted(question: Understanding) -> re.Pattern[str] | None:
    if question.kind == "when" and _CLOCK_ASKED.search(question.text):
        return _CLOCK
    if question.kind == "how" and _PAPERS_ASKED.search(question.text):
        return _PAPERS
    return _HOLDS.get(question.kind)


def _holds(question: Understanding, item: Evidence, wanted: re.Pattern[str]) -> bool:
    """Whether the sentence has what was asked for beside the subject: a neighbour's telephone is not the subject's."""
    if not wanted.search(item.text):
        return False
    if question.kind not in ("when", "phone", "where"):
        return True
    clauses = item.sentence.clauses
    covered = [clause_coverage(item, clause, question.terms) for clause in clauses]
    best = covered.index(max(covered))
    held = [at for at, clause in enumerate(clauses) if wanted.search(item.read(clause))]
    return any(abs(at - best) <= 1 for at in held) and (item.own >= 0.4 or max(covered) == 0)


def _beside(
    question: Understanding, enough: Sequence[Evidence], evidence: Sequence[Evidence], wanted: re.Pattern[str]
) -> list[Evidence]:
    """The sentence of the same passage that holds what was asked, where the subject stands in another."""
    if question.kind not in _NEXT_TO:
        return []
    chunks = {item.chunk.id for item in enough[:2]}
    return [item for item in evidence if item.chunk.id in chunks and wanted.search(item.text)]


def _few(question: Understanding, enough: Sequence[Evidence]) -> list[Evidence]:
    """The best sentence, and others only where they say what it leaves out or are as good as it."""
    body = [item for item in enough if not item.sentence.lead] or list(enough)
    chosen = [body[0]]
    many = question.kind in ("list", "open", "able")
    for item in body[1:8]:
        text = plain("".join(one.text for one in chosen))
        before = coverage(question.terms, matches(question.terms, text))
        after = coverage(question.terms, matches(question.terms, text + plain(item.text)))
        as_good = many and item.own >= 0.9 * body[0].own and item.own >= 0.5
        if len(chosen) < _MOST and (after > before + 0.15 or as_good):
            chosen.append(item)
    return chosen


def _tell(
    question: Understanding, chosen: Sequence[Evidence], texts: Texts, wanted: re.Pattern[str] | None = None
) -> Draft:
    citations = Citations()
    sentences: list[AnswerSentence] = []
    figures: list[FigureInAnswer] = []
    for item in chosen:
        shown = _shown(question, item, wanted)
        sentences.append(told(item, shown, texts, citations))
        figures += figures_in(item, shown, sentences[-1].citations[0])
    return Draft("answered", tuple(sentences), tuple(citations.found), tuple(figures))


def _shown(question: Understanding, item: Evidence, wanted: re.Pattern[str] | None) -> tuple[Clause, ...]:
    """The clauses that cover the question, with the clause that holds what it asked for."""
    shown = best_clauses(item, question.terms)
    holding = [clause for clause in item.sentence.clauses if wanted and wanted.search(item.read(clause))]
    if not holding or any(clause in shown for clause in holding):
        return shown
    return clauses_to_show(item, [shown[0], shown[-1], holding[0]], question.terms)


def _nearest(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """Half a match: for an open question the nearest sentences, called no more than that."""
    if question.kind in _HOLDS or not evidence or evidence[0].coverage < LOW:
        return partial(question, evidence, texts)  # which looks for the nearest meaning where words find nothing
    citations = Citations()
    first = AnswerSentence(texts.say("partial.near"), "fixed")
    rest = tuple(told(item, best_clauses(item, question.terms), texts, citations) for item in near(evidence))
    return Draft("partial", (first, *rest), tuple(citations.found), choices=sections(evidence))
