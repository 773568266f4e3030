"""The answer to a question about a figure: the clause that holds it, from the ledger's rows of the passages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import AnswerSentence, FigureInAnswer, Status
from bot.answering.draft import Citations, Draft
from bot.answering.evidence import Evidence, clause_coverage, gather
from bot.answering.figure_rows import FoundFigure, part_before, rank, timely, unit_fit
from bot.answering.spans import clauses_to_show
from bot.answering.terms import coverage, lacking, matches, plain
from bot.answering.understanding import Understanding
from bot.answering.wording import figures_in, partial, told
from bot.texts import Texts
from retrieval.numbers import numbers_in

_PER = (
    (re.compile(r"每个?(人|位)|人均"), re.compile(r"每|人均|/")),
    (re.compile(r"每个?月|一个月|月均"), re.compile(r"月")),
    (re.compile(r"每[天日]|一天|日均"), re.compile(r"[日天]")),
    (re.compile(r"每[顿餐]|一[顿餐]|一份饭"), re.compile(r"[顿餐份]")),
    (re.compile(r"每户|户均"), re.compile(r"户")),
)
_SERIES = re.compile(
    r"哪一?年|趋势|走势|变化|历年|逐年|这[几两三]年|近[几两三]年|各年|怎么变|每年(?!能|可)|20\d\d.{0,3}20\d\d"
)
_SERIES_MOST = 6
ENOUGH = 0.62  # coverage by the figure's own words that makes it the one asked for
ANCHORED = 0.45  # … where it stands beside a name of the question, in the unit asked for
_LEAST = 0.4  # of the whole question, the asker's own verbs counted
_IN_WORDS = 0.7
_CLOSE = 0.05  # scores that are as good as equal
_MOST = 3


def write_figure(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """The figures asked for, or what is said of the subject without one."""
    if question.parts and (found := _of_parts(question, evidence)):
        return _tell(question, found, texts)
    fitting = [one for one in rank(question, evidence) if _answers(question, one)]
    in_time = timely(question, fitting)
    if fitting and not in_time:
        return _other_period(question, fitting[0], texts)
    if _SERIES.search(question.text) and len(series := _series(fitting)) > 1:
        return _tell(question, series, texts)
    if in_time:
        best = _best(in_time)
        others = _conflicting(best[0], timely(question, rank(question, evidence)))
        first = (AnswerSentence(texts.say("conflict"), "fixed"),) if others else ()
        return _tell(question, [*best, *others], texts, first, "answered")
    return _in_words(question, evidence, texts) or partial(question, evidence, texts)


def _series(fitting: Sequence[FoundFigure]) -> list[FoundFigure]:
    """The same indicator in each of the periods the documents tell, in order of time; plans left out."""
    unit = fitting[0].figure.unit if fitting else ""
    top = fitting[0].score if fitting else 0.0
    by_period: dict[str, FoundFigure] = {}
    for one in fitting:
        same = one.figure.unit == unit and one.score >= top - 0.25 and one.figure.progress != "planned"
        if same and one.figure.comparison is None and one.figure.period:
            by_period.setdefault(one.figure.period, one)
    return [by_period[period] for period in sorted(by_period)][:_SERIES_MOST]


def _conflicting(best: FoundFigure, rows: Sequence[FoundFigure]) -> list[FoundFigure]:
    """What another document says of the same indicator in the same period, where it is another number."""
    figure = best.figure
    return [
        one
        for one in rows
        if one.figure.indicator == figure.indicator
        and (one.figure.unit, one.figure.period) == (figure.unit, figure.period)
        and one.figure.number != figure.number
        and one.evidence.chunk.document != best.evidence.chunk.document
    ][:1]


def _of_parts(question: Understanding, evidence: Sequence[Evidence]) -> list[FoundFigure]:
    """One figure for each part of the question; none where a part stays open."""
    passages = tuple({item.chunk.id: item.passage for item in evidence}.values())
    found: list[FoundFigure] = []
    for part in question.parts:
        rows = timely(part, rank(part, gather(part, passages)))
        known = [one.figure for one in found]
        fitting = [one for one in rows if one.figure not in known and _answers_part(part, one)]
        fitting = fitting or [one for one in rows if found and _beside(part, one, found)]
        if not fitting:
            return []
        found.append(fitting[0])
    return found


def _answers_part(part: Understanding, one: FoundFigure) -> bool:
    """A part may leave its subject to the whole question: 惠及几户."""
    subject = coverage(
        part.context, matches(part.context, plain(one.evidence.text + "/".join(one.evidence.chunk.section)))
    )
    return _answers(part, one) and subject >= 0.5


def _beside(part: Understanding, one: FoundFigure, found: Sequence[FoundFigure]) -> bool:
    """A figure in the unit asked for, in the sentence of another part's, where the part says nothing that contradicts."""
    alone = all(term.light or len(term.text) == 1 for term in part.terms)
    new = one.figure not in [known.figure for known in found]
    return (
        new
        and alone
        and unit_fit(part.unit, one.figure) == 1.0
        and any(_place(one) == _place(known) for known in found)
    )


