"""Answers to a question that states something: a wrong number is corrected, an event the report does not tell is not taken for true."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering.answer import AnswerSentence
from bot.answering.checks.claims import turned
from bot.answering.draft import Citations, Draft
from bot.answering.evidence.gathering import Evidence, gather
from bot.answering.evidence.spans import best_clauses, clauses_to_show
from bot.answering.evidence.state import some_of_all
from bot.answering.figures.outcomes import outcomes
from bot.answering.figures.rows import FoundFigure, rank, timely
from bot.answering.figures.units import unit_fit
from bot.answering.question.stated import stated_numbers
from bot.answering.question.terms import coverage, lacking, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.writing.wording import LOW, figures_in, near, told
from bot.texts import Texts
from retrieval.document import Passage
from retrieval.figures.numbers import Number

_ENOUGH = 0.55
_WHOLLY = 0.85
_ALL = re.compile(r"都|全部|所有|全都|每个")
_SETBACK = re.compile(
    r"取消|停(了|止|工|业|办|办了|运|建)|关(了|闭|门|停)|倒闭|撤销|撤了|拆(了|除|掉)|失败|烂尾|亏损|推迟|延期|延误|暂停|终止|缩减|涨价|裁(员|撤)|没(通过|完成|建成|办成)|砍(了|掉)|黄了|泡汤|叫停|下降|减少|下滑|搬走|破产|违规|受处分|免职|辞职|死亡|爆炸|塌"
)
_CHARGED = re.compile("收|交|付|花|费")
_FREE = re.compile("不收|免收|免费|不另收")
_PLACE = re.compile("排|第|[掉降退升跌]到|位列|名列")
_WAY = re.compile("(增长|上升|提高|增加|下降|减少|降低|回落)了?$")
_HEDGED = re.compile(r"超|突破|多|以上|不止|至少|过")


def write_number_claim(question: Understanding, passages: Sequence[Passage], texts: Texts) -> Draft | None:
    """Right or wrong, where the question states a number of a figure the documents hold; else None."""
    stated = stated_numbers(question.text)
    if not question.claims or not stated:
        return None
    bare = _without_numbers(question, stated)
    if free := _free(bare, stated, passages, texts):
        return free
    for number in stated:
        placed = _PLACE.search(question.text) and number.unit in ("名", "位", "")
        asked = replace(bare, unit="名次" if placed else _unit(number))
        ranked = timely(asked, rank(asked, gather(asked, passages)))
        rows = outcomes(
            asked, [row for row in ranked if _same_thing(asked, row) and unit_fit(asked.unit, row.figure) >= 0.6]
        )
        if rows:
            near = rows if asked.unit is None else [row for row in rows[:4] if row.score >= rows[0].score - 0.1]
            agreeing = [row for row in near if _agrees(number, row)]
            if agreeing and turned(question.text, agreeing[0].figure.indicator):
                return _judged(asked, number, agreeing[0], False, texts)  # it fell by what is said to be its rise
            if agreeing and not _covers(question, asked, agreeing[0]):
                return None  # the number stands there, but more was said than that
            if agreeing and question.kind == "progress" and _not_done(agreeing[0]):
                return None
            if not agreeing and _stands_there(question, number, passages):
                return None  # 14个社区都有食堂吗 names communities, and counts no canteens
            if not agreeing and asked.unit is None and len({row.figure.unit for row in rows[:4]}) > 1:
                return None  # 提到760了吗 may mean any of them
            return _judged(asked, number, (agreeing or rows)[0], bool(agreeing), texts)
    return None


def _free(question: Understanding, stated: Sequence[Number], passages: Sequence[Passage], texts: Texts) -> Draft | None:
    """Where a charge is stated and the documents say that there is none."""
    if not _CHARGED.search(question.text) or _unit(stated[0]) != "元":
        return None
    for item in gather(question, passages)[:3]:
        clauses = [clause for clause in item.sentence.clauses if _FREE.search(item.read(clause))]
        if clauses and item.coverage >= _ENOUGH and not lacking(question.terms, item.found):
            citations = Citations()
            sentence = told(item, clauses_to_show(item, clauses[:1], question.terms), texts, citations)
            first = AnswerSentence(texts.say("claim.wrong", claimed=stated[0].value), "fixed")
            return Draft("answered", (first, sentence), tuple(citations.found))
    return None


def _not_done(row: FoundFigure) -> bool:
    """Whether the number is of a plan, or of more things than are done: 13件积案已化解11件."""
    return row.figure.progress == "planned" or some_of_all(row.evidence.read(row.clause))


def _stands_there(question: Understanding, number: Number, passages: Sequence[Passage]) -> bool:
    """Whether the documents count with that number what stands behind it in the question."""
    counted = plain(f"{number.number:f}{number.unit}{question.text[number.end : number.end + 2]}")
    return any(counted in plain(passage.chunk.text) for passage in passages)


def _same_thing(asked: Understanding, row: FoundFigure) -> bool:
    return row.coverage >= _ENOUGH and not lacking(asked.terms, row.found, 0.1)


def _covers(question: Understanding, asked: Understanding, row: FoundFigure) -> bool:
    """Whether the clauses that hold the number say all that the question says, and not only of some."""
    shown = clauses_to_show(row.evidence, [row.clause], asked.terms)
    text = plain(row.evidence.chunk.quote(shown[0].start, shown[-1].end))
    terms = (*asked.terms, *question.predicates)
    return coverage(terms, matches(terms, text)) >= _WHOLLY and not _ALL.search(question.text)


def _unit(number: Number) -> str | None:
    if number.unit in ("块", "块钱"):
        return "元"
    if "元" in number.unit or re.search("[万亿]", number.value):
        return "元" if "元" in number.unit or not number.unit else number.unit
    return number.unit or None


def _without_numbers(question: Understanding, stated: Sequence[Number]) -> Understanding:
    values = [number.value for number in stated]
    told = (term for term in question.terms if term.known or len(term.text) > 1)
    kept = tuple(term for term in told if not any(term.text in value for value in values))
    return replace(question, terms=kept, kind="figure")


def _claimed(text: str, number: Number) -> str:
    """The number with the way it is said to have gone: 增长2.1%."""
    way = _WAY.search(text[: number.start])
    return f"{way[1]}{number.value}" if way else number.value


def _agrees(number: Number, row: FoundFigure) -> bool:
    if float(number.number) == row.figure.number:
        return True
    return bool(number.hedge and _HEDGED.search(number.hedge)) and row.figure.number > float(number.number)


def _judged(question: Understanding, number: Number, row: FoundFigure, right: bool, texts: Texts) -> Draft:
    """The number of the question is only echoed, in a fixed sentence; the documents' own stands in the quote."""
    citations = Citations()
    shown = clauses_to_show(row.evidence, [row.clause], question.terms)
    sentence = told(row.evidence, shown, texts, citations)
    first = texts.say("claim.right") if right else texts.say("claim.wrong", claimed=_claimed(question.text, number))
    figures = figures_in(row.evidence, shown, sentence.citations[0])
    return Draft("answered", (AnswerSentence(first, "fixed"), sentence), tuple(citations.found), figures)


def write_setback(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft | None:
    """Where the question takes a setback for granted that the documents do not tell: they don't, and what they do say."""
    setback = _SETBACK.search(question.text)
    taken_for_granted = question.kind == "why" or question.claims
    if not setback or not taken_for_granted or not evidence or evidence[0].coverage < LOW:
        return None
    close = near(evidence)
    if any(setback[0][:2] in item.text for item in close):
        return None
    citations = Citations()
    first = AnswerSentence(texts.say("claim.unsupported", claimed=setback[0]), "fixed")
    rest = tuple(told(item, best_clauses(item, question.terms), texts, citations) for item in close)
    return Draft("partial", (first, *rest), tuple(citations.found))
