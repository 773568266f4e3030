"""How a sentence says that a thing stands: which clause names it, and which tells what has become of it. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answering.evidence.gathering import Evidence, clause_coverage
from bot.answering.evidence.reach import another_part, reach
from bot.answering.evidence.table_row import result_clauses
from bot.answering.question.terms import Term, matches, plain
from bot.answering.question.understanding import Understanding
from retrieval.document import Clause, Progress
from retrieval.figures.numbers import numbers_in

UNDONE: tuple[Progress, ...] = ("planned", "ongoing")
_STATE = re.compile(
    r"[完开竣动停复]工|建成|封顶|施工|[启投]用|完成|进场|通车|验收|交付|过半|%|开[业放园馆]|运[营行]|通过|启动|落地|暂停|停滞|推迟"
)
_AS_NAME = re.compile(
    r"(施工|验收|运营|使用|启动|交付)(项目|方案|单位|许可|图|队|人员|现场|企业|标准|条件|模式|机制|管理|资金)"
)
_STANDS = 0.8  # share of a word that a text must hold
_MEANT = r"原(?:计划|定|想|本|拟)|(?:[要想等待]|准备|打算)(?:着|再)?"  # what was or is meant is not how it stands

# What is asked for, and the words by which a document says that it happened.
_DEEDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"开业|开张|开放|开门|开馆|营业|运营|挂牌|启用|使用|投用|投产|开了?|开着|用上?|起来|上线|能去"),
        r"开业|开放|开门|开馆|营业|运营|挂牌|启用|投用|投产|投入生产|投入运行|使用|上线|开市",
    ),
    (
        re.compile(r"开工|动工|启动|开始|进场|施工"),
        r"开工|动工|启动|开始|进场|施工",
    ),
    (re.compile("涨价?|加|加钱|上?调|提高?|增加?"), "提高|上调|增加|增长|上涨|上升|调整"),
    (re.compile("降价?|减少?|跌|少"), "降低|下降|减少|下调|下滑|回落"),
    (
        re.compile(r"评[上到]?|获[得评批]?|得到?|拿[到下]?"),
        r"获[得评批]|荣获|评[为上定]|命名|认定|入选|授予|列入|创成",
    ),
    (
        re.compile(r".*(完|好|成|竣工|完工|交付|到位|落地|验收|通过|上)了?|装|修|建|改|清|搬"),
        r"完成|建成|完工|竣工|交付|投用|启用|开业|营业|验收|落成|通车|通水|完毕|收官|投产|投入使用|挂牌|到位|做完|装好|修好|建好",
    ),
)


@dataclass(frozen=True, slots=True)
class State:
    """What a sentence tells of the thing asked about.

    ``focus``: the clause that names it; ``reached``: that and what goes on about it, of a table's row the cell of states;
    ``telling``: the clause of these that says whether what was asked about happened, and those that say it is ahead;
    ``stating``: those that tell any state; ``whole``: only the heading names the thing, so that all of the sentence is about it.
    """

    focus: Clause
    reached: tuple[Clause, ...]
    telling: tuple[Clause, ...]
    stating: tuple[Clause, ...]
    whole: bool = False

    @property
    def told(self) -> bool:
        """Whether any state is told."""
        return bool(self.telling or self.stating) or self.focus.progress in UNDONE

    @property
    def progress(self) -> Progress | None:
        return self.telling[0].progress if self.telling else self.focus.progress


def state_of(question: Understanding, item: Evidence) -> State:
    """What ``item`` tells of the state of the thing that ``question`` asks about."""
    focus = _focus(question, item)
    cell = result_clauses(item)
    whole = headed_by_it(question, item) and not all(term.text in plain(item.text) for term in question.terms)
    reached = cell or (item.sentence.clauses if whole else reach(item, focus, question.terms))
    read = {clause: _AS_NAME.sub("", item.read(clause)) for clause in reached}
    said = _said(question)
    saying = [
        clause
        for clause, text in read.items()
        if said and re.search(said, text) and not re.search(rf"{_MEANT}(?:{said})|原(?:计划|定|想|本|拟)", text)
    ]
    telling = tuple(saying[:1] + [clause for clause in saying[1:] if clause.progress in UNDONE]) or cell[:1]
    return State(focus, reached, telling, tuple(clause for clause, text in read.items() if _STATE.search(text)), whole)


def headed_by_it(question: Understanding, item: Evidence) -> bool:
    """Whether the heading right above says by its own name what is asked about: 老旧小区改造提质增效, and no 旧改."""
    above = plain(item.chunk.section[-1]) if item.chunk.section else ""
    return bool(question.terms) and all(term.text in above for term in question.terms)


def _said(question: Understanding) -> str:
    """The words by which a document says what the question's verb asks, of several verbs the last: 引进的厂投产了没."""
    for term in reversed(question.predicates):
        for asked, said in _DEEDS:
            if asked.fullmatch(term.text):
                return "|".join((said, *map(re.escape, term.same)))
    words = [word for term in question.predicates[:1] for word in (term.text, *term.same)]
    return "|".join(map(re.escape, words))


def _focus(question: Understanding, item: Evidence) -> Clause:
    """The clause that names the rarest word of the thing asked about; of equals the one that covers most, then the verb."""
    terms = (*question.terms, *question.predicates)
    best = max(
        item.sentence.clauses,
        key=lambda clause: (
            heaviest(question.terms, item.read(clause)),
            clause_coverage(item, clause, question.terms),
            clause_coverage(item, clause, terms),
        ),
    )
    return _of_its_part(question.terms, item, best)


def _of_its_part(terms: Sequence[Term], item: Evidence, best: Clause) -> Clause:
    """The clause that goes on with the part asked about, where ``best``, or what lies between, speaks of its like: 东段通车,西段停工."""
    clauses, named = item.sentence.clauses, item.read(best)
    if named.endswith(";"):
        return best
    for clause in clauses[clauses.index(best) + 1 :]:
        text = item.read(clause)
        if any(term.text in text and another_part(term.text, named) for term in terms):
            return clause
        if text.endswith(";"):
            break
        named += text  # 旧房改造有序推进,东段过半,西段进场: the like may come between
    return best


def heaviest(terms: Sequence[Term], text: str) -> float:
    """The weight of the weightiest name that stands in a text, which a dictionary may have cut into several words."""
    shares = matches(terms, plain(text))
    best = weight = 0.0
    before: Term | None = None
    for term, share in zip(terms, shares, strict=True):
        goes_on = before and not term.verb and (before.run, before.at + len(before.text)) == (term.run, term.at)
        weight = (weight if goes_on else 0.0) + term.weight if share > _STANDS else 0.0
        best, before = max(best, weight), term
    return best


def rarest(terms: Sequence[Term], text: str) -> float:
    """The weight of the rarest term that stands in a text."""
    shares = matches(terms, plain(text))
    return max((term.weight for term, share in zip(terms, shares, strict=True) if share > _STANDS), default=0.0)


def some_of_all(text: str) -> bool:
    """Whether a clause counts what is done of a greater number: 13件积案已化解11件."""
    counts = [number for number in numbers_in(text) if number.unit]
    return any(one.unit == other.unit and one.number > other.number for one, other in pairwise(counts))
