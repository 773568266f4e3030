"""The answer to "is it done?": the state first, by the stamp of the clause that speaks of it. Done is not planned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.answer import AnswerSentence, FigureInAnswer
from bot.answering.draft import Citations, Draft
from bot.answering.evidence.gathering import Evidence, clause_coverage
from bot.answering.evidence.spans import ONLY_WHEN, clauses_to_show, part_to_show
from bot.answering.evidence.standing_out import standing_out
from bot.answering.evidence.table_row import result_clauses
from bot.answering.question.terms import Term, coverage, lacking, matches, plain
from bot.answering.question.understanding import Understanding
from bot.answering.writing.wording import figures_in, partial, told
from bot.texts import Texts
from retrieval.document import Clause, Progress

ENOUGH = 0.6
_NAMED = 0.42
_WHOLE = 0.8
_SHORT = 70  # characters
_OPEN_STATE = re.compile(r"哪一?步|程度|阶段|怎么样|怎样|咋样|如何|进度|进展|情况|搞得|弄得|好点|好些|改善|变好")
_IN_PART = re.compile(r"[%]|过半|一半|[一二三四五六七八九]成|部分|主体|前期|方案|阶段|总量的")
_ONE = "[东西南北中前后首一二三四五六七八九十0-9a-dA-D]"
_PART = re.compile(f"{_ONE}+[段期区标批轮号侧片线]")
_ONCE = re.compile(r"原(计划|定|想|本|拟)")  # what was meant once is not how it stands

# What is asked for, and the words by which a document says that it happened.
_DEEDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"开业|开张|开放|开门|开馆|营业|运营|挂牌|启用|使用|投用|投产|开了?|开着|用上?|起来|上线|能去"),
        re.compile(r"开业|开放|开门|开馆|营业|运营|挂牌|启用|投用|投产|投入生产|使用|上线|开市"),
    ),
    (
        re.compile(r"开工|动工|启动|开始|进场|施工"),
        re.compile(r"开工|动工|启动|开始|进场|施工"),
    ),
    (
        re.compile(r".*(完|好|成|竣工|完工|交付|到位|落地|验收|通过|上)了?|装|修|建|改|清|搬"),
        re.compile(
            r"完成|建成|完工|竣工|交付|投用|启用|开业|营业|验收|落成|通车|通水|完毕|收官|投产|投入使用|挂牌|到位|做完|装好|修好|建好"
        ),
    ),
)


def write_progress(question: Understanding, evidence: Sequence[Evidence], texts: Texts) -> Draft:
    """What the report says of the state of a thing, at most a present state and a plan."""
    telling = [item for item in evidence if _tells(item)]
    best = standing_out(question, telling)
    body = [item for item in telling if _enough(question, item)] or ([best] if best else [])
    if not body:
        return partial(question, evidence, texts)
    citations = Citations()
    chosen = _chosen(question, body)
    sentences: list[AnswerSentence] = []
    figures: list[FigureInAnswer] = []
    for at, item in enumerate(chosen):
        shown = _shown(question, item)
        opening = _opening(question, item, shown) if at == 0 else "plain"
        sentences.append(told(item, shown, texts, citations, opening, _state(question, item, shown)))
        figures += figures_in(item, shown, sentences[-1].citations[0])
    return Draft("answered", tuple(sentences), tuple(citations.found), tuple(figures))


def _tells(item: Evidence) -> bool:
    """A heading tells nothing by itself, but a short sentence that was taken for one may."""
    return not item.sentence.lead or (item.own >= _WHOLE and item.text.endswith("。"))


def _enough(question: Understanding, item: Evidence) -> bool:
    """Half the words will do where one of them is a name that the sentence itself holds and no noun is missing."""
    own = matches(question.terms, plain(item.text))
    named = any(term.rare and share >= 0.9 for term, share in zip(question.terms, own, strict=True))
    lacks = lacking(question.terms, item.found, 0.1)
    undone = (
        _focus(question, item).progress != "done"
    )  # of a thing that is done, every noun must be the one asked about
    if named and all(undone and not term.known for term in lacks):
        return item.coverage >= _NAMED
    return item.coverage >= ENOUGH and not lacking(question.terms, item.found)


def _shown(question: Understanding, item: Evidence) -> tuple[Clause, ...]:
    """From the clause that names the thing to the one that tells its state; without one all that speaks of it."""
    clauses, focus = item.sentence.clauses, _focus(question, item)
    told_ = _telling(question, item, focus)
    if told_ and not _OPEN_STATE.search(question.text) and not _ALL.search(question.text):
        return clauses_to_show(item, [focus, told_], question.terms)
    covered = coverage(question.terms, matches(question.terms, plain(item.text)))
    alone = clause_coverage(item, focus, question.terms) >= covered - 0.05 and not ONLY_WHEN.search(item.read(focus))
    if alone and not (_OPEN_STATE.search(question.text) or _ALL.search(question.text)):
        return clauses_to_show(item, [focus], question.terms)
    if item.sentence.end - item.sentence.start <= _SHORT and len({clause.progress for clause in clauses}) == 1:
        return clauses
    return part_to_show(item, [focus], question.terms)


def _telling(question: Understanding, item: Evidence, focus: Clause) -> Clause | None:
    """The clause, at ``focus`` or after it up to a semicolon, that says whether what was asked about happened.

    Of a table's row it is the cell of results.
    """
    if results := result_clauses(item):
        return results[-1]
    said = _said(question)
    clauses = item.sentence.clauses
    for clause in clauses[clauses.index(focus) :]:
        text = item.read(clause)
        if said and said.search(text) and not _ONCE.search(text):
            return clause
        if text.endswith(";"):
            return None
    return None


def _said(question: Understanding) -> re.Pattern[str] | None:
    """The words by which a document says what the question's verb asks, of several verbs the last: 引进的厂投产了没."""
    for term in reversed(question.predicates):
        for asked, said in _DEEDS:
            if asked.fullmatch(term.text):
                return said
    words = [word for term in question.predicates[:1] for word in (term.text, *term.same)]
    return re.compile("|".join(map(re.escape, words))) if words else None