def _in_words(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft | None:
    """A number that the ledger holds no row of (3分钟消防救援圈), in the unit asked for and beside the question's words."""
    if question.unit in ("元", "%", "名次", "人"):  # of these the ledger misses none
        return None
    for item in evidence[:2]:
        for clause in item.sentence.clauses:
            has = any(number.unit == question.unit for number in numbers_in(item.read(clause)))
            if any(clause.start <= figure.start < clause.end for figure in item.chunk.figures):
                continue  # the ledger has it, and it was not what is asked for
            if has and clause_coverage(item, clause, question.terms) >= _IN_WORDS:
                citations = Citations()
                sentence = told(item, clauses_to_show(item, [clause], question.terms), texts, citations)
                return Draft("answered", (sentence,), tuple(citations.found))
    return None


def _answers(question: Understanding, one: FoundFigure) -> bool:
    """Nothing that is counted, and nothing the documents know elsewhere, may be missing; a word of the asker's own may."""
    fit = unit_fit(question.unit, one.figure)
    if not _per(question.text, part_before(one.evidence, one.clause)):
        return False
    if not _counts(question, one) or _otherwise(question.text, one):
        return False
    lacks = lacking(question.terms, one.found)
    if fit < 0.6 or any(term.known or term.head or term.text[0].isdigit() for term in lacks) or (lacks and fit < 1.0):
        return False
    if one.coverage < _LEAST:
        return False
    covered = _weighty_coverage(question, one) if fit == 1.0 else one.coverage
    return covered >= (ANCHORED if fit == 1.0 and _anchored(question, one) else ENOUGH)


def _counts(question: Understanding, one: FoundFigure) -> bool:
    """What is counted stands beside the number: 社区有几个 is answered neither by 社区书记1名 nor by 纠纷210件 in a community."""
    heads = [word for term in question.terms if term.counted for word in (term.text, *term.same)]
    if not heads or question.unit in ("元", "%", "名次"):
        return True
    near = one.figure.indicator + one.evidence.read(one.clause)
    return any(word in near for word in heads) and not all(
        _TITLED.match(near, near.find(word) + len(word)) for word in heads
    )


_TITLED = re.compile("(党委|党支部)?副?(书记|主任|干部|工作者|负责人|代表|委员)")


def _otherwise(question: str, one: FoundFigure) -> bool:
    """The opposite state (没办结), a plan asked for and a deed told, a change asked for and a level told."""
    near = one.figure.indicator + one.evidence.read(one.clause)
    negated = _NEGATED.search(question)
    if negated and (negated[1] or negated[2]) in near and not _NOT.search(near):
        return True
    if _PLAN_ASKED.search(question) and one.figure.progress != "planned" and not _PLAN_TOLD.search(near):
        return True
    return bool(_VERSUS.search(question)) and not one.figure.comparison and "比" not in near


_NEGATED = re.compile(
    r"(?:没有?|未)([办结完成建装修签交付开整改解决]{1,2})(?!有)|(?:没有?|未)(办结|完成|建成|交付|开工|整改|解决)"
)
_NOT = re.compile(r"未|没|尚|剩|余")
_PLAN_ASKED = re.compile(r"计划(?!完成)(总?投资|数|目标)|目标(?!完成)|预算(?!收入|支出)")
_PLAN_TOLD = re.compile(r"计划|目标|任务|预算|预期")
_VERSUS = re.compile(r"比(去年|上年|前年|同期|往年)(同期)?.{0,4}(多|少|增|减|涨|降|高|低)")


def _weighty_coverage(question: Understanding, one: FoundFigure) -> float:
    """Coverage without the asker's own verbs and the words that name anyone, where anything else is asked for."""
    pairs = [pair for pair in zip(question.terms, one.found, strict=True) if not pair[0].light]
    if not pairs:
        return one.coverage
    terms, found = zip(*pairs, strict=True)
    return coverage(terms, found)


def _per(question: str, text: str) -> bool:
    """An amount asked for by the month or the person is not answered by a yearly sum or one for a meal."""
    return all(told.search(text) for asked, told in _PER if asked.search(question))


def _anchored(question: Understanding, one: FoundFigure) -> bool:
    """Whether a rare word of the question, most likely a name, stands in the figure's own clause."""
    own = matches(question.terms, plain(one.figure.indicator + one.evidence.read(one.clause)))
    return any(term.rare and share >= 0.9 for term, share in zip(question.terms, own, strict=True))


def _best(found: Sequence[FoundFigure]) -> list[FoundFigure]:
    """The best figure and its equals: a second place of the report that says the same words with other numbers."""
    top = found[0]
    equal = [one for one in found if one.score >= top.score - _CLOSE and one.coverage >= top.coverage - _CLOSE]
    return equal[:_MOST]


def _tell(
    question: Understanding,
    found: Sequence[FoundFigure],
    texts: Texts,
    first: tuple[AnswerSentence, ...] = (),
    status: Status = "partial",
) -> Draft:
    citations = Citations()
    sentences: list[AnswerSentence] = list(first)
    figures: list[FigureInAnswer] = []
    for key in dict.fromkeys(_place(one) for one in found):
        same = [one for one in found if _place(one) == key]
        evidence, focus = same[0].evidence, [one.clause for one in same]
        shown = clauses_to_show(evidence, focus, question.terms)
        sentences.append(told(evidence, shown, texts, citations))
        figures += figures_in(evidence, shown, sentences[-1].citations[0])
    return Draft(status if first else "answered", tuple(sentences), tuple(citations.found), tuple(figures))


def _place(one: FoundFigure) -> tuple[str, int]:
    return one.evidence.chunk.id, one.evidence.sentence.start


def _other_period(question: Understanding, one: FoundFigure, texts: Texts) -> Draft:
    asked = question.period
    words = texts.say("partial.period", asked=_asked(question), told=one.figure.period or "") if asked else ""
    return _tell(question, [one], texts, (AnswerSentence(words, "fixed"),))


def _asked(question: Understanding) -> str:
    period = question.period
    if period is None:
        return ""
    months = f"{period.first}-{period.last}月" if period.first != period.last else f"{period.first}月"
    months = {"1-12月": "全年", "1-6月": "上半年", "7-12月": "下半年"}.get(months, months)
    return (f"{period.year}年" if period.year else "") + (months if period.first else "")