def _chosen(question: Understanding, body: Sequence[Evidence]) -> list[Evidence]:
    """The best evidence, and one of another stamp that is nearly as good; what is, before what is planned."""
    naming = [item for item in body if _names(question, item) >= max(_names(question, one) for one in body)]
    best = max(naming, key=lambda item: _fit(question, item))
    others = [item for item in naming if item is not best and _fit(question, item) >= _fit(question, best) - 0.12]
    other = next((item for item in others if _progress(question, item) != _progress(question, best)), None)
    pair = [best] if other is None else [best, other]
    return sorted(pair, key=lambda item: _progress(question, item) == "planned")


def _names(question: Understanding, item: Evidence) -> float:
    """How many of the question's rare words, most likely names, stand in the sentence or the heading right above it."""
    text = plain(item.text + "/" + (item.chunk.section[-1] if item.chunk.section else ""))
    shares = matches(question.terms, text)
    return sum(share >= 0.7 for term, share in zip(question.terms, shares, strict=True) if term.rare)


def _fit(question: Understanding, item: Evidence) -> float:
    """How well a sentence speaks of the thing asked about, by its rarest name, and of its state."""
    present = 0.1 if item.sentence.clauses[0].progress in ("done", "ongoing") else 0.0
    total = sum(term.weight for term in question.terms) or 1.0
    name = 0.3 * _rarest(question.terms, item.text) / total
    verb = 0.15 if _telling(question, item, _focus(question, item)) else 0.0
    return item.own * 0.5 + item.score + name + verb + present


def _focus(question: Understanding, item: Evidence) -> Clause:
    """The clause that names the rarest word of the thing asked about; of equals the one that covers most, then the verb."""
    terms = (*question.terms, *question.predicates)
    best = max(
        item.sentence.clauses,
        key=lambda clause: (
            _rarest(question.terms, item.read(clause)),
            clause_coverage(item, clause, question.terms),
            clause_coverage(item, clause, terms),
        ),
    )
    return _of_its_part(question.terms, item, best)


def _of_its_part(terms: Sequence[Term], item: Evidence, best: Clause) -> Clause:
    """The clause that goes on with the part asked about, where ``best`` speaks of its like: 东段通车,西段停工."""
    clauses, named = item.sentence.clauses, item.read(best)
    if named.endswith(";"):
        return best
    for clause in clauses[clauses.index(best) + 1 :]:
        text = item.read(clause)
        if any(term.text in text and _like(term.text, named) for term in terms):
            return clause
        if text.endswith(";"):
            break
    return best


def _like(part: str, text: str) -> bool:
    """Whether a text names another part of the sort of ``part`` (东段, 西段; 一期, 二期) and not that one."""
    return bool(_PART.fullmatch(part)) and part not in text and bool(re.search(f"{_ONE}{part[-1]}", text))


def _rarest(terms: Sequence[Term], text: str) -> float:
    shares = matches(terms, plain(text))
    return max((term.weight for term, share in zip(terms, shares, strict=True) if share > 0.8), default=0.0)


def _progress(question: Understanding, item: Evidence) -> Progress | None:
    return _focus(question, item).progress


def _opening(question: Understanding, item: Evidence, shown: Sequence[Clause]) -> str:
    """What is said before the quote: the state that the telling clause has; of several states, that they differ."""
    telling = _telling(question, item, _focus(question, item))
    states = {clause.progress for clause in shown}
    if telling in shown and telling and telling.progress in ("planned", "ongoing"):
        return f"opening.{telling.progress}"
    if len(states) > 1:
        return "opening.mixed" if states & {"planned", "ongoing"} else "opening.done"
    progress = states.pop()
    if progress == "done" and lacking(question.terms, item.found):
        return "opening.unsaid"
    if progress == "done" and telling is None and question.predicates and not _OPEN_STATE.search(question.text):
        return "opening.unsaid"
    if progress == "done":
        return "opening.yes" if telling in shown and telling and _wholly(question, item, telling) else "opening.done"
    return f"opening.{progress or 'none'}"


def _state(question: Understanding, item: Evidence, shown: Sequence[Clause]) -> Progress | None:
    """The stamp of the clause that tells the state, where one does."""
    telling = _telling(question, item, _focus(question, item))
    return telling.progress if telling in shown and telling else None


def _wholly(question: Understanding, item: Evidence, telling: Clause) -> bool:
    """Whether the clause says it of the whole thing: not of a part (完成主体, 65%), nor where all are asked about."""
    text = item.read(telling)
    if _IN_PART.search(text) or _ALL.search(question.text):
        return False
    done = _DONE_OBJECT.search(text)
    object_ = plain(done[1]) if done else ""
    asked = plain(question.text)
    pairs = [object_[at : at + 2] for at in range(len(object_) - 1)]
    return not pairs or sum(pair in asked for pair in pairs) >= len(pairs) / 2


_ALL = re.compile(r"都|全部|所有|全都|每个")
_DONE_OBJECT = re.compile(r"完成了?([^,;。]{2,})")
